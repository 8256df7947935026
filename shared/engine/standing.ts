// What became of a step's messages since the run went on: a step is done once it has handed them over, whether they go out or not.
import type { Message } from '../model/message.ts';
import type { Frame } from './frame.ts';
import type { Visit } from './visits.ts';

/** The picture with messages as they stand now: a step of which one did not go out, or may not have, needs attention. */
export function withMessages(frame: Frame, messages: readonly Message[]): Frame {
  const now = new Map(messages.map((message) => [message.key, message]));
  const visits = frame.visits.map((visit) => asItStands(visit, now));
  const statuses = new Map(frame.statuses);
  for (const { node, state, words } of visits) {
    const status = statuses.get(node ?? '');
    if (node === null || status === undefined) continue;
    // The last visit of a step is what its card shows.
    if (state === 'attention' || status.state === 'attention') statuses.set(node, { ...status, state, words });
  }
  return { ...frame, visits, statuses };
}

function asItStands(visit: Visit, now: ReadonlyMap<string, Message>): Visit {
  const messages = visit.messages.map((queued) => now.get(queued.key) ?? queued);
  const trouble = troubleOf(messages);
  if (visit.state !== 'done' || trouble === undefined) return { ...visit, messages };
  return { ...visit, messages, state: 'attention', words: `${visit.words}, but ${trouble}` };
}

/** "not sent", "1 of 3 not sent"; undefined if all went out or still will. */
function troubleOf(messages: readonly Message[]): string | undefined {
  const dead = messages.filter((message) => message.state === 'dead').length;
  const uncertain = messages.filter((message) => message.state === 'uncertain').length;
  if (dead + uncertain === 0) return undefined;
  const share = messages.length === 1 ? '' : `${dead === 0 ? uncertain : dead} of ${messages.length} `;
  return `${share}${dead === 0 ? 'perhaps not sent' : 'not sent'}`;
}
