// A workflow as people edit it: exactly the shape of the workflow file (docs/file-format.md).

export const WORKFLOW_FORMAT = 'baton.workflow';
export const WORKFLOW_FORMAT_VERSION = 1;

/** A step's stored settings: plain JSON, kept as read so that unknown fields survive. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** A step placed on the canvas. */
export interface WorkflowNode {
  readonly type: string;
  readonly typeVersion: number;
  readonly label: string;
  /** A switched-off step is passed through by its first port. */
  readonly disabled?: boolean;
  readonly config: RawConfig;
}

/** A line from a node's port to a node. */
export interface Edge {
  readonly from: string;
  readonly port: string;
  readonly to: string;
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly at: readonly [number, number];
}

/** An outside reference of the file, by key; import maps it to a user or pool of the workspace. */
export interface Requirement {
  readonly key: string;
  readonly kind: 'user' | 'pool';
  readonly name: string;
  readonly email?: string;
}

export interface WorkflowSettings {
  /** May a contact whose enrolment ended be enrolled again by an event? */
  readonly allowReentry: boolean;
}

export interface Workflow {
  readonly format: typeof WORKFLOW_FORMAT;
  readonly formatVersion: number;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly settings: WorkflowSettings;
  readonly nodes: Readonly<Record<string, WorkflowNode>>;
  readonly edges: readonly Edge[];
  readonly notes: readonly Note[];
  /** Top left corner of each card, whole pixels. */
  readonly layout: Readonly<Record<string, readonly [number, number]>>;
  readonly requires: readonly Requirement[];
  readonly tests: readonly unknown[];
}

/** Which user or pool of this workspace each key of a workflow means; null = nobody here (yet). A key that is absent means itself. */
export type Bindings = Readonly<Record<string, string | null>>;

/** The frozen copy made by Publish. Never changes. */
export interface Revision {
  readonly workflow: string;
  readonly number: number;
  /** Hash of the content without name, notes and layout, hex. */
  readonly hash: string;
  readonly publishedAt: number;
  /** Who published: a user's id, or null for "Everybody". */
  readonly by: string | null;
  readonly document: Workflow;
  readonly bindings: Bindings;
}

/** An empty draft as "Start from Scratch" makes it. */
export function emptyWorkflow(id: string, name: string): Workflow {
  return {
    format: WORKFLOW_FORMAT,
    formatVersion: WORKFLOW_FORMAT_VERSION,
    id,
    name,
    description: '',
    settings: { allowReentry: false },
    nodes: {},
    edges: [],
    notes: [],
    layout: {},
    requires: [],
    tests: [],
  };
}

/** The user or pool id that a key of the workflow means here; null when it is bound to nobody. */
export function boundId(bindings: Bindings, key: string): string | null {
  return Object.hasOwn(bindings, key) ? (bindings[key] ?? null) : key;
}
