// What the parts of the owner's story have in common: what it is told from, its sentences, and small words.
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { Run } from '../model/run.ts';
import type { ChangeOf } from '../steps/change.ts';
import type { Names } from './names.ts';
import type { TimelineItem } from './timeline.ts';

/** A piece of a sentence. With `run` it leads to that run. */
export interface Part {
  readonly text: string;
  readonly run?: string;
}
export type Sentence = readonly Part[];

export interface StoryInput {
  /** Id of the owner. */
  readonly owner: string | null;
  /** In time order, oldest first. */
  readonly timeline: readonly TimelineItem[];
  /** Newest first. */
  readonly runs: readonly { readonly run: Run; readonly workflowName: string; readonly held?: boolean }[];
  /** All messages about the contact, oldest first. */
  readonly messages: readonly Message[];
  readonly names: Names;
  readonly when: (at: Instant) => string;
  /** Set when a part of the timeline is not there any more. */
  readonly removed?: object | null;
}

export type RunItem = Extract<TimelineItem, { kind: 'run' }>;
export type ActItem = Extract<TimelineItem, { kind: 'act' }>;

/** The recorded fact that made the owner the owner. */
export type Given = { readonly item: ActItem | RunItem; readonly change: ChangeOf<'contact-owner-set'> };

/**
 * The latest change of the owner, to this user or to nobody. After the clock was set back a later change may have an earlier
 * time: then one to somebody else is passed over, unless the one that counts may have been removed.
 */
export function lastGiven(input: StoryInput, to: string | null): Given | undefined {
  for (const item of input.timeline.toReversed()) {
    const changes =
      item.kind === 'act'
        ? item.changes
        : item.kind === 'run' && item.entry.kind === 'node-left'
          ? item.entry.changes
          : undefined;
    const change = changes?.findLast((one) => one.do === 'contact-owner-set');
    if (change?.do !== 'contact-owner-set' || item.kind === 'event') continue;
    if (change.to === to) return { item, change };
    if (input.removed) return undefined;
  }
  return undefined;
}

/** A run and those that it was moved on to: one enrolment, in one version of the workflow after another. */
export function walkOf({ runs }: StoryInput, id: string): readonly StoryInput['runs'][number][] {
  const at = runs.findIndex(({ run }) => run.id === id);
  const walk = runs.slice(at, at + 1);
  for (const row of runs.slice(0, Math.max(at, 0)).toReversed()) {
    const last = walk.at(-1)?.run;
    if (last?.state !== 'moved') break;
    if (row.run.workflow === last.workflow) walk.push(row);
  }
  return walk;
}

/** How an enrolment ended that did not complete: "was stopped"; undefined for any other. */
export function cutShort({ state }: Run): string | undefined {
  return state === 'failed' ? 'failed' : state === 'stopped' ? 'was stopped' : undefined;
}

/** How an enrolment that has not ended stands: "waiting until 14:02". */
export function stateWords({ run, held }: StoryInput['runs'][number], when: (at: Instant) => string): string {
  if (run.state === 'waiting') {
    const until = run.due === undefined ? '' : ` until ${when(run.due)}`;
    return `waiting${until}${held === true ? ', and goes no further then, because the workflow is off' : ''}`;
  }
  return run.state === 'paused' ? 'paused, because the workflow is off' : 'still on its way';
}

/** The workflow's name, leading to the run. */
export function runLink(item: RunItem): Part {
  return { text: `“${item.workflowName}”`, run: item.run };
}
