// The outbox and the bell as the window lists them.
import type { Bell, OutboxRow, Page } from '../../../shared/ipc-types.ts';
import type { Message, MessageState } from '../../../shared/model/message.ts';
import { actor, type Core } from '../core.ts';
import { whyGone } from '../why-gone.ts';
import { nameOfContact, newestFirst, userOf, workflowName } from './people.ts';

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
  const rows: OutboxRow[] = [];
  const keys = core.lookups.bell(you);
  for (let at = keys.length - 1; at >= 0 && rows.length < BELL_ROWS; at -= 1)
    // The words of those about an erased contact are gone: there is nothing to read.
    rows.push(...outboxRow(core, keys[at] ?? '').filter((row) => !row.erased));
  return { unread: core.lookups.unreadOf(you), rows };
}

function outboxRow(core: Core, key: string): readonly OutboxRow[] {
  const message: Message | undefined = core.get('outbox', key);
  if (message === undefined) return [];
  const contact = core.get('contacts', message.contact);
  const gone = whyGone(message, contact, userOf(core, message.to.user));
  return [
    {
      message,
      contactName: nameOfContact(core, message.contact),
      workflowName: workflowName(core, message.workflow),
      erased: contact?.erased !== undefined,
      ...(gone !== undefined && { gone }),
    },
  ];
}
