// The bell lists the newest notices, and says so when there are older ones that nobody has read.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Bell } from '../../../../renderer/frame/Bell.tsx';
import { useUi } from '../../../../renderer/state/ui.ts';
import type { OutboxRow } from '../../../../shared/ipc-types.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { good } from '../../../../shared/model/problem.ts';

afterEach(cleanup);

const notice = (key: string, read: boolean): OutboxRow => ({
  message: { key, title: key, text: '', read, at: 0, to: { name: 'Ana', address: '' } } as Message,
  contactName: 'Maya',
  workflowName: 'New leads',
  erased: false,
});

async function open(unread: number, rows: readonly OutboxRow[]): Promise<void> {
  Object.assign(window, {
    baton: { request: () => Promise.resolve(good({ unread, rows })), subscribe: () => () => undefined },
  });
  render(
    <MantineProvider env="test">
      <Bell />
    </MantineProvider>,
  );
  fireEvent.click(await screen.findByRole('button', { name: `Notifications, ${unread} unread` }));
  await screen.findByText('one');
}

test('all unread ones are in the list: nothing more is said', async () => {
  await open(1, [notice('one', false), notice('two', true)]);
  expect(screen.queryByText(/unread too/)).toBeNull();
});

test('the rest is counted, and stands in the outbox', async () => {
  await open(228, [notice('one', false), notice('two', true)]);
  expect(screen.getByText(/^227 older ones are unread too\./)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Open the outbox' }));
  expect(useUi.getState().screen).toEqual({ to: 'outbox' });
});
