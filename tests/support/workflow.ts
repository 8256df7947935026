// Workflows for tests, drawn from top to bottom: aWorkflow().trigger('t1').step('a1', 'assign-user', { ... }).
import { portsOfNode } from '../../shared/graph/ports.ts';
import type { People } from '../../shared/model/directory.ts';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import { emptyWorkflow, type RawConfig, type Workflow, type WorkflowNode } from '../../shared/model/workflow.ts';
import { initialConfig } from '../../shared/steps/config.ts';
import { stepType } from '../../shared/steps/index.ts';

export interface WorkflowBuilder {
  readonly document: Workflow;
  /** Adds a trigger; what comes next follows it. */
  readonly trigger: (id: string, type?: string, config?: RawConfig) => WorkflowBuilder;
  /** Adds a step after the last one, or after the way chosen with `after`. */
  readonly step: (id: string, type: string, config?: RawConfig, more?: Partial<WorkflowNode>) => WorkflowBuilder;
  /** What comes next leaves that node by that port. */
  readonly after: (id: string, port?: string) => WorkflowBuilder;
  /** Leads to a node that is there already. */
  readonly to: (id: string) => WorkflowBuilder;
  /** Adds an if-else whose branches ask for a tag of their own name. */
  readonly branch: (id: string, ...ports: readonly string[]) => WorkflowBuilder;
  readonly with: (change: (document: Workflow) => Workflow) => WorkflowBuilder;
}

export function aWorkflow(id = 'w1', name = 'Workflow'): WorkflowBuilder {
  return builder(emptyWorkflow(id, name), undefined);
}

interface Cursor {
  readonly from: string;
  readonly port: string;
}

function builder(document: Workflow, at: Cursor | undefined): WorkflowBuilder {
  const led = (to: string): Workflow =>
    at === undefined ? document : { ...document, edges: [...document.edges, { ...at, to }] };
  const added = (into: Workflow, id: string, node: WorkflowNode): WorkflowBuilder => {
    const made = { ...into, nodes: { ...into.nodes, [id]: node } };
    return builder(made, { from: id, port: portsOfNode(made, id)[0]?.id ?? 'next' });
  };
  const self: WorkflowBuilder = {
    document,
    trigger: (id, type = 'contact-created', config = {}) => added(document, id, aNode(type, config)),
    step: (id, type, config = {}, more = {}) => added(led(id), id, { ...aNode(type, config), ...more }),
    after: (id, port = 'next') => builder(document, { from: id, port }),
    to: (id) => builder(led(id), undefined),
    branch: (id, ...ports) => {
      const branches = ports.map((port) => ({ port, name: port, groups: [[hasTag(port)]] }));
      return added(led(id), id, aNode('if-else', { branches }));
    },
    with: (change) => builder(change(document), at),
  };
  return self;
}

export function hasTag(tag: string): { readonly field: string; readonly op: 'is'; readonly value: string } {
  return { field: 'contact.tags', op: 'is', value: tag };
}

/** A node with the settings a new one has, and these on top. */
export function aNode(type: string, config: RawConfig = {}): WorkflowNode {
  const known = stepType(type);
  if (known === undefined) return { type, typeVersion: 1, label: type, config };
  return { type, typeVersion: known.typeVersion, label: known.label, config: { ...initialConfig(known), ...config } };
}

export function aUser(id: string, more: Partial<User> = {}): User {
  const name = `${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
  return { id, name, email: `${id}@example.com`, phone: '+441632960001', active: true, ...more };
}

export function somePeople(users: readonly User[], pools: readonly Pool[] = []): People {
  return {
    users: new Map(users.map((user) => [user.id, user])),
    pools: new Map(pools.map((pool) => [pool.id, pool])),
  };
}

/** Settings of an assign step with these users. */
export function assignTo(...users: readonly string[]): RawConfig {
  return { users: users.map((user) => ({ user })) };
}

/** Settings of a notification that is ready to be sent. */
export const telling: RawConfig = { title: 'New contact', message: 'Hello' };
