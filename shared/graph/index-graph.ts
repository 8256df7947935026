// Look-ups of a workflow, made once per revision: parsed configs, ways on, triggers in order.
import { boundId, type Bindings, type RawConfig, type Workflow } from '../model/workflow.ts';
import { parseConfig, upgradeConfig } from '../steps/config.ts';
import {
  isTemplate,
  portsOf,
  type Config,
  type Port,
  type Step,
  type StepType,
  type Trigger,
} from '../steps/define.ts';
import { stepType } from '../steps/index.ts';
import { parseTemplate, type Template } from '../template.ts';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly disabled: boolean;
  /** Undefined for a step type that this version does not know. */
  readonly type: StepType | undefined;
  readonly config: Config;
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
  const nodes = new Map(
    Object.keys(document.nodes)
      .sort()
      .map((id) => [id, indexNode(document, id)]),
  );
  const triggers = [...nodes.values()].flatMap((node) =>
    node.type?.kind === 'trigger' && !node.disabled ? [{ id: node.id, type: node.type, config: node.config }] : [],
  );
  const { id, name, settings } = document;
  return { workflow: { id, name, allowReentry: settings.allowReentry }, nodes, triggers, bindings, document };
}

function indexNode(document: Workflow, id: string): GraphNode {
  const node = document.nodes[id];
  if (node === undefined) throw new Error(`No node ${id}`);
  const type = stepType(node.type);
  const known = type !== undefined && node.typeVersion <= type.typeVersion ? type : undefined;
  const next = Object.fromEntries(
    document.edges.filter((edge) => edge.from === id).map((edge) => [edge.port, edge.to]),
  );
  const shared = { id, label: node.label || (type?.label ?? node.type), disabled: node.disabled === true, next };
  if (known === undefined) {
    const ports = Object.keys(next).map((port) => ({ id: port, label: port === 'next' ? '' : port }));
    return { ...shared, type: undefined, config: node.config, templates: {}, ports };
  }
  const { config } = parseConfig(known, presentConfig(known, node.config, node.typeVersion));
  const texts = Object.entries(known.fields).filter(
    ([name, field]) => isTemplate(field) && typeof config[name] === 'string',
  );
  const templates = Object.fromEntries(texts.map(([name]) => [name, parseTemplate(config[name] as string)]));
  return { ...shared, type: known, config, templates, ports: portsOf(known, config) };
}

function presentConfig(type: StepType, config: RawConfig, version: number): RawConfig {
  return version < type.typeVersion ? upgradeConfig(type, config, version) : config;
}

/** Ids of the rotations that the workflow's steps turn. */
export function rotationsOf(graph: Graph): readonly string[] {
  return [...graph.nodes.values()].flatMap((node) => {
    if (node.type?.type !== 'assign-user') return [];
    const pool = node.config['pool'];
    if (typeof pool !== 'string') return [`${graph.workflow.id}/${node.id}`];
    const id = boundId(graph.bindings, pool);
    return id === null ? [] : [`pool:${id}`];
  });
}

/** The node as a step that can plan; undefined for triggers and unknown types. */
export function asStep(node: GraphNode): Step | undefined {
  return node.type?.kind === 'step' ? node.type : undefined;
}
