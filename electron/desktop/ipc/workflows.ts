// Requests about workflows: list, edit, publish, move as files, history, rotation.
import { applyImport, copyName } from '../../../shared/file/import-plan.ts';
import { parseWorkflow } from '../../../shared/file/read.ts';
import { withRequires } from '../../../shared/file/requires.ts';
import { writeWorkflow } from '../../../shared/file/write.ts';
import { bad, good, type Result } from '../../../shared/model/problem.ts';
import { emptyWorkflow, type Workflow } from '../../../shared/model/workflow.ts';
import { hasEnded } from '../../../shared/model/run.ts';
import { binWorkflow, publish, restoreWorkflow, touched, turnOff, turnOn } from '../../runtime/publishing.ts';
import { actor } from '../../runtime/core.ts';
import { putAway } from '../../runtime/carry-on.ts';
import { userName } from '../../runtime/queries/people.ts';
import { missedBy } from '../../runtime/queries/missed.ts';
import { givenUpRuns, noRun, runPage, runsPage } from '../../runtime/queries/runs.ts';
import { isChanged, testWorld, workflowPage, workflowRows } from '../../runtime/queries/workflows.ts';
import { resetStep, rotationPage } from '../../runtime/rotations.ts';
import { slug } from '../slug.ts';
import type { Desk, HandlersOf } from './desk.ts';

export function workflowHandlers(desk: Desk): HandlersOf<'workflows'> & HandlersOf<'runs'> {
  const { runtime, plans } = desk;
  const { library } = runtime;

  async function save(document: Workflow, bindings: Readonly<Record<string, string | null>>): Promise<Result<null>> {
    const saved = await library.saveWorkflow(document, bindings, runtime.clock.now());
    if (!saved.ok) return saved;
    runtime.listeners.stale();
    desk.changed('workflows');
    return good(null);
  }

  const mintId = (): string => `w${desk.newId().slice(0, 11)}`;

  async function create(
    document: Workflow,
    bindings: Readonly<Record<string, string | null>>,
  ): Promise<Result<{ id: string }>> {
    const saved = await save(document, bindings);
    return saved.ok ? good({ id: document.id }) : saved;
  }

  return {
    'workflows.list': () => good(workflowRows(runtime)),
    'workflows.get': ({ id }) => {
      const page = workflowPage(runtime, id);
      return page === undefined ? gone() : good(page);
    },
    'workflows.create': ({ name }) => create(emptyWorkflow(mintId(), name.trim()), {}),
    'workflows.save': async ({ document, bindings }) => {
      if (!library.workflows().has(document.id)) return gone();
      const parsed = parseWorkflow(document);
      if (!parsed.ok) return parsed;
      const saved = await save(parsed.value, bindings);
      if (!saved.ok) return saved;
      const shelved = library.workflows().get(document.id);
      if (shelved === undefined) return gone();
      return good({ savedAt: shelved.editedAt, changed: isChanged(runtime.get('live', document.id), shelved) });
    },
    'workflows.duplicate': ({ id }) => {
      const shelved = library.workflows().get(id);
      if (shelved === undefined) return gone();
      const { document, bindings } = shelved;
      return create({ ...document, id: mintId(), name: copyName(document.name) }, bindings);
    },
    'workflows.delete': ({ id }) => binWorkflow(runtime, id),
    'workflows.restore': ({ id }) => restoreWorkflow(runtime, id),
    'workflows.touched': ({ id }) => good(touched(runtime, id)),
    'workflows.publish': ({ id, waiting }) => publish(runtime, id, waiting),
    'workflows.turnOn': ({ id }) => turnOn(runtime, id),
    'workflows.turnOff': ({ id, running }) => turnOff(runtime, id, running),
    'workflows.export': async ({ id }) => {
      const shelved = library.workflows().get(id);
      if (shelved === undefined) return gone();
      const people = { users: library.users(), pools: library.pools() };
      const text = writeWorkflow(withRequires(shelved.document, shelved.bindings, people));
      const saved = await desk.dialogs.save(`${slug(shelved.document.name)}.baton.json`, 'workflow', Buffer.from(text));
      return saved.ok ? good({ saved: saved.value }) : saved;
    },
    'workflows.importPick': async () => {
      const picked = await desk.dialogs.open('workflow');
      if (picked === null) return good(null);
      const { name, read } = picked;
      const plan = read.ok ? plans.make(name, Buffer.from(read.value).toString('utf8')) : read;
      return good(plan.ok ? plan.value : { fileName: name, problem: plan.problem });
    },
    'workflows.importText': ({ name, text }) => plans.make(name, text),
    'workflows.importApply': async ({ token, as, mapping }) => {
      const plan = plans.take(token);
      if (plan === undefined)
        return bad('import-gone', 'This import is not at hand any more.', { fix: 'Choose the file again.' });
      const id = mintId();
      const { document, bindings } = applyImport(plan, as, mapping, id);
      // One in the bin, or one that came in meanwhile, stays as it is.
      const isTaken = as !== 'replace' && library.workflows().has(document.id);
      const created = await create(isTaken ? { ...document, id } : document, bindings);
      // Binned while the person decided to replace it.
      if (created.ok && as === 'replace') await restoreWorkflow(runtime, document.id);
      return created;
    },
    'workflows.runs': ({ id, search, offset, limit }) => good(runsPage(runtime, id, search, offset, limit)),
    'workflows.missed': async ({ id }) => good(await missedBy(runtime, id)),
    'workflows.testWorld': ({ id }) => good(testWorld(runtime, id)),
    'workflows.rotation': ({ id, node }) => rotationPage(runtime, id, node),
    'workflows.resetRotation': ({ rotation }) => resetStep(runtime, rotation),
    'runs.get': ({ id }) => runPage(runtime, id),
    'runs.stop': async ({ id }) => {
      const run = runtime.get('runs', id);
      if (run === undefined) return noRun();
      if (hasEnded(run)) return good(null);
      const by = userName(runtime, actor(runtime));
      const reason = by === '' ? 'Stopped by hand.' : `${by} stopped it by hand.`;
      runtime.runner.arrive(run, { kind: 'end', how: 'stopped', reason });
      await runtime.runner.commit();
      return good(null);
    },
    'runs.givenUp': () => good(givenUpRuns(runtime)),
    'runs.putAway': async ({ id }) => {
      if (runtime.get('runs', id) === undefined) return noRun();
      await putAway(runtime, id);
      return good(null);
    },
  };
}

function gone(): Result<never> {
  return bad('workflow-gone', 'This workflow is not there any more.', { fix: 'Go back to the list of workflows.' });
}
