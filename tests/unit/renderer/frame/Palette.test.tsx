// The palette loses nothing that is typed, however quickly: it has the focus before the next key comes, and an Enter that
// comes before the answers waits for them.
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Palette } from '../../../../renderer/frame/Palette.tsx';
import { lend, run } from '../../../../renderer/state/commands.ts';
import { useContactsList } from '../../../../renderer/state/contacts.ts';
import { useUi } from '../../../../renderer/state/ui.ts';
import { useWorkspace } from '../../../../renderer/state/workspace.ts';
import { good, type Result } from '../../../../shared/model/problem.ts';

interface Asked {
  readonly name: string;
  readonly search?: string;
  readonly answer: (result: Result<unknown>) => void;
}

let asked: Asked[] = [];
let takeBack: () => void;

beforeEach(() => {
  asked = [];
  const request = (name: string, { search }: { search?: string }) =>
    new Promise((answer) => asked.push({ name, ...(search && { search }), answer: answer as Asked['answer'] }));
  Object.assign(window, { baton: { request, subscribe: () => () => undefined } });
  const floats = document.createElement('div');
  floats.id = 'floats';
  document.body.replaceChildren(floats);
  useUi.setState({ screen: { to: 'workflows' }, past: [] });
  takeBack = lend({ contacts: () => useUi.setState({ screen: { to: 'contacts' } }) });
  render(
    <MantineProvider>
      <Palette />
    </MantineProvider>,
  );
});
afterEach(() => {
  takeBack();
  cleanup();
});

/** What the main process answers, once it is asked for contacts by these letters. */
async function answerContacts(search: string, id: string, total = 1): Promise<void> {
  const contact = { id, firstName: 'Maya', lastName: 'Demir', email: 'maya@example.org' };
  await expect.poll(() => asked.some((one) => one.search === search)).toBe(true);
  await act(async () =>
    asked.findLast((one) => one.search === search)?.answer(good({ total, rows: [{ contact, ownerName: '' }] })),
  );
}
const answerWorkflows = (): Promise<void> =>
  act(async () => asked.find(({ name }) => name === 'workflows.list')?.answer(good([])));

/** The field, which must have the focus in the moment in which the palette opens. */
function open(): HTMLElement {
  act(() => void run('palette'));
  const field = screen.getByRole('combobox', { name: /^Search commands/ });
  expect(document.activeElement).toBe(field);
  return field;
}

const type = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } });

test('letters and Enter at once go to the place that is called so', () => {
  const field = open();
  type(field, 'conta');
  expect(screen.getByRole('option', { selected: true }).textContent).toBe('Contacts');
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(useUi.getState().screen).toEqual({ to: 'contacts' });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('Enter before the answers waits for them', async () => {
  const field = open();
  type(field, 'maya');
  fireEvent.keyDown(field, { key: 'Enter' });
  await answerWorkflows();
  expect(useUi.getState().screen).toEqual({ to: 'workflows' });
  await answerContacts('maya', 'maya');
  expect(useUi.getState().screen).toEqual({ to: 'contact', id: 'maya' });
});

test('when more contacts are found than have room, it leads to all of them', async () => {
  useContactsList.setState({ typed: '', owner: 'u1' });
  const field = open();
  await answerWorkflows();
  type(field, 'maya');
  await answerContacts('maya', 'maya', 25);
  fireEvent.click(screen.getByRole('option', { name: /^Show all 25 contacts found/ }));
  expect(useUi.getState().screen).toEqual({ to: 'contacts' });
  expect(useContactsList.getState()).toMatchObject({ typed: 'maya', owner: undefined });
  useContactsList.setState({ typed: '' });
});

test('a slip of the finger counts where nothing is called so', async () => {
  const field = open();
  await answerWorkflows();
  type(field, 'cntacts');
  expect(screen.queryAllByRole('option')).toEqual([]);
  await expect.poll(() => asked.some((one) => one.search === 'cntacts')).toBe(true);
  await act(async () => asked.at(-1)?.answer(good({ total: 0, rows: [] })));
  expect(screen.getByRole('option').textContent).toBe('Contacts');
});

test('closed again, it gives the focus back to what had it', async () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.focus();
  fireEvent.keyDown(open(), { key: 'Escape' });
  await expect.poll(() => document.activeElement).toBe(button);
});

test('the arrows go round, and what is typed next begins at the top', () => {
  takeBack();
  takeBack = lend({ contacts: () => undefined, 'add-contact': () => undefined });
  const field = open();
  type(field, 'contact');
  const chosen = (): string | null => screen.getByRole('option', { selected: true }).textContent;
  expect(chosen()).toBe('Contacts');
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(chosen()).toBe('Add contact…');
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  expect(chosen()).toBe('Contacts');
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  type(field, 'contacts');
  expect(chosen()).toBe('Contacts');
});

test('to remove the sample is offered where there is one', () => {
  takeBack();
  takeBack = lend({ 'remove-sample': () => undefined });
  const field = open();
  type(field, 'sample');
  expect(screen.queryAllByRole('option')).toEqual([]);
  act(() => useWorkspace.setState({ info: { sample: true } as never }));
  expect(screen.getByRole('option').textContent).toBe('Remove the sample…');
  act(() => useWorkspace.setState({ info: undefined }));
});
