// In-app notifications that somebody has seen.
import { good, type Result } from '../../shared/model/problem.ts';
import { actor, inSlices, type Core } from './core.ts';

/** Notifications per line of the ledger: few lines, and none that holds up the window. */
const READ_AT_ONCE = 200;

/**
 * Marks those of these notifications that nobody has read yet. Opened while "You are" says Everybody they count as read,
 * but not by their user; once she opens them herself, they do.
 */
export async function markRead(core: Core, keys: readonly string[]): Promise<Result<null>> {
  const you = actor(core);
  const by = you === null ? ({ by: 'everybody' } as const) : {};
  const unread = keys.filter((key) => {
    const message = core.get('outbox', key);
    // What somebody else is shown, its user has not read.
    if (you !== null && message?.to.user !== you) return false;
    return message?.read === false || (you !== null && message?.readBy !== undefined);
  });
  const parts = Array.from({ length: Math.ceil(unread.length / READ_AT_ONCE) }, (_, part) =>
    unread.slice(part * READ_AT_ONCE, (part + 1) * READ_AT_ONCE),
  );
  await inSlices(core, parts, (part) =>
    core.runner.act(
      you,
      part.map((key) => ({ do: 'message-read', key, read: true, ...by })),
    ),
  );
  return good(null);
}

/** Marks every notification of "You are" as read, also those that no list shows. */
export function markAllRead(core: Core): Promise<Result<null>> {
  return markRead(core, core.lookups.bell(actor(core)));
}
