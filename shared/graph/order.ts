// The reading order of a workflow: triggers first, each branch to its end, joins after their branches.
import type { Workflow } from '../model/workflow.ts';
import { isTrigger, nodeOf, portsOfNode } from './ports.ts';

/**
 * All nodes as people read them, top to bottom and branch by branch: for the outline, the tab order and "Step 2 of 7".
 * A node comes after all that lead to it, loops aside. What no trigger leads to comes last.
 */
export function executionOrder(document: Workflow): readonly string[] {
  const targets = targetsInOrder(document);
  const seen = new Set<string>();
  return rootsOf(document).flatMap((roots) => {
    const finished: string[] = [];
    // Finishing order backwards is the reading order, so everything is visited from the last to the first.
    for (const root of roots.toReversed()) visit(root, targets, seen, finished);
    return finished.reverse();
  });
}

/** Depth first, without recursion: a chain may be as long as a workflow has steps. */
function visit(root: string, targets: Targets, seen: Set<string>, finished: string[]): void {
  if (seen.has(root)) return;
  seen.add(root);
  const open = [{ node: root, left: [...(targets.get(root) ?? [])] }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.left.pop();
    if (next === undefined) {
      finished.push(top.node);
      open.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      open.push({ node: next, left: [...(targets.get(next) ?? [])] });
    }
  }
}

type Targets = ReadonlyMap<string, readonly string[]>;

/** The nodes each node leads to, in the order of its ports. Edges to nowhere are left out. */
export function targetsInOrder(document: Workflow): Targets {
  const edges = new Map<string, { port: string; to: string }[]>();
  for (const { from, port, to } of document.edges) {
    if (nodeOf(document, to) === undefined) continue;
    const known = edges.get(from);
    if (known === undefined) edges.set(from, [{ port, to }]);
    else known.push({ port, to });
  }
  return new Map(
    [...edges].map(([from, ways]) => {
      const ports = ways.length < 2 ? [] : portsOfNode(document, from).map((port) => port.id);
      return [from, ways.toSorted((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port)).map((way) => way.to)];
    }),
  );
}

/** Where reading begins: at the triggers, then at steps that nothing leads to, then at each step of a loop that is left. */
function rootsOf(document: Workflow): readonly (readonly string[])[] {
  const ids = Object.keys(document.nodes).sort();
  const entered = new Set(document.edges.map((edge) => edge.to));
  const triggers = ids.filter((id) => isTrigger(document, id));
  return [triggers, ids.filter((id) => !entered.has(id)), ...ids.map((id) => [id])];
}
