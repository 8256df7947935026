// Look-ups of a workflow, made once per revision: parsed configs, ways on, triggers in order.
import { invariant, type Problem } from '../model/problem.ts';
import { boundId, type Bindings, type Workflow } from '../model/workflow.ts';
import { poolRotation, stepRotation } from '../rotation.ts';
import { parseConfig, presentConfig } from '../steps/config.ts';
import {
  isTemplate,
  portsOf,
  traitsOf,
  type Config,
  type Port,
  type Step,
  type StepType,
  type Trigger,
} from '../steps/define.ts';
import { parseTemplate, type Template } from '../template.ts';
import { knownType, nodeLabel, unknownPorts } from './ports.ts';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly disabled: boolean;
  /** Undefined for a step type that this version does not know. */
  readonly type: StepType | undefined;
  readonly config: Config;
  /** Settings of the wrong shape; `config` has the default in their place. */
  readonly problems: readonly Problem[];
  /** Parsed texts of the template fields, by field name. */
  readonly templates: Readonly<Record<string, Template>>;
  readonly ports: readonly Port[];
  /** Port -> node it leads to. */
  readonly next: Readonly<Record<string, string>>;
}

/** A workflow made ready to run, to check and to draw. */
export interface Graph {
  readonly workflow: { readonly id: string; readonly name: string; readonly allowReentry: boolean };
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Enabled triggers in the order of their ids: the first that accepts an event is credited. */
  readonly triggers: readonly { readonly id: string; readonly type: Trigger; readonly config: Config }[];
  readonly bindings: Bindings;
  readonly document: Workflow;
}

export function indexGraph(document: Workflow, bindings: Bindings): Graph {
  const ways = waysByNode(document);
  const nodes = new Map(
    Object.keys(document.nodes)
      .sort()
      .map((id) => [id, indexNode(document, id, ways.get(id) ?? noWays)]),
  );
  const triggers = [...nodes.values()].flatMap((node) =>
    node.type?.kind === 'trigger' && !node.disabled ? [{ id: node.id, type: node.type, config: node.config }] : [],
  );
  const { id, name, settings } = document;
  return { workflow: { id, name, allowReentry: settings.allowReentry }, nodes, triggers, bindings, document };
}

type Ways = Readonly<Record<string, string>>;
/** Without a prototype, as all ways: a port may have any name. */
const noWays = Object.freeze(Object.create(null) as Ways);

/** Port -> node, for each node that has edges. */
function waysByNode(document: Workflow): ReadonlyMap<string, Ways> {
  const ways = new Map<string, Record<string, string>>();
  for (const { from, port, to } of document.edges) {
    let next = ways.get(from);
    if (next === undefined) ways.set(from, (next = Object.create(null) as Record<string, string>));
    next[port] = to;
  }
  return ways;
}

function indexNode(document: Workflow, id: string, next: Ways): GraphNode {
  const node = document.nodes[id];
  invariant(node !== undefined, `there is a node ${id}`);
  const shared = { id, label: nodeLabel(node), disabled: node.disabled === true, next };
  const type = knownType(node);
  if (type === undefined) {
    return {
      ...shared,
      type,
      config: node.config,
      problems: [],
      templates: {},
      ports: unknownPorts(Object.keys(next)),
    };
  }
  const { config, problems } = parseConfig(type, presentConfig(type, node));
  const texts = Object.entries(type.fields).filter(
    ([name, field]) => isTemplate(field) && typeof config[name] === 'string',
  );
  const templates = Object.fromEntries(texts.map(([name]) => [name, parseTemplate(config[name] as string)]));
  return { ...shared, type, config, problems, templates, ports: portsOf(type, config) };
}

/** Ids of the rotations that the workflow's steps turn. */
export function rotationsOf(graph: Graph): readonly string[] {
  return [...graph.nodes.values()].flatMap((node) => {
    const { rotation } = traitsOf(node.type, node.config);
    if (rotation === undefined) return [];
    if (rotation === 'own') return [stepRotation(graph.workflow.id, node.id)];
    const id = boundId(graph.bindings, rotation.pool);
    return id === null ? [] : [poolRotation(id)];
  });
}

/** The node as a step that can plan; undefined for triggers and unknown types. */
export function asStep(node: GraphNode): Step | undefined {
  return node.type?.kind === 'step' ? node.type : undefined;
}
