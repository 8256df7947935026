// Draft to published and back: revisions, the toggle, the bin. Rules: docs/domain.md, "Draft and Published".
import { contentOf } from '../../shared/file/write.ts';
import { checkWorkflow, rivalsOf } from '../../shared/graph/check.ts';
import { indexGraph } from '../../shared/graph/index-graph.ts';
import type { PublishAnswer, Touched } from '../../shared/ipc-types.ts';
import type { People } from '../../shared/model/directory.ts';
import type { Live, PauseChoice, Treatment } from '../../shared/model/live.ts';
import { bad, good, type Finding, type Result } from '../../shared/model/problem.ts';
import type { Run } from '../../shared/model/run.ts';
import type { Revision } from '../../shared/model/workflow.ts';
import { actor, asItIs, forOpenRuns, type Core } from './core.ts';
import { contentHash } from './ids.ts';
import type { Shelved } from './library.ts';
import { channelReady } from './readiness.ts';

/** What happens to contacts that wait in an older revision. */
export type WaitingChoice = 'stay' | 'move' | 'end';

/** The hash that names a draft's content; equal to the live one = nothing to publish. */
export function draftHash({ document, bindings }: Pick<Shelved, 'document' | 'bindings'>): string {
  const keys = Object.keys(bindings).toSorted();
  return contentHash(`${contentOf(document)}\n${JSON.stringify(keys.map((key) => [key, bindings[key]]))}`);
}

/** All problems of a draft as it stands in this workspace, or would stand with other people in it. */
export function findingsOf(
  core: Core,
  shelved: Pick<Shelved, 'document' | 'bindings'>,
  people: People = { users: core.library.users(), pools: core.library.pools() },
): readonly Finding[] {
  const settings = core.library.settings();
  return checkWorkflow(shelved.document, {
    bindings: shelved.bindings,
    people,
    channelReady: (channel) => channelReady(settings, channel),
    rivals: rivalNames(core, shelved),
  });
}

/** Names of the published workflows that assign the same contacts. */
export function rivalNames(
  core: Core,
  { document, bindings }: Pick<Shelved, 'document' | 'bindings'>,
): readonly string[] {
  const live = core.listeners.all().filter((one) => one.status === 'on');
  return rivalsOf(
    indexGraph(document, bindings),
    live.map((one) => one.graph),
  );
}

/**
 * Freezes the draft, as it stands at the press, as the live revision. Refused while there are errors. An unchanged draft only
 * turns the live one on.
 */
export function publish(core: Core, id: string, waiting: WaitingChoice): Promise<Result<PublishAnswer>> {
  const pressed = core.library.workflows().get(id);
  return inTurn(core, id, () => publishNow(core, id, pressed, waiting));
}

async function publishNow(
  core: Core,
  id: string,
  shelved: Shelved | undefined,
  waiting: WaitingChoice,
): Promise<Result<PublishAnswer>> {
  if (shelved === undefined) return gone();
  const absent = whyAbsent(core, id);
  if (absent !== undefined) return absent;
  const findings = findingsOf(core, shelved);
  const errors = findings.filter((one) => one.severity === 'error');
  if (errors.length > 0) {
    const [first] = errors;
    return bad(
      'has-problems',
      `This workflow has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}: ${first?.message ?? ''}`,
      {
        ...(first?.where === undefined ? {} : { where: first.where }),
        fix: first?.fix ?? 'Mend the problems that the list names, then publish.',
      },
    );
  }
  const before = core.get('live', id);
  const hash = draftHash(shelved);
  const now = core.clock.now();
  if (before !== undefined && before.revision > 0 && before.hash === hash) {
    await turnOnNow(core, id);
    return good({ revision: before.revision, findings });
  }
  const next = await core.library.nextRevision(id);
  if (!next.ok) return next;
  const number = next.value;
  const revision: Revision = {
    workflow: id,
    number,
    hash,
    publishedAt: now,
    by: actor(core),
    document: shelved.document,
    bindings: shelved.bindings,
  };
  const written = await core.library.writeRevision(revision);
  if (!written.ok) return written;
  core.listeners.add(revision);
  const published: Live = {
    workflow: id,
    status: 'on',
    revision: number,
    hash,
    firstOn: before === undefined || before.revision === 0 ? now : before.firstOn,
    changedAt: now,
    frozen: false,
    ...(waiting === 'stay' ? {} : { underWay: `${waiting}-older` as const }),
  };
  await setLive(core, published);
  const older = olderRuns(core, published).length;
  await treat(core, id);
  const stayed = olderRuns(core, published).length;
  await resumePaused(core, id);
  return good({
    revision: number,
    findings,
    ...(waiting === 'move' ? { moved: { over: older - stayed, stayed } } : {}),
  });
}

/** Turns the live revision on again; frozen runs go on. */
export function turnOn(core: Core, id: string): Promise<Result<null>> {
  return inTurn(core, id, () => turnOnNow(core, id));
}

async function turnOnNow(core: Core, id: string): Promise<Result<null>> {
  const absent = whyAbsent(core, id);
  if (absent !== undefined) return absent;
  const live = core.get('live', id);
  if (live === undefined || live.revision === 0)
    return bad('not-published', 'This workflow was never published.', { fix: 'Publish it.' });
  if (live.status === 'on') return asItIs(core);
  await setLive(core, { ...live, status: 'on', frozen: false, changedAt: core.clock.now() });
  await resumePaused(core, id);
  return good(null);
}

/** No new enrolments; running contacts stop at their next step, finish, or end. */
export function turnOff(core: Core, id: string, running: PauseChoice): Promise<Result<null>> {
  return inTurn(core, id, () => turnOffNow(core, id, running));
}

async function turnOffNow(core: Core, id: string, running: PauseChoice): Promise<Result<null>> {
  const absent = whyAbsent(core, id);
  if (absent !== undefined) return absent;
  const live = core.get('live', id);
  if (live === undefined || live.status !== 'on') return asItIs(core);
  await setLive(core, {
    ...live,
    status: 'off',
    // "End" freezes too: a crash in the middle leaves nobody who goes on.
    frozen: running !== 'drain',
    changedAt: core.clock.now(),
    ...(running === 'end' ? { underWay: 'end-all' } : {}),
  });
  await treat(core, id);
  return good(null);
}

/** Off with freeze, and into the bin. */
export function binWorkflow(core: Core, id: string): Promise<Result<null>> {
  return inTurn(core, id, () => binNow(core, id));
}

async function binNow(core: Core, id: string): Promise<Result<null>> {
  if (!core.library.workflows().has(id)) return gone();
  const live = core.get('live', id);
  if (live?.status === 'binned') return asItIs(core);
  const now = core.clock.now();
  const never: Live = {
    workflow: id,
    status: 'off',
    revision: 0,
    hash: '',
    firstOn: now,
    changedAt: now,
    frozen: false,
  };
  const before = live ?? never;
  await setLive(core, {
    ...before,
    status: 'binned',
    changedAt: now,
    before: before.status === 'on' ? 'on' : 'off',
  });
  return good(null);
}

/** Out of the bin: toggle, runs, rotation and revisions are as they were. */
export function restoreWorkflow(core: Core, id: string): Promise<Result<null>> {
  return inTurn(core, id, () => restoreNow(core, id));
}

async function restoreNow(core: Core, id: string): Promise<Result<null>> {
  if (!core.library.workflows().has(id)) return gone();
  const live = core.get('live', id);
  if (live === undefined || live.status !== 'binned') return asItIs(core);
  const { before, deleted, ...rest } = live;
  // One that was deleted for good and came back as a file is not turned on by that.
  const status = deleted === undefined ? (before ?? 'off') : 'off';
  await setLive(core, { ...rest, status, changedAt: core.clock.now() });
  if (!core.runner.isFrozen(id)) await resumePaused(core, id);
  return good(null);
}

/** How many contacts each choice of the dialogs touches. */
export function touched(core: Core, id: string): Touched {
  const runs = openRuns(core, id);
  const places = new Map<string, { revision: number; step: string; count: number }>();
  for (const run of runs) {
    if (run.node === null) continue;
    const step = core.listeners.revision(id, run.revision)?.nodes.get(run.node)?.label ?? run.node;
    const key = `${run.revision} ${step}`;
    places.set(key, { revision: run.revision, step, count: (places.get(key)?.count ?? 0) + 1 });
  }
  const count = (state: Run['state']): number => runs.filter((run) => run.state === state).length;
  return {
    running: count('running'),
    waiting: count('waiting'),
    paused: count('paused'),
    places: [...places.values()].toSorted((a, b) => a.revision - b.revision),
  };
}

/** One act at a time on a workflow: two at once could publish two versions under one number. Never ask from within one. */
export function inTurn<T>(core: Core, id: string, work: () => Promise<T>): Promise<T> {
  return core.library.turns.take(`workflow ${id}`, work);
}

async function setLive(core: Core, live: Live): Promise<void> {
  core.runner.act(actor(core), [{ do: 'workflow-live', live }]);
  core.listeners.stale();
  await core.runner.commit();
}

function openRuns(core: Core, id: string): readonly Run[] {
  return [...(core.lookups.openRuns.get(id) ?? [])].flatMap((run) => core.get('runs', run) ?? []);
}

async function resumePaused(core: Core, id: string): Promise<void> {
  await forOpenRuns(core, openRuns(core, id), (run) => {
    if (run.state === 'paused') core.runner.arrive(run, { kind: 'resume' });
  });
}

async function endRuns(core: Core, runs: readonly Run[], reason: string): Promise<void> {
  await forOpenRuns(core, runs, (run) => core.runner.arrive(run, { kind: 'end', how: 'stopped', reason }));
}

/** Carries on what a crash cut short. To be called before runs go on. */
export async function finishTreatments(core: Core): Promise<void> {
  const ids = [...core.ledger.table('live').keys()];
  for (const id of ids) await inTurn(core, id, () => treat(core, id));
}

/** Does what is under way with contacts of a workflow, and writes down that it is done. Doing it twice is doing it once. */
async function treat(core: Core, id: string): Promise<void> {
  const { underWay, ...done } = core.get('live', id) ?? {};
  if (underWay === undefined || !('workflow' in done)) return;
  await treatments[underWay](core, done);
  await setLive(core, done);
}

const treatments: Readonly<Record<Treatment, (core: Core, live: Live) => Promise<void>>> = {
  'end-all': (core, { workflow }) => endRuns(core, openRuns(core, workflow), 'The workflow was turned off.'),
  'end-older': (core, live) => endRuns(core, olderRuns(core, live), `Version ${live.revision} was published.`),
  'move-older': async (core, live) => {
    const listener = core.listeners.all().find((one) => one.workflow === live.workflow);
    if (listener === undefined) return;
    // Whose step is gone stays.
    await forOpenRuns(core, olderRuns(core, live), (run) => {
      if (run.state === 'waiting' && run.node !== null && listener.graph.nodes.get(run.node)?.type?.type === 'wait')
        core.runner.move(run, listener);
    });
  },
};

function olderRuns(core: Core, { workflow, revision }: Live): readonly Run[] {
  return openRuns(core, workflow).filter((run) => run.revision !== revision);
}

/** Why a workflow cannot be switched; undefined when it can. One whose draft cannot be read is live all the same. */
function whyAbsent(core: Core, id: string): Result<never> | undefined {
  const live = core.get('live', id);
  if (!core.library.workflows().has(id) && (live === undefined || live.deleted !== undefined)) return gone();
  if (live?.status !== 'binned') return undefined;
  return bad('workflow-binned', 'This workflow is in the bin.', { fix: 'Restore it first, in the bin.' });
}

function gone(): Result<never> {
  return bad('workflow-gone', 'This workflow is not there any more.', { fix: 'Go back to the list of workflows.' });
}
