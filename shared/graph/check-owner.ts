// Who owns the contact along the ways of a workflow: told before there is an owner, or owned twice.
import { exclude } from '../fields/contradictions.ts';
import type { Groups } from '../fields/conditions.ts';
import type { Finding } from '../model/problem.ts';
import { traitsOf, type Traits } from '../steps/define.ts';
import { reach, type Flow } from './flow.ts';
import type { Graph, GraphNode } from './index-graph.ts';
import { listed } from '../words.ts';

type GraphTrigger = Graph['triggers'][number];

export function ownerFindings(graph: Graph, flow: Flow): readonly Finding[] {
  const nodes = [...graph.nodes.values()].filter((node) => !node.disabled && flow.reachable.has(node.id));
  const givers = nodes.filter((node) => traits(node).givesOwner !== undefined);
  const after = new Map(givers.map((node) => [node.id, reach(flow.next(node.id), flow.next)]));
  const before = (node: GraphNode): readonly GraphNode[] =>
    givers.filter((giver) => after.get(giver.id)?.has(node.id) === true);
  const owned = ownedEverywhere(graph, flow);
  return nodes.flatMap((node) => {
    const { givesOwner, needsOwner } = traits(node);
    if (givesOwner === 'always') return overwritten(node, before(node));
    if (needsOwner !== true || owned.has(node.id)) return [];
    return [before(node).length > 0 ? sometimesOwned(node) : notYetOwned(node, givers, flow)];
  });
}

/** Names of the live workflows that the same contacts start and that assign too, so that one overwrites the other's owner. */
export function rivalsOf(graph: Graph, live: readonly Graph[]): readonly string[] {
  const own = assigns(graph);
  return live
    .filter((other) => other.workflow.id !== graph.workflow.id)
    .filter((other) => other.triggers.some((theirs) => graph.triggers.some((ours) => mayBothStart(ours, theirs))))
    .filter((other) => isRivalry(own, assigns(other)))
    .map((other) => other.workflow.name);
}

function mayBothStart(one: GraphTrigger, other: GraphTrigger): boolean {
  return one.type.on === other.type.on && !exclude(filtersOf(one), filtersOf(other));
}

function filtersOf({ config }: GraphTrigger): Groups {
  return (config as { readonly filters?: Groups }).filters ?? [];
}

export function rivalFindings(graph: Graph, flow: Flow, rivals: readonly string[]): readonly Finding[] {
  const giver = [...graph.nodes.values()].find(
    (node) => !node.disabled && flow.reachable.has(node.id) && traits(node).givesOwner !== undefined,
  );
  if (giver === undefined || rivals.length === 0) return [];
  const names = listed(rivals.map((name) => `“${name}”`));
  const they =
    rivals.length === 1
      ? `The published workflow ${names} starts from the same trigger and assigns too`
      : `The published workflows ${names} start from the same trigger and assign too`;
  return [
    {
      severity: 'warning',
      code: 'rival-workflow',
      message: `${they}: the later owner replaces the first, who has been told already.`,
      where: { node: giver.id },
      fix: 'Give the triggers filters that tell the contacts apart, or assign “Only if the contact has no owner”.',
    },
  ];
}

/** When each step of a workflow that gives an owner does so. */
function assigns(graph: Graph): ReadonlySet<Traits['givesOwner']> {
  const nodes = [...graph.nodes.values()].filter((node) => !node.disabled && traits(node).givesOwner !== undefined);
  return new Set(nodes.map((node) => traits(node).givesOwner));
}

/** Two that only fill a gap never overwrite each other. */
function isRivalry(one: ReadonlySet<Traits['givesOwner']>, other: ReadonlySet<Traits['givesOwner']>): boolean {
  return one.size > 0 && other.size > 0 && (one.has('always') || other.has('always'));
}

/** Nodes that a contact never comes to without an assign step before, whatever way it takes. */
function ownedEverywhere(graph: Graph, flow: Flow): ReadonlySet<string> {
  const passesOn = (id: string): readonly string[] => {
    const node = graph.nodes.get(id);
    return node === undefined || (!node.disabled && traits(node).givesOwner !== undefined) ? [] : flow.next(id);
  };
  const unowned = reach(
    graph.triggers.map((trigger) => trigger.id),
    passesOn,
  );
  return new Set([...flow.reachable].filter((id) => !unowned.has(id)));
}

function overwritten(node: GraphNode, before: readonly GraphNode[]): readonly Finding[] {
  if (before.length === 0) return [];
  const first = before.find((one) => one.id !== node.id);
  const message =
    first === undefined
      ? `“${node.label}” comes round again and replaces the owner that it gave.`
      : `“${node.label}” replaces the owner that “${first.label}” gave before, who may have been told already.`;
  const fix = 'Take one of them out, or switch on “Only if the contact has no owner”.';
  return [warning('owner-overwritten', node, message, fix)];
}

function sometimesOwned(node: GraphNode): Finding {
  const message = `“${node.label}” tells the contact’s owner, but on one way to it nobody assigns an owner.`;
  return warning(
    'owner-not-on-every-way',
    node,
    message,
    'Assign an owner on every way that leads here, or tell somebody else.',
  );
}

/** No assign step before it. If one comes after it, the editor can put it right. */
function notYetOwned(node: GraphNode, givers: readonly GraphNode[], flow: Flow): Finding {
  const below = nearest(node.id, new Set(givers.map((giver) => giver.id)), flow);
  const giver = givers.find((one) => one.id === below);
  if (giver === undefined) {
    const message = `“${node.label}” tells the contact’s owner, but no step before it assigns one.`;
    return warning('no-owner-yet', node, message, 'Add Assign To User above it, or tell somebody else.');
  }
  const message = `“${node.label}” tells the contact’s owner, but stands before “${giver.label}”, which assigns one.`;
  const found = warning('no-owner-yet', node, message, `Move it below “${giver.label}”.`);
  return { ...found, repair: { do: 'move-below', node: node.id, below: giver.id } };
}

/** The first of the wanted nodes that comes after one, breadth first. */
function nearest(from: string, wanted: ReadonlySet<string>, flow: Flow): string | undefined {
  const seen = new Set([from]);
  let front = [from];
  while (front.length > 0) {
    const found = front.find((id) => wanted.has(id));
    if (found !== undefined) return found;
    front = front.flatMap(flow.next).filter((id) => seen.size < seen.add(id).size);
  }
  return undefined;
}

function warning(code: string, { id }: GraphNode, message: string, fix: string): Finding {
  return { severity: 'warning', code, message, where: { node: id }, fix };
}

function traits(node: GraphNode): Traits {
  return traitsOf(node.type, node.config);
}
