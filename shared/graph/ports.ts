// What a placed node is and by which ports it can be left, read from the document alone.
import type { Workflow, WorkflowNode } from '../model/workflow.ts';
import { parseConfig, presentConfig } from '../steps/config.ts';
import { nextPort, portsOf, type Port, type StepType } from '../steps/define.ts';
import { stepType } from '../steps/index.ts';

/** The node of that id; undefined when there is none. */
export function nodeOf(document: Workflow, id: string): WorkflowNode | undefined {
  return Object.hasOwn(document.nodes, id) ? document.nodes[id] : undefined;
}

/** The node's step type; undefined when this version does not know it, or only an older version of it. */
export function knownType(node: WorkflowNode): StepType | undefined {
  const type = stepType(node.type);
  return type !== undefined && node.typeVersion <= type.typeVersion ? type : undefined;
}

/** What the node is called: its own label, else that of its step type. */
export function nodeLabel(node: WorkflowNode): string {
  return node.label || (stepType(node.type)?.label ?? node.type);
}

/** The ways out of a node, in the order in which they are drawn. */
export function portsOfNode(document: Workflow, id: string): readonly Port[] {
  const node = nodeOf(document, id);
  if (node === undefined) return [];
  const type = knownType(node);
  if (type === undefined) {
    return unknownPorts(document.edges.filter((edge) => edge.from === id).map((edge) => edge.port));
  }
  if (type.kind === 'trigger' || type.ports === undefined) return nextPort;
  return portsOf(type, parseConfig(type, presentConfig(type, node)).config);
}

/** The ports of a step that this version does not know: those that its edges name. */
export function unknownPorts(used: readonly string[]): readonly Port[] {
  return [...new Set(used)].sort().map((port) => ({ id: port, label: port === 'next' ? '' : port }));
}

/** True for a node that begins runs. A run never enters it. */
export function isTrigger(document: Workflow, id: string): boolean {
  const node = nodeOf(document, id);
  return node !== undefined && knownType(node)?.kind === 'trigger';
}
