// All problems of a workflow (docs/domain.md, "Checks"): those of each step, then those that only the whole graph shows.
import { directoryOf, type People } from '../model/directory.ts';
import type { Channel } from '../model/message.ts';
import type { Finding, Problem } from '../model/problem.ts';
import type { Bindings, Workflow, WorkflowNode } from '../model/workflow.ts';
import { fieldProblems, presentConfig } from '../steps/config.ts';
import type { CheckContext, Config, StepType } from '../steps/define.ts';
import { stepType } from '../steps/index.ts';
import { edgeFindings } from './check-edges.ts';
import { loopFindings } from './check-loops.ts';
import { ownerFindings, rivalFindings } from './check-owner.ts';
import { flowOf, type Flow } from './flow.ts';
import { indexGraph, type Graph, type GraphNode } from './index-graph.ts';
import { executionOrder } from './order.ts';

export { rivalsOf } from './check-owner.ts';

/** What stands around a workflow in its workspace, as far as the checks ask. */
export interface Surroundings {
  readonly bindings: Bindings;
  readonly people: People;
  readonly channelReady: (channel: Channel) => boolean;
  /** Names of other published workflows that assign the same contacts (`rivalsOf`). */
  readonly rivals: readonly string[];
}

/** Errors first, then warnings, each in the reading order of its steps. Errors refuse publishing. */
export function checkWorkflow(document: Workflow, around: Surroundings): readonly Finding[] {
  const graph = indexGraph(document, around.bindings);
  const flow = flowOf(graph);
  const context = {
    directory: directoryOf(around.people, around.bindings, document.requires),
    user: (id: string) => around.people.users.get(id),
    channelReady: around.channelReady,
  };
  const findings = [
    ...beginningFindings(graph, flow),
    ...[...graph.nodes.values()].flatMap((node) => nodeFindings(node, document, context)),
    ...edgeFindings(graph),
    ...loopFindings(graph, flow),
    ...ownerFindings(graph, flow),
    ...rivalFindings(graph, flow, around.rivals),
    ...unreachableFindings(graph, flow),
  ];
  const order = new Map(executionOrder(document).map((id, index) => [id, index]));
  const rank = (one: Finding): number =>
    (one.severity === 'error' ? 0 : 1e6) + (order.get(one.where?.node ?? '') ?? -1);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

function beginningFindings(graph: Graph, { reachable }: Flow): readonly Finding[] {
  const nodes = [...graph.nodes.values()];
  const found: Finding[] = [];
  const error = (code: string, message: string, fix: string): void => {
    found.push({ severity: 'error', code, message, fix });
  };
  if (graph.triggers.length === 0) {
    const off = nodes.some((node) => node.type?.kind === 'trigger');
    if (off) error('no-trigger', 'Every trigger is switched off, so nothing starts this workflow.', 'Switch one on.');
    else error('no-trigger', 'Nothing starts this workflow.', 'Add a trigger, such as Contact Created.');
  }
  const actions = nodes.filter(isAction);
  if (actions.length === 0)
    error('no-action', 'This workflow does nothing yet.', 'Add an action, such as Assign To User.');
  else if (graph.triggers.length > 0 && !actions.some((node) => reachable.has(node.id))) {
    error(
      'no-action',
      'No trigger leads to an action, so this workflow does nothing.',
      'Connect the trigger to the steps.',
    );
  }
  return found;
}

/** A step that does something. What a step of an unknown kind does, nobody knows: it counts. */
function isAction({ type, disabled }: GraphNode): boolean {
  return !disabled && (type === undefined || (type.kind === 'step' && type.group !== 'logic'));
}

type Around = Omit<CheckContext, 'raw'>;

/** The problems of one step. Those of a step that is switched off do not count, as it does nothing. */
function nodeFindings(node: GraphNode, document: Workflow, around: Around): readonly Finding[] {
  const stored = document.nodes[node.id];
  if (stored === undefined) return [];
  if (node.type === undefined) return [unknownStep(node, stored.type, stored.typeVersion)];
  if (node.disabled) return [];
  const found =
    node.problems.length > 0 ? node.problems.map(asError) : settingFindings(node.type, node.config, stored, around);
  return found.map((finding) => ({ ...finding, where: { ...finding.where, node: node.id } }));
}

/** What is wrong with settings that have the right shape. */
function settingFindings(type: StepType, config: Config, stored: WorkflowNode, around: Around): readonly Finding[] {
  return [
    ...fieldProblems(type, config, around.directory).map(asError),
    ...(type.check?.(config as never, { ...around, raw: presentConfig(type, stored) }) ?? []),
  ];
}

function asError(problem: Problem): Finding {
  return { ...problem, severity: 'error' };
}

function unknownStep(node: GraphNode, type: string, version: number): Finding {
  const known = stepType(type);
  const message =
    known === undefined
      ? `“${node.label}” is a step of a kind that this version of Baton does not know (${type}).`
      : `“${node.label}” was made by a newer version of Baton (${known.label} ${version}; this one knows ${known.typeVersion}).`;
  const fix = 'Use a newer Baton, or take the step out. Its settings are kept as they are.';
  return { severity: 'error', code: 'unknown-step', message, where: { node: node.id }, fix };
}

/** Steps that no contact can come to. Without a trigger that is on, that goes without saying. */
function unreachableFindings(graph: Graph, { reachable }: Flow): readonly Finding[] {
  if (graph.triggers.length === 0) return [];
  return [...graph.nodes.values()]
    .filter((node) => node.type?.kind !== 'trigger' && !reachable.has(node.id))
    .map((node) => ({
      severity: 'warning',
      code: 'unreachable',
      message: `No contact can come to “${node.label}”: nothing leads to it.`,
      where: { node: node.id },
      fix: 'Connect it to a step above, or take it out.',
    }));
}
