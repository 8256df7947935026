// The focus is never on nothing for long.
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from '../../../../renderer/frame/keep-focus.ts';

let stop: () => void;

beforeEach(() => {
  document.body.replaceChildren();
  stop = keepFocus();
});
afterEach(() => stop());

function add<K extends keyof HTMLElementTagNameMap>(tag: K, parent: Element = document.body): HTMLElementTagNameMap[K] {
  const element = parent.appendChild(document.createElement(tag));
  element.tabIndex = -1;
  return element;
}

test('when what had it goes away, the heading of the screen takes it', async () => {
  const heading = add('h1', add('main'));
  const button = add('button');
  button.focus();
  button.remove();
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

test('an open dialog comes before the screen', async () => {
  add('h1', add('main'));
  const dialog = add('section');
  dialog.setAttribute('aria-modal', 'true');
  const button = add('button', dialog);
  button.focus();
  button.remove();
  await waitFor(() => expect(document.activeElement).toBe(dialog));
});

test('what is pressed with the mouse and has it already is as good as any other', async () => {
  const heading = add('h1', add('main'));
  const button = add('button');
  const icon = add('span', button);
  button.focus();
  icon.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  button.remove();
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

test('a dialog that closes gives it back to what had it before, also when that was switched off as it opened', async () => {
  add('h1', add('main'));
  const opener = add('button');
  opener.focus();
  opener.disabled = true;
  opener.blur();
  const dialog = add('section');
  dialog.setAttribute('aria-modal', 'true');
  add('button', dialog).focus();
  opener.disabled = false;
  dialog.remove();
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('when a dialog closes and what had it before is gone or off, the heading takes it', async () => {
  const heading = add('h1', add('main'));
  const opener = add('button');
  opener.focus();
  const dialog = add('section');
  dialog.setAttribute('aria-modal', 'true');
  add('button', dialog).focus();
  opener.disabled = true;
  dialog.remove();
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

test('a button that was off while it worked gets it back', async () => {
  const button = add('button');
  button.focus();
  button.disabled = true;
  // As a browser does on its own.
  button.blur();
  button.disabled = false;
  await waitFor(() => expect(document.activeElement).toBe(button));
});

test('who has put it elsewhere meanwhile keeps it there', async () => {
  add('h1', add('main'));
  const [button, field] = [add('button'), add('input')];
  button.focus();
  button.remove();
  field.focus();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(document.activeElement).toBe(field);
});
