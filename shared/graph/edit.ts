// Every edit of a workflow: a pure function from one document to the next, for the canvas, its outline and the form.
import type { Workflow, WorkflowNode } from '../model/workflow.ts';
import type { RawConfig } from '../model/workflow.ts';
import type { Repair } from '../model/problem.ts';
import { disconnect, moveTo } from './edit-flow.ts';
import type { Position } from './grid.ts';
import { withPlaces } from './place.ts';
import { knownType, nodeOf, portsOfNode } from './ports.ts';
import { mainWay } from './wiring.ts';

export { addStepAfter, addTrigger, connect, disconnect, moveDown, moveTo, moveUp, removeNodes } from './edit-flow.ts';
export { copyNodes, duplicateNode, paste } from './edit-copy.ts';
export type { Way } from './wiring.ts';

/** Changes what the workflow is called, its description, settings or notes. */
export function setDetails(
  document: Workflow,
  details: Partial<Pick<Workflow, 'name' | 'description' | 'settings' | 'notes'>>,
): Workflow {
  return { ...document, ...details };
}

/** Gives a node a name of its own; an empty one falls back to that of its step type. */
export function rename(document: Workflow, id: string, label: string): Workflow {
  return withNode(document, id, (node) => ({ ...node, label: label.trim() }));
}

/** Gives a node new settings, written for the present version of its step type. Edges of ports that are gone go too. */
export function setConfig(document: Workflow, id: string, config: RawConfig): Workflow {
  const node = nodeOf(document, id);
  const type = node && knownType(node);
  if (type === undefined) return document;
  const set = Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
  const changed = withNode(document, id, (old) => ({ ...old, typeVersion: type.typeVersion, config: set }));
  const ports = new Set(portsOfNode(changed, id).map((port) => port.id));
  return { ...changed, edges: changed.edges.filter((edge) => edge.from !== id || ports.has(edge.port)) };
}

/** Switches a node off, or on again. A run passes through a step that is off. */
export function toggleDisabled(document: Workflow, id: string): Workflow {
  return withNode(document, id, ({ disabled, ...node }) => (disabled === true ? node : { ...node, disabled: true }));
}

/** Moves cards; they snap to the grid. */
export function setLayout(document: Workflow, places: Readonly<Record<string, Position>>): Workflow {
  return withPlaces(document, places);
}

/** Carries out the mend that a finding offers. */
export function repair(document: Workflow, mend: Repair): Workflow {
  switch (mend.do) {
    case 'move-below': {
      const way = mainWay(document, mend.below);
      return way === undefined ? document : moveTo(document, mend.node, way);
    }
    case 'disconnect':
      return disconnect(document, mend);
  }
}

function withNode(document: Workflow, id: string, change: (node: WorkflowNode) => WorkflowNode): Workflow {
  const node = nodeOf(document, id);
  return node === undefined ? document : { ...document, nodes: { ...document.nodes, [id]: change(node) } };
}
