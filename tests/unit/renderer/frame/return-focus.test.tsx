// Back leads to what had the focus on the page, and only if nobody has gone on meanwhile.
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { returnFocus } from '../../../../renderer/frame/return-focus.ts';
import { back, go, useUi } from '../../../../renderer/state/ui.ts';

let stop: () => void;

beforeEach(() => {
  useUi.setState({ screen: { to: 'contact', id: 'maya' }, kept: new Map(), past: [] });
  stop = returnFocus();
});
afterEach(() => stop());

/** The page as it comes: its heading at once, then its links. */
function draw(...links: readonly string[]): readonly HTMLElement[] {
  const main = document.createElement('main');
  const title = Object.assign(document.createElement('h1'), { tabIndex: -1, textContent: 'Maya' });
  const drawn = links.map((words) => Object.assign(document.createElement('a'), { href: '#', textContent: words }));
  main.append(title, ...drawn);
  document.body.replaceChildren(main);
  return drawn;
}

const heading = (): HTMLElement | null => document.querySelector('h1');
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

test('the second of two links that say the same has it again, when the rows are there', async () => {
  draw('Assign new contacts', 'Assign new contacts')[1]?.focus();
  go({ to: 'run', id: 'r1' });
  draw();
  back();
  heading()?.focus();
  const links = draw('Assign new contacts', 'Assign new contacts');
  await waitFor(() => expect(document.activeElement).toBe(links[1]));
});

test('what is gone leaves it with the heading', async () => {
  draw('Assign new contacts')[0]?.focus();
  go({ to: 'run', id: 'r1' });
  back();
  draw('Another one');
  heading()?.focus();
  await aWhile();
  expect(document.activeElement).toBe(heading());
});

test('whoever has pressed a key by then stays where they are', async () => {
  draw('Assign new contacts')[0]?.focus();
  go({ to: 'run', id: 'r1' });
  draw();
  back();
  heading()?.focus();
  heading()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
  draw('Assign new contacts');
  heading()?.focus();
  await aWhile();
  expect(document.activeElement).toBe(heading());
});

test('a page that is opened anew begins at its heading', async () => {
  draw('Assign new contacts')[0]?.focus();
  go({ to: 'run', id: 'r1' });
  go({ to: 'contact', id: 'maya' });
  draw('Assign new contacts');
  heading()?.focus();
  await aWhile();
  expect(document.activeElement).toBe(heading());
});
