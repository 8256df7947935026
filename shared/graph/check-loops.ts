// Loops in which no time passes: a contact in one would never come out.
import type { Finding } from '../model/problem.ts';
import { traitsOf } from '../steps/define.ts';
import type { Flow } from './flow.ts';
import type { Graph } from './index-graph.ts';

/** One finding for each line that closes a loop without a wait. */
export function loopFindings(graph: Graph, flow: Flow): readonly Finding[] {
  const spins = (id: string): boolean => {
    const node = graph.nodes.get(id);
    return node !== undefined && (node.disabled || traitsOf(node.type, node.config).takesTime !== true);
  };
  const next = (id: string): readonly string[] => (spins(id) ? flow.next(id).filter(spins) : []);
  return [...graph.nodes.keys()]
    .reduce<Walked>((walked, id) => walk(id, next, walked), { done: new Set(), loops: [] })
    .loops.map((loop) => loopFinding(loop, graph));
}

interface Walked {
  readonly done: Set<string>;
  readonly loops: (readonly string[])[];
}

/** Depth first, without recursion. A step that leads to one on the way to it closes a loop. */
function walk(start: string, next: (id: string) => readonly string[], walked: Walked): Walked {
  if (walked.done.has(start)) return walked;
  const way = [start];
  const left = [[...next(start)]];
  while (way.length > 0) {
    const to = left.at(-1)?.pop();
    if (to === undefined) {
      walked.done.add(way.pop() ?? start);
      left.pop();
    } else if (way.includes(to)) {
      walked.loops.push(way.slice(way.indexOf(to)));
    } else if (!walked.done.has(to)) {
      way.push(to);
      left.push([...next(to)]);
    }
  }
  return walked;
}

function loopFinding(loop: readonly string[], graph: Graph): Finding {
  const labels = loop.map((id) => `“${graph.nodes.get(id)?.label ?? id}”`);
  const names = labels.length === 1 ? labels[0] : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
  return {
    severity: 'error',
    code: 'loop-without-wait',
    message:
      labels.length === 1
        ? `${names} leads back to itself: a contact would never come out.`
        : `${names} lead in a circle without a Wait: a contact would never come out.`,
    where: { node: loop.at(-1) },
    fix: 'Put a Wait with a length of time into the circle, or lead the last step elsewhere.',
  };
}
