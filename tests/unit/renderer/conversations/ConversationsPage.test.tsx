// Where no conversation is open, the page leads on.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ConversationsPage } from '../../../../renderer/conversations/ConversationsPage.tsx';
import { useUi } from '../../../../renderer/state/ui.ts';
import { good } from '../../../../shared/model/problem.ts';

afterEach(cleanup);

function show(found: (search: string) => readonly string[]): void {
  const request = (_: string, { search }: { readonly search: string }): Promise<unknown> => {
    const rows = found(search).map((firstName) => ({
      contact: { id: firstName, firstName, lastName: '' },
      last: null,
    }));
    return Promise.resolve(good({ total: rows.length, rows }));
  };
  Object.assign(window, { baton: { request, subscribe: () => () => undefined } });
  useUi.setState({ screen: { to: 'conversations' }, kept: new Map(), past: [] });
  render(
    <MantineProvider>
      <ConversationsPage />
    </MantineProvider>,
  );
}

test('without contacts to where they come in', async () => {
  show(() => []);
  fireEvent.click(await screen.findByRole('button', { name: 'Go to contacts' }));
  expect(useUi.getState().screen).toEqual({ to: 'contacts' });
});

test('with contacts to the first of them', async () => {
  show(() => ['maya', 'noor']);
  fireEvent.click(await screen.findByRole('button', { name: 'Open the first in the list' }));
  expect(useUi.getState().screen).toEqual({ to: 'conversation', id: 'maya' });
});

test('from a search that finds nobody back to all', async () => {
  show((search) => (search === '' ? ['maya'] : []));
  await screen.findByRole('grid');
  fireEvent.change(screen.getByRole('textbox', { name: 'Search contacts' }), { target: { value: 'zz' } });
  fireEvent.click((await screen.findAllByRole('button', { name: 'Clear search' })).at(-1) as HTMLElement);
  expect(await screen.findByRole('grid')).toBeDefined();
});
