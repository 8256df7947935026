// How deep each step of the outline stands: one deeper for each fork it is a branch of, back out where branches meet.
import type { Graph } from '../../shared/graph/index-graph.ts';

/** Steps below a fork are one deeper than it; a step that several branches lead to stands as deep as the shallowest fork of theirs. */
export function depthsOf(graph: Graph, order: readonly string[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const id of order) {
    const into = order.filter(
      (other) =>
        order.indexOf(other) < order.indexOf(id) && Object.values(graph.nodes.get(other)?.next ?? {}).includes(id),
    );
    const candidates = into.map((other) => {
      const node = graph.nodes.get(other);
      return (depths.get(other) ?? 0) + (node !== undefined && node.ports.length > 1 ? 1 : 0);
    });
    const steps = into.filter((other) => graph.nodes.get(other)?.type?.kind !== 'trigger');
    const least = candidates.length === 0 ? 0 : Math.min(...candidates);
    depths.set(id, steps.length > 1 ? Math.max(0, least - 1) : least);
  }
  return depths;
}
