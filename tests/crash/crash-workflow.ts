// The workflow of the crash tests, the users it turns among, and the history that each of its runs must be a prefix of.
import type { Core } from '../../electron/runtime/core.ts';
import { publish } from '../../electron/runtime/publishing.ts';
import type { StoreOptions } from '../../electron/store/open-workspace.ts';
import { emptyContactDraft, type ContactDraft } from '../../shared/model/contact.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { must } from '../support/must.ts';
import { assignTo, aUser, aWorkflow, telling } from '../support/workflow.ts';

export const WORKFLOW = 'w1';
export const USERS = ['ana', 'bo', 'chi'] as const;
export const crashUsers = USERS.map((id) => aUser(id));

/** Contact Created -> Assign -> notice in the app -> Wait -> Add Tag -> email. Each number is other content. */
export function crashWorkflow(n = 0): Workflow {
  return aWorkflow(WORKFLOW, `Crash ${n}`)
    .trigger('t')
    .step('a', 'assign-user', assignTo(...USERS))
    .step('n', 'notify-user', { ...telling, title: `New contact ${n}` })
    .step('w', 'wait', { for: { amount: 1, unit: 'minutes' } })
    .step('g', 'add-tag', { tags: ['waited'] })
    .step('m', 'notify-user', { ...telling, channel: 'email' }).document;
}

const visit = (node: string, more: readonly string[] = []): readonly string[] => [
  `node-entered ${node}`,
  `node-left ${node}`,
  ...more.map((kind) => `${kind} ${node}`),
];

/** The whole history of a run. */
export const HISTORY: readonly string[] = [
  'run-began t',
  ...visit('a'),
  ...visit('n', ['message-queued']),
  'node-entered w',
  'wait-began w',
  'wait-over w',
  'node-left w',
  ...visit('g'),
  ...visit('m', ['message-queued']),
  'run-ended',
];

/** A run's trace is on the disk up to one of these lengths: an advance is there whole or not at all. */
export const WHOLE: readonly number[] = [HISTORY.indexOf('wait-over w'), HISTORY.length];

/** Makes users and workflow, and publishes it: what of it is there already is left as it is. */
export async function setUp(core: Core): Promise<void> {
  if (core.library.users().size === 0) must(await core.library.saveUsers(crashUsers));
  if (!core.library.workflows().has(WORKFLOW)) {
    must(await core.library.saveWorkflow(crashWorkflow(), {}, core.clock.now()));
    core.listeners.stale();
  }
  if (core.get('live', WORKFLOW) === undefined) must(await publish(core, WORKFLOW, 'stay'));
}

/** The n-th contact of a test. */
export function contactDraft(n: number): ContactDraft {
  return { ...emptyContactDraft, firstName: `C${n}`, lastName: 'v0', email: `c${n}@example.org` };
}

/** Files so small that a short life has several segments and snapshots, and quiet seconds that soon pass. */
export const smallFiles: StoreOptions = {
  segmentBytes: 16_000,
  snapshotBytes: 8_000,
  busyBytes: 0,
  timer: (ms, run) => {
    const timer = setTimeout(run, ms / 50).unref();
    return () => clearTimeout(timer);
  },
};
