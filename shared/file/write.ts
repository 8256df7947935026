// Writes a workflow file: fixed key order, one step, edge and place a line, so that a change of one is a change of one line.
import type { Requirement, Workflow, WorkflowNode } from '../model/workflow.ts';
import { stepType } from '../steps/index.ts';

const topLevel = [
  'format',
  'formatVersion',
  'id',
  'name',
  'description',
  'settings',
  'nodes',
  'edges',
  'notes',
  'layout',
  'requires',
  'tests',
];
const nodeKeys = ['type', 'typeVersion', 'label', 'disabled', 'config'];
const edgeKeys = ['from', 'port', 'to'];
const noteKeys = ['id', 'text', 'at'];
const requireKeys = ['key', 'kind', 'name', 'email'];

/** The text of the file. The same workflow gives the same bytes; unknown fields come after the known ones. */
export function writeWorkflow(document: Workflow): string {
  const { nodes, edges, notes, layout, requires, tests } = document;
  const blocks = new Map([
    ['nodes', entries(nodes, (node) => inline(inOrder(node)))],
    ['edges', list(edges.toSorted(byWay).map((edge) => ordered(edge, edgeKeys)))],
    ['notes', list(notes.map((note) => ordered(note, noteKeys)))],
    ['layout', entries(layout, inline)],
    ['requires', list(requires.toSorted(byKey).map((row) => ordered(row, requireKeys)))],
    ['tests', list(tests)],
  ]);
  const lines = Object.entries(ordered(document, topLevel)).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${blocks.get(key) ?? inline(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What makes a revision: all but name, description, notes, layout, the list of people, and tests. The text that is hashed. */
export function contentOf({ nodes, edges, settings }: Workflow): string {
  return inline({
    settings,
    nodes: Object.fromEntries(sorted(nodes).map(([id, node]) => [id, inOrder(node)])),
    edges: edges.toSorted(byWay).map((edge) => ordered(edge, edgeKeys)),
  });
}

/** A node with its settings in the order of its step's fields, whatever order they were edited in. */
function inOrder(node: WorkflowNode): Readonly<Record<string, unknown>> {
  const config = ordered(node.config, Object.keys(stepType(node.type)?.fields ?? {}));
  return ordered({ ...node, config }, nodeKeys);
}

function sorted<T>(of: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(of).toSorted(([a], [b]) => compare(a, b));
}

/** An object with one line for each entry, sorted by key. */
function entries<T>(of: Readonly<Record<string, T>>, write: (value: T) => string): string {
  return block(
    '{',
    sorted(of).map(([key, value]) => `${JSON.stringify(key)}: ${write(value)}`),
    '}',
  );
}

function list(values: readonly unknown[]): string {
  return block('[', values.map(inline), ']');
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0
    ? `${open}${close}`
    : `${open}\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ${close}`;
}

/** The known keys in their order, then the others in theirs. */
function ordered(value: object, known: readonly string[]): Readonly<Record<string, unknown>> {
  const all = value as Readonly<Record<string, unknown>>;
  const others = Object.keys(all).filter((key) => !known.includes(key));
  return Object.fromEntries(
    [...known, ...others].filter((key) => all[key] !== undefined).map((key) => [key, all[key]]),
  );
}

/** JSON on one line, with a blank after each colon, comma and inside braces. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return pairs.length === 0
      ? '{}'
      : `{ ${pairs.map(([key, inner]) => `${JSON.stringify(key)}: ${inline(inner)}`).join(', ')} }`;
  }
  return JSON.stringify(value ?? null);
}

function byWay(a: Workflow['edges'][number], b: Workflow['edges'][number]): number {
  return compare(a.from, b.from) || compare(a.port, b.port) || compare(a.to, b.to);
}

function byKey(a: Requirement, b: Requirement): number {
  return compare(a.key, b.key) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
