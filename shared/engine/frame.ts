// A trace as a picture at one moment: what each card and edge shows after so many entries.
import type { Graph } from '../graph/index-graph.ts';
import type { Instant } from '../model/time.ts';
import type { Run } from '../model/run.ts';
import { foldEntry } from './run-state.ts';
import type { Entry } from './trace.ts';
import { nodeStatuses, takenEdges, type NodeStatus } from './views.ts';
import { visitsOf, type Visit } from './visits.ts';

export interface Frame {
  /** Absent = not reached (yet). */
  readonly statuses: ReadonlyMap<string, NodeStatus>;
  /** Edges that the run went along (`edgeKey`). */
  readonly taken: ReadonlySet<string>;
  /** Steps that the run cannot reach any more, and why. */
  readonly closed: ReadonlyMap<string, string>;
  /** The step that comes next; null while inside one, and after the end. */
  readonly next: string | null;
  readonly visits: readonly Visit[];
  /** The run as it stood; undefined before its beginning. */
  readonly run: Run | undefined;
  /** Time of the last entry; 0 before the first. */
  readonly now: Instant;
}

/** The picture after the first `shown` entries. */
export function frameAt(graph: Graph, runId: string, entries: readonly Entry[], shown: number, zone: string): Frame {
  const seen = entries.slice(0, shown);
  const run = runAfter(runId, seen);
  const statuses = nodeStatuses(seen, zone);
  return {
    statuses,
    taken: takenEdges(seen),
    closed: closedSteps(graph, run, statuses),
    next: nextStep(run),
    visits: visitsOf(seen, zone),
    run,
    now: seen.at(-1)?.at ?? 0,
  };
}

/** The run after these entries; undefined before its beginning. */
export function runAfter(runId: string, entries: readonly Entry[]): Run | undefined {
  return entries.reduce<Run | undefined>((run, entry) => foldEntry(runId, run, entry), undefined);
}

/** The step that a run enters next; null while it is inside one, and after its end. */
export function nextStep(run: Run | undefined): string | null {
  return run?.state === 'running' && !run.inside ? run.node : null;
}

/** Steps that were not visited and cannot be any more, each with the reason in words. */
function closedSteps(
  graph: Graph,
  run: Run | undefined,
  statuses: ReadonlyMap<string, NodeStatus>,
): ReadonlyMap<string, string> {
  if (run === undefined) return new Map();
  const open = reachable(graph, run.node);
  const closed = new Map<string, string>();
  for (const node of graph.nodes.values()) {
    if (statuses.has(node.id) || open.has(node.id)) continue;
    closed.set(node.id, node.type?.kind === 'trigger' ? 'Another trigger began this' : 'Not on the way');
  }
  for (const [id, { port }] of statuses) {
    const node = graph.nodes.get(id);
    if (node === undefined || port === undefined || node.ports.length < 2) continue;
    const label = node.ports.find((one) => one.id === port)?.label ?? port;
    const others = node.ports.filter((one) => one.id !== port).flatMap((one) => node.next[one.id] ?? []);
    for (const other of others) {
      for (const below of reachable(graph, other)) {
        if (closed.has(below)) closed.set(below, `Not on the way: ${node.label} went by ${label}`);
      }
    }
  }
  return closed;
}

/** A step and all that can come after it. */
function reachable(graph: Graph, from: string | null): ReadonlySet<string> {
  const found = new Set<string>();
  const stack = from === null ? [] : [from];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = graph.nodes.get(id);
    if (node === undefined || found.has(id)) continue;
    found.add(id);
    stack.push(...Object.values(node.next));
  }
  return found;
}
