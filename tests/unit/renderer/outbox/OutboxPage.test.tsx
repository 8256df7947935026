// The column of acts is there where something can be done, and nowhere else: its room belongs to the words.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { OutboxPage } from '../../../../renderer/outbox/OutboxPage.tsx';
import { useUi } from '../../../../renderer/state/ui.ts';
import { useWorkspace } from '../../../../renderer/state/workspace.ts';
import type { OutboxRow } from '../../../../shared/ipc-types.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { good } from '../../../../shared/model/problem.ts';
import { defaultSettings } from '../../../../shared/model/settings.ts';

afterEach(() => {
  cleanup();
  useWorkspace.setState({ settings: undefined });
});

const message = (more: Partial<Message>): OutboxRow => ({
  message: {
    key: 'r1/n1/1/u1',
    contact: 'c1',
    channel: 'notification',
    state: 'sent',
    title: 'New contact',
    to: { name: 'Ana', address: '' },
    stateAt: 0,
    ...more,
  } as Message,
  contactName: 'Maya',
  workflowName: 'Assign new contacts',
  erased: false,
});

async function columnsFor(row: OutboxRow): Promise<readonly (string | null)[]> {
  const answers: Readonly<Record<string, unknown>> = { 'outbox.list': { total: 1, rows: [row] }, 'runs.givenUp': [] };
  Object.assign(window, {
    baton: { request: (name: string) => Promise.resolve(good(answers[name])), subscribe: () => () => undefined },
  });
  const settings = { settings: defaultSettings, secrets: {}, canKeepSecrets: true, machineZone: 'UTC' };
  useWorkspace.setState({ settings: settings as never });
  useUi.setState({ screen: { to: 'outbox' }, kept: new Map(), past: [] });
  render(
    <MantineProvider>
      <OutboxPage />
    </MantineProvider>,
  );
  await screen.findByRole('grid', { name: 'Messages' });
  return screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
}

test.each([
  ['was told in the app', message({}), false],
  ['waits for its turn', message({ state: 'queued' }), false],
  ['waits for a channel that is not set up', message({ state: 'queued', channel: 'email' }), true],
  ['may not have arrived', message({ state: 'uncertain', channel: 'email' }), true],
  ['was not sent', message({ state: 'dead', channel: 'sms' }), true],
])('a message that %s', async (_, row, acts) => {
  const facts = ['State', 'Message', 'To', 'About', 'Since'];
  expect(await columnsFor(row)).toEqual(acts ? [...facts, 'Actions'] : facts);
});

test('an empty outbox leads on: to the workflows, or from a filter to all messages', async () => {
  const asked: unknown[] = [];
  const request = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'outbox.list') asked.push((input as { show: string }).show);
    return Promise.resolve(good(name === 'outbox.list' ? { total: 0, rows: [] } : []));
  };
  Object.assign(window, { baton: { request, subscribe: () => () => undefined } });
  useUi.setState({ screen: { to: 'outbox' }, kept: new Map(), past: [] });
  render(
    <MantineProvider>
      <OutboxPage />
    </MantineProvider>,
  );
  fireEvent.click(await screen.findByRole('radio', { name: 'Sent' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Show all messages' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Go to workflows' }));
  expect(asked).toEqual(['all', 'sent', 'all']);
  expect(useUi.getState().screen).toEqual({ to: 'workflows' });
});
