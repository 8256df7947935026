// What became of a step's messages since the run went on: a step is done once it has handed them over, whether they go out or not.
import type { Message } from '../model/message.ts';
import type { Frame } from './frame.ts';
import type { Visit } from './visits.ts';

/** The picture with messages as they stand now: a step of which one did not go out, or may not have, needs attention. */
export function withMessages(frame: Frame, messages: readonly Message[]): Frame {
  const now = new Map(messages.map((message) => [message.key, message]));
  const visits = frame.visits.map((visit) => asItStands(visit, now));
  const statuses = new Map(frame.statuses);
  for (const { node, state, words, messages: told } of visits) {
    const status = statuses.get(node ?? '');
    if (node === null || status === undefined || told.length === 0) continue;
    // The last visit of a step is what its card shows.
    if (status.state === 'done' || status.state === 'attention') statuses.set(node, { ...status, state, words });
  }
  return { ...frame, visits, statuses };
}

function asItStands(visit: Visit, now: ReadonlyMap<string, Message>): Visit {
  const messages = visit.messages.map((queued) => now.get(queued.key) ?? queued);
  if (messages.length === 0 || (visit.state !== 'done' && visit.state !== 'attention')) return { ...visit, messages };
  const passed = passedOf(visit);
  const trouble = [
    share(messages, ['dead'], 'not sent'),
    share(messages, ['uncertain'], 'perhaps not sent'),
    // Whom it passed over was so when it was left, and stays so.
    passed.length === 0 ? '' : `not told: ${passed.join('; ')}`,
  ].filter((one) => one !== '');
  if (trouble.length > 0) return { ...visit, messages, state: 'attention', words: `Done, but ${trouble.join(', ')}` };
  // In a test nothing is on its way.
  const waits = share(
    messages.filter(({ key }) => now.has(key)),
    ['queued', 'retry', 'sending'],
    'not sent yet',
  );
  return { ...visit, messages, state: 'done', words: waits === '' ? 'Done' : `Done, ${waits}` };
}

/** "not sent", "1 of 3 not sent"; empty for none. */
function share(messages: readonly Message[], states: readonly Message['state'][], words: string): string {
  const some = messages.filter(({ state }) => states.includes(state)).length;
  if (some === 0) return '';
  return messages.length === 1 ? words : `${some} of ${messages.length} ${words}`;
}

/** Whom a step left out, of whom there is no message: "Bo is switched off". */
function passedOf({ output }: Visit): readonly string[] {
  if (typeof output !== 'object' || output === null || !('passed' in output)) return [];
  return Array.isArray(output.passed) ? output.passed.filter((one) => typeof one === 'string') : [];
}
