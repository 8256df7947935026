// The outbox and the bell as the window lists them.
import type { Bell, OutboxRow, Page } from '../../../shared/ipc-types.ts';
import type { Message, MessageState } from '../../../shared/model/message.ts';
import { actor, type Core } from '../core.ts';
import { nameOfContact, newestFirst, workflowName } from './people.ts';

const shown: Readonly<Record<'all' | 'attention' | 'waiting' | 'sent', readonly MessageState[]>> = {
  all: ['queued', 'sending', 'sent', 'retry', 'dead', 'uncertain'],
  attention: ['dead', 'uncertain'],
  waiting: ['queued', 'sending', 'retry'],
  sent: ['sent'],
};

/** Messages, newest first. */
export function outboxPage(core: Core, show: keyof typeof shown, offset: number, limit: number): Page<OutboxRow> {
  const states = new Set(shown[show]);
  const keys =
    show === 'all'
      ? core.lookups.messageKeys
      : core.lookups.messageKeys.filter((key) => states.has(core.get('outbox', key)?.state ?? 'sent'));
  return { total: keys.length, rows: newestFirst(keys, offset, limit).flatMap((key) => outboxRow(core, key)) };
}

const BELL_ROWS = 50;

/** In-app notifications of "You are", newest first. */
export function bell(core: Core): Bell {
  const you = actor(core);
  const keys = core.lookups.bell(you);
  return {
    unread: core.lookups.unreadOf(you),
    rows: newestFirst(keys, 0, BELL_ROWS).flatMap((key) => outboxRow(core, key)),
  };
}

function outboxRow(core: Core, key: string): readonly OutboxRow[] {
  const message: Message | undefined = core.get('outbox', key);
  if (message === undefined) return [];
  return [
    { message, contactName: nameOfContact(core, message.contact), workflowName: workflowName(core, message.workflow) },
  ];
}
