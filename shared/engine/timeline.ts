// What happened to one contact, item by item, and each item in plain words. The contact page is a view of it.
import type { CrmEvent } from '../model/crm-event.ts';
import type { Instant } from '../model/time.ts';
import type { Change } from '../steps/change.ts';
import { capital } from '../words.ts';
import type { Refusal } from './line.ts';
import { doer, workflowInQuotes, type Names } from './names.ts';
import { changeWords, entryWords, type Tone } from './timeline-words.ts';
import type { Entry, EntryOf } from './trace.ts';

/** One thing that happened to a contact. */
export type TimelineItem =
  | {
      readonly kind: 'event';
      readonly at: Instant;
      readonly event: CrmEvent;
      readonly refused: readonly Refusal[];
      /** Ids of the runs that it began. */
      readonly began: readonly string[];
    }
  | { readonly kind: 'act'; readonly at: Instant; readonly by: string | null; readonly changes: readonly Change[] }
  | {
      readonly kind: 'run';
      readonly at: Instant;
      readonly run: string;
      readonly workflowName: string;
      /** Label of the step that the entry is about; empty when it is about the whole run. */
      readonly step: string;
      /** Label of the way on that a step with several was left by. */
      readonly way?: string;
      readonly entry: Entry;
    };

/** One item as people read it. */
export interface TimelineLine {
  readonly at: Instant;
  readonly title: string;
  /** Why, or what exactly, when there is more to say. */
  readonly details: readonly string[];
  readonly tone: Tone;
  /** Who did it, in words; empty for nobody in particular. */
  readonly by: string;
  /** The run that it belongs to. */
  readonly run?: string;
  readonly workflowName?: string;
}

/** The items in words; those that say nothing to people (a step was entered) are left out. Oldest first, as they come. */
export function timelineLines(
  items: readonly TimelineItem[],
  names: Names,
  when: (at: Instant) => string,
): readonly TimelineLine[] {
  const sent = new Map(items.flatMap((item) => (isQueued(item) ? [[item.entry.message.key, item] as const] : [])));
  return items.flatMap((item, at) => {
    switch (item.kind) {
      case 'event':
        return [eventLine(item, names)];
      case 'act':
        return actLines(item, names, sent);
      case 'run':
        return isSaidByNext(item, items[at + 1]) ? [] : runLines(item, names, when);
    }
  });
}

function eventLine({ at, event, refused }: Extract<TimelineItem, { kind: 'event' }>, names: Names): TimelineLine {
  const title = eventTitle(event, names);
  const details = refused.map((one) => `${capital(workflowInQuotes(one.workflow, names))} did not begin: ${one.rule}`);
  return { at, title, details, tone: 'event', by: doer(event.by, names) };
}

function eventTitle(event: CrmEvent, names: Names): string {
  switch (event.type) {
    case 'contact-created':
      return 'Contact created';
    case 'enrolled-by-hand':
      return `Enrolled by hand in ${workflowInQuotes(event.workflow, names)}`;
    case 'moved':
      return `Moved to the newest version of ${workflowInQuotes(event.workflow, names)}`;
  }
}

type RunItem = Extract<TimelineItem, { kind: 'run' }>;
type QueuedItem = RunItem & { readonly entry: EntryOf<'message-queued'> };

function isQueued(item: TimelineItem): item is QueuedItem {
  return item.kind === 'run' && item.entry.kind === 'message-queued';
}

function actLines(
  { at, by, changes }: Extract<TimelineItem, { kind: 'act' }>,
  names: Names,
  sent: ReadonlyMap<string, QueuedItem>,
): readonly TimelineLine[] {
  return changes.flatMap((change): TimelineLine[] => {
    const queued = change.do === 'message-moved' ? sent.get(change.key) : undefined;
    const words = changeWords(change, names, queued?.entry.message);
    if (words === undefined) return [];
    const { title, details = [], tone = 'note', byItself = false } = words;
    const of = queued && { run: queued.run, workflowName: queued.workflowName };
    return [{ at, title, details, tone, by: byItself ? '' : doer(by, names), ...of }];
  });
}

/** A step is done, and the next item is the message that it sent: that says it all. */
function isSaidByNext({ run, entry }: RunItem, next: TimelineItem | undefined): boolean {
  if (
    entry.kind !== 'node-left' ||
    entry.result !== 'done' ||
    entry.reason !== undefined ||
    entry.changes !== undefined
  )
    return false;
  return (
    next?.kind === 'run' && next.run === run && next.entry.kind === 'message-queued' && next.entry.node === entry.node
  );
}

function runLines(item: RunItem, names: Names, when: (at: Instant) => string): readonly TimelineLine[] {
  const words = entryWords(item.entry, item, names, when);
  if (words === undefined) return [];
  const { title, details = [], tone = 'note' } = words;
  return [{ at: item.at, title, details, tone, by: '', run: item.run, workflowName: item.workflowName }];
}
