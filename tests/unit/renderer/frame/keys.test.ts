// Shortcuts: from their notation to key presses, on a Mac and elsewhere.
import { expect, test } from 'vitest';
import { isPress, keyCaps, type Press } from '../../../../renderer/frame/keys.ts';
import { commands } from '../../../../shared/commands.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

test('the main modifier is Control, on a Mac Command', () => {
  expect(isPress(press('k', { ctrlKey: true }), 'CmdOrCtrl+K', false)).toBe(true);
  expect(isPress(press('k', { metaKey: true }), 'CmdOrCtrl+K', false)).toBe(false);
  expect(isPress(press('k', { metaKey: true }), 'CmdOrCtrl+K', true)).toBe(true);
  expect(isPress(press('k', { ctrlKey: true }), 'CmdOrCtrl+K', true)).toBe(false);
});

test('every modifier counts, held or not', () => {
  expect(isPress(press('Z', { ctrlKey: true, shiftKey: true }), 'CmdOrCtrl+Shift+Z', false)).toBe(true);
  expect(isPress(press('Z', { ctrlKey: true, shiftKey: true }), 'CmdOrCtrl+Z', false)).toBe(false);
  expect(isPress(press('k', { ctrlKey: true, altKey: true }), 'CmdOrCtrl+K', false)).toBe(false);
  expect(isPress(press('F6', { shiftKey: true }), 'F6', false)).toBe(false);
});

test('a sign is told by what it types: some keyboards need Shift for it', () => {
  expect(isPress(press('?', { ctrlKey: true, shiftKey: true }), 'CmdOrCtrl+?', false)).toBe(true);
  expect(isPress(press('?', { ctrlKey: true }), 'CmdOrCtrl+?', false)).toBe(true);
  expect(isPress(press(',', { ctrlKey: true }), 'CmdOrCtrl+,', false)).toBe(true);
});

test('arrow keys by their short names', () => {
  expect(isPress(press('ArrowLeft', { altKey: true }), 'Alt+Left', false)).toBe(true);
});

test('key caps are what stands on the keyboard', () => {
  expect(keyCaps('CmdOrCtrl+Shift+S', false)).toEqual(['Ctrl', 'Shift', 'S']);
  expect(keyCaps('CmdOrCtrl+Shift+S', true)).toEqual(['⌘', '⇧', 'S']);
});

test('no two commands share keys or a name', () => {
  const keys = commands.flatMap((command) => ('keys' in command ? [command.keys] : []));
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
});

test('no shortcut needs a sign that some keyboards hide', () => {
  for (const command of commands) expect('keys' in command ? command.keys : '').not.toMatch(/[/\\[\]~]/);
});
