// Messages that failed for good, all at once: after a provider was down for long nobody wants to press a button for each.
import { good, type Result } from '../../shared/model/problem.ts';
import type { Core } from './core.ts';
import type { Outbox } from './outbox.ts';
import { userOf } from './queries/people.ts';
import { whyGone } from './why-gone.ts';

/** Written down in one frame. */
const TOGETHER = 200;

/** The keys of those that failed and can be sent again. Those that may have arrived are not among them. */
export function failedMessages(core: Core): readonly string[] {
  return core.lookups.messageKeys.filter((key) => {
    const message = core.get('outbox', key);
    if (message?.state !== 'dead') return false;
    return whyGone(message, core.get('contacts', message.contact), userOf(core, message.to.user)) === undefined;
  });
}

/** Sends each of them once more. Answers how many; a problem when one could not be written down, and none after it. */
export async function sendFailedAgain(core: Core, outbox: Outbox, by: string | null): Promise<Result<number>> {
  const keys = failedMessages(core);
  for (let at = 0; at < keys.length; at += TOGETHER) {
    const asked = await Promise.all(keys.slice(at, at + TOGETHER).map((key) => outbox.sendAgain(key, by)));
    // One that went meanwhile is no reason to stop.
    const refused = asked.find((one) => !one.ok && one.problem.code === 'not-saved');
    if (refused?.ok === false) return refused;
    await core.clock.yield();
  }
  return good(keys.length);
}
