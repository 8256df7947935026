// A visit of a step in few words: how long it took, what came of it, what it changed.
import type { Visit } from '../../shared/engine/visits.ts';
import type { GraphNode } from '../../shared/graph/index-graph.ts';
import type { People } from '../../shared/model/directory.ts';
import { channelLabels } from '../../shared/model/message.ts';
import { DAY, HOUR, MINUTE } from '../../shared/model/time.ts';
import type { Json } from '../../shared/steps/define.ts';
import type { Change } from '../../shared/steps/change.ts';

const units = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1000],
] as const;

/** "2 days 3 hours", "at once"; empty while the step is under way. */
export function took({ node, at, leftAt }: Pick<Visit, 'node' | 'at' | 'leftAt'>): string {
  if (node === null || leftAt === undefined) return '';
  let rest = leftAt - at;
  if (rest < 1000) return rest === 0 ? 'at once' : `${rest} ms`;
  const parts: string[] = [];
  for (const [name, length] of units) {
    const many = Math.floor(rest / length);
    if (many === 0) continue;
    parts.push(`${many} ${name}${many === 1 ? '' : 's'}`);
    rest -= many * length;
  }
  return parts.slice(0, 2).join(' ');
}

/** What came of a visit, in a word or two: the new owner, the branch, who was told. */
export function outcome(
  { port, changes, messages, output }: Visit,
  people: People,
  node: GraphNode | undefined,
): string {
  if (node !== undefined && node.ports.length > 1 && port !== undefined)
    return node.ports.find((one) => one.id === port)?.label ?? '';
  const words = changes.flatMap((change) => changeWords(change, people) ?? []);
  if (words[0] !== undefined) return words[0].to;
  const told = messages
    .filter(({ state }) => state !== 'dead' && state !== 'uncertain')
    .map((message) => message.to.name);
  if (told.length > 1) return `${told.length} messages`;
  return told[0] ?? ownerAgain(output);
}

/** An assignment that changed nothing: the owner stays. */
function ownerAgain(output: Json | undefined): string {
  if (typeof output !== 'object' || output === null || !('owner' in output)) return '';
  const { owner } = output;
  return typeof owner === 'object' && owner !== null && 'name' in owner && typeof owner.name === 'string'
    ? owner.name
    : '';
}

/** The most telling thing about a visit. */
export function gist(visit: Visit, people: People, node: GraphNode | undefined): string {
  const messages = visit.messages.map((message) => `${channelLabels[message.channel]} to ${message.to.name}`);
  const changes = visit.changes
    .flatMap((change) => changeWords(change, people) ?? [])
    .map(({ what, to }) => `${what} → ${to}`);
  const label =
    visit.port === undefined || node === undefined || node.ports.length < 2
      ? undefined
      : node.ports.find((port) => port.id === visit.port)?.label;
  return [...(label === undefined ? [] : [`Went by “${label}”`]), ...changes, ...messages].join(', ');
}

export interface ChangeWords {
  readonly what: string;
  readonly from?: string;
  readonly to: string;
}

/** A change as "what: from -> to"; undefined for one that is told elsewhere (the rotation, in the why-card) or that no step makes. */
export function changeWords(change: Change, people: People): ChangeWords | undefined {
  const user = (id: string | null): string => (id === null ? 'nobody' : (people.users.get(id)?.name ?? id));
  if (change.do === 'contact-owner-set') return { what: 'Owner', from: user(change.from), to: user(change.to) };
  if (change.do === 'contact-tags-set') {
    const before = change.tags.filter((tag) => !change.added.includes(tag));
    return { what: 'Tags', from: before.join(', ') || 'none', to: change.tags.join(', ') || 'none' };
  }
  return undefined;
}
