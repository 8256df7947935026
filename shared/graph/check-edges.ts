// Edges that lead nowhere, come from nowhere, or share a port.
import type { Finding } from '../model/problem.ts';
import type { Edge } from '../model/workflow.ts';
import type { Graph, GraphNode } from './index-graph.ts';

export function edgeFindings(graph: Graph): readonly Finding[] {
  const seen = new Set<string>();
  return graph.document.edges.flatMap((edge) => {
    const key = `${edge.from} ${edge.port}`;
    const again = seen.has(key);
    seen.add(key);
    const from = graph.nodes.get(edge.from);
    if (from === undefined) return [lost(edge, graph)];
    return again ? [twice(edge, from)] : wrongEnd(edge, from, graph);
  });
}

function lost(edge: Edge, graph: Graph): Finding {
  const to = graph.nodes.get(edge.to)?.label ?? edge.to;
  return finding(
    'edge-from-nowhere',
    `A line to “${to}” begins at a step that is not there (${edge.from}).`,
    'Take the line out.',
    edge,
  );
}

function twice(edge: Edge, from: GraphNode): Finding {
  const message = `Two lines leave “${from.label}”${byPort(edge, from)}; a contact can take only one.`;
  return finding('port-twice', message, 'Connect it anew: that replaces both.', edge);
}

function wrongEnd(edge: Edge, from: GraphNode, graph: Graph): readonly Finding[] {
  const to = graph.nodes.get(edge.to);
  if (from.type !== undefined && !from.ports.some((port) => port.id === edge.port)) {
    const message = `A line leaves “${from.label}” by “${edge.port}”, which it does not have.`;
    return [finding('unknown-port', message, 'Take the line out, or add the branch.', edge)];
  }
  if (to === undefined) {
    const message = `The line out of “${from.label}”${byPort(edge, from)} leads to a step that is not there (${edge.to}).`;
    return [finding('edge-to-nowhere', message, 'Connect it to another step, or take it out.', edge)];
  }
  if (to.type?.kind === 'trigger') {
    const message = `“${from.label}” leads to the trigger “${to.label}”, where contacts only begin.`;
    return [finding('edge-to-trigger', message, 'Connect it to the step after the trigger.', edge)];
  }
  return [];
}

/** " by "Yes"", for a step with several ways out. */
function byPort(edge: Edge, from: GraphNode): string {
  const label = from.ports.find((port) => port.id === edge.port)?.label ?? edge.port;
  return label === '' ? '' : ` by “${label}”`;
}

function finding(code: string, message: string, fix: string, { from, port }: Edge): Finding {
  return { severity: 'error', code, message, where: { node: from }, fix, repair: { do: 'disconnect', from, port } };
}
