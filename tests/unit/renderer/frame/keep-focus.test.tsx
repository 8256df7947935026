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
