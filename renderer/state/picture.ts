// What follows from a draft and its surroundings: lookups, captions, order and findings. Worked out once per change.
import type { Channel } from '../../shared/model/message.ts';
import { directoryOf, type Directory, type People } from '../../shared/model/directory.ts';
import type { Finding } from '../../shared/model/problem.ts';
import type { Bindings, Workflow } from '../../shared/model/workflow.ts';
import { checkWorkflow } from '../../shared/graph/check.ts';
import { indexGraph, type Graph } from '../../shared/graph/index-graph.ts';
import { executionOrder } from '../../shared/graph/order.ts';

/** What a draft is judged against. */
export interface Surroundings {
  readonly people: People;
  readonly ready: Readonly<Record<Channel, boolean>>;
  readonly rivals: readonly string[];
}

export interface Picture {
  readonly graph: Graph;
  readonly directory: Directory;
  /** All nodes as people read them. */
  readonly order: readonly string[];
  /** Node -> its place in the order, from 1. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Node -> what it will do with its present settings, or what has to be set first. */
  readonly captions: ReadonlyMap<string, string>;
  /** Nodes whose caption asks for a setting. */
  readonly unset: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** Node -> its findings. */
  readonly byNode: ReadonlyMap<string, readonly Finding[]>;
  /** What it was made from. */
  readonly source: { readonly document: Workflow; readonly bindings: Bindings; readonly surroundings: Surroundings };
}

/** Paints anew only if something changed that shows: moving cards alone gives back the last picture. */
export function paint(
  draft: { readonly document: Workflow; readonly bindings: Bindings },
  surroundings: Surroundings,
  last?: Picture,
): Picture {
  const { document, bindings } = draft;
  if (last !== undefined && isSame(last.source, document, bindings, surroundings)) return last;
  const graph = indexGraph(document, bindings);
  const { people, ready, rivals } = surroundings;
  const directory = directoryOf(people, bindings, document.requires);
  const order = executionOrder(document);
  const findings = checkWorkflow(document, { bindings, people, channelReady: (channel) => ready[channel], rivals });
  const byNode = grouped(findings);
  const missing = new Map(
    [...byNode].flatMap(([id, group]) => {
      const [first] = group;
      return first?.code === 'empty' && first.severity === 'error'
        ? [[id, first.message.replace(/\.$/, '')] as const]
        : [];
    }),
  );
  return {
    graph,
    directory,
    order,
    numbers: new Map(order.map((id, index) => [id, index + 1])),
    captions: new Map(
      [...graph.nodes.values()].map((node) => [
        node.id,
        missing.get(node.id) ?? node.type?.caption(node.config, directory) ?? unknown(node.id, document),
      ]),
    ),
    unset: new Set(missing.keys()),
    findings,
    byNode,
    source: { document, bindings, surroundings },
  };
}

function unknown(id: string, document: Workflow): string {
  return `“${document.nodes[id]?.type ?? '?'}” is not known to this version`;
}

function isSame(
  source: Picture['source'],
  document: Workflow,
  bindings: Bindings,
  { people, ready, rivals }: Surroundings,
): boolean {
  const { layout: _, notes: __, ...mine } = source.document;
  return (
    Object.entries(mine).every(([key, value]) => document[key as keyof Workflow] === value) &&
    source.bindings === bindings &&
    source.surroundings.people === people &&
    source.surroundings.ready === ready &&
    source.surroundings.rivals === rivals
  );
}

function grouped(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const node = finding.where?.node;
    if (node === undefined) continue;
    const group = groups.get(node);
    if (group === undefined) groups.set(node, [finding]);
    else group.push(finding);
  }
  return groups;
}
