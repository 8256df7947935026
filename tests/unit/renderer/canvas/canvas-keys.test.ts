// Which key does what on the canvas, on a PC and on a Mac, whatever the keyboard.
import { describe, expect, test } from 'vitest';
import { deedOf, type View } from '../../../../renderer/canvas/canvas-keys.ts';
import type { Session } from '../../../../renderer/state/session.ts';

type Press = Parameters<typeof deedOf>[0];

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

/** A session that writes down what it is asked for. */
function told(): { readonly session: Session; readonly view: View; readonly calls: string[] } {
  const calls: string[] = [];
  const listener = (name: string): object =>
    new Proxy(
      {},
      {
        get:
          (_, deed) =>
          (...given: readonly unknown[]) =>
            void calls.push(`${name}${String(deed)} ${JSON.stringify(given)}`),
      },
    );
  const builder = {
    openField: (id: string) => calls.push(`openField ["${id}"]`),
    select: () => undefined,
    setState: (state: object) => calls.push(`set ${Object.keys(state).join()}`),
    getState: () => ({ current: 'a', selection: new Set(['a', 'b']) }),
  };
  const document = { getState: () => ({ picture: { order: ['a', 'b'] } }) };
  const session = { builder, document, commands: listener(''), trace: {} } as unknown as Session;
  return { session, view: listener('view.') as View, calls };
}

function does(event: Press, mac = false): string | undefined {
  const { session, view, calls } = told();
  const deed = deedOf(event, mac);
  deed?.(session, view);
  return deed === undefined ? undefined : calls.join();
}

describe('canvas keys', () => {
  test.each([
    ['ArrowDown', 'walk ["down"]'],
    ['Home', 'walk ["first"]'],
    ['a', 'addAfter ["a"]'],
    ['A', 'addAfter ["a"]'],
    ['Insert', 'addAfter ["a"]'],
    ['Enter', 'openField ["a"]'],
    ['F2', 'startRenaming ["a"]'],
    ['d', 'toggleDisabled [["a","b"]]'],
    ['Delete', 'remove [["a","b"]]'],
    ['Escape', 'set selection'],
  ])('%s: %s', (key, deed) => expect(does(press(key))).toBe(deed));

  test('Shift+A adds before; Shift+1 and Shift+2 go by the place of the key', () => {
    expect(does(press('A', { shiftKey: true }))).toBe('addBefore ["a"]');
    expect(does(press('!', { shiftKey: true, code: 'Digit1' }))).toBe('view.fitAll []');
    expect(does(press('"', { shiftKey: true, code: 'Digit2' }))).toBe('view.fitSelection []');
  });

  test('Alt and an arrow moves the step, with the main modifier its card', () => {
    expect(does(press('ArrowUp', { altKey: true }))).toBe('moveInOrder ["a",-1]');
    expect(does(press('ArrowRight', { altKey: true }))).toBe('moveAcross ["a",1]');
    expect(does(press('ArrowLeft', { altKey: true, ctrlKey: true }))).toBe('nudge [["a","b"],-1,0]');
  });

  test('the main modifier is Control, and Command on a Mac', () => {
    expect(does(press('d', { ctrlKey: true }))).toBe('duplicate [["a","b"]]');
    expect(does(press('d', { metaKey: true }), true)).toBe('duplicate [["a","b"]]');
    expect(does(press('0', { ctrlKey: true }))).toBe('view.zoomFull []');
  });

  test('other keys are left to whom they belong', () => {
    expect(does(press('x'))).toBeUndefined();
    expect(does(press('s', { ctrlKey: true }))).toBeUndefined();
    expect(does(press('d', { altKey: true }))).toBeUndefined();
    expect(does(press('constructor'))).toBeUndefined();
  });
});
