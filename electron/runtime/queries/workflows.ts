// Workflows as the window lists and opens them.
import type { StartedWorkflow } from '../../../shared/ipc-file-types.ts';
import type { Status, TestWorld, WorkflowPage, WorkflowRow } from '../../../shared/ipc-types.ts';
import { indexGraph, rotationsOf } from '../../../shared/graph/index-graph.ts';
import type { CrmEventType } from '../../../shared/model/crm-event.ts';
import { channels } from '../../../shared/model/message.ts';
import type { Live } from '../../../shared/model/live.ts';
import type { Core } from '../core.ts';
import type { Shelved } from '../library.ts';
import { draftHash, findingsOf, rivalNames } from '../publishing.ts';
import { channelReady } from '../readiness.ts';

export function statusOf(live: Live | undefined): Status {
  if (live === undefined || live.revision === 0) return 'draft';
  return live.status === 'on' ? 'on' : 'off';
}

/** The draft differs from the live revision. */
export function isChanged(live: Live | undefined, shelved: Shelved): boolean {
  return live !== undefined && live.revision > 0 && live.hash !== draftHash(shelved);
}

/** All workflows that are not in the bin, last edited first. */
export function workflowRows(core: Core): readonly WorkflowRow[] {
  const rows = [...core.library.workflows()].flatMap(([id, shelved]): WorkflowRow[] => {
    const live = core.get('live', id);
    if (live?.status === 'binned') return [];
    return [
      {
        id,
        name: shelved.document.name,
        status: statusOf(live),
        revision: live?.revision ?? 0,
        changed: isChanged(live, shelved),
        steps: Object.keys(shelved.document.nodes).length,
        errors: findingsOf(core, shelved).filter((one) => one.severity === 'error').length,
        active: core.lookups.openRuns.get(id)?.size ?? 0,
        enrolled: core.lookups.enrolled(id),
        editedAt: shelved.editedAt,
      },
    ];
  });
  return rows.sort((a, b) => b.editedAt - a.editedAt || a.name.localeCompare(b.name));
}

export function workflowPage(core: Core, id: string): WorkflowPage | undefined {
  const shelved = core.library.workflows().get(id);
  if (shelved === undefined) return undefined;
  const live = core.get('live', id);
  const settings = core.library.settings();
  const ready = Object.fromEntries(channels.map((channel) => [channel, channelReady(settings, channel)]));
  return {
    document: shelved.document,
    bindings: shelved.bindings,
    live: live ?? null,
    status: statusOf(live),
    changed: isChanged(live, shelved),
    savedAt: shelved.editedAt,
    ready: ready as WorkflowPage['ready'],
    rivals: rivalNames(core, shelved),
  };
}

/** What a test run of the draft borrows. */
export function testWorld(core: Core, id: string): TestWorld {
  const shelved = core.library.workflows().get(id);
  const names = shelved === undefined ? [] : rotationsOf(indexGraph(shelved.document, shelved.bindings));
  const rotations = Object.fromEntries(
    names.flatMap((name) => {
      const state = core.get('rotations', name);
      return state === undefined ? [] : [[name, state]];
    }),
  );
  return {
    users: [...core.library.users().values()],
    pools: [...core.library.pools().values()],
    rotations,
    zone: core.zone(),
    now: core.clock.now(),
  };
}

/** The published workflows that an event of this kind starts, in the order in which they hear of it. */
export function startedBy(core: Core, event: CrmEventType): readonly StartedWorkflow[] {
  return core.listeners.all().flatMap(({ workflow, name, status, graph }) => {
    const heard = graph.triggers.filter((trigger) => trigger.type.on === event);
    if (status !== 'on' || heard.length === 0) return [];
    return [{ id: workflow, name, filtered: heard.every(({ config }) => hasFilter(config)) }];
  });
}

function hasFilter({ filters }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(filters) && filters.length > 0;
}
