// Writes a workflow file: fixed key order, one step, edge and place a line, so that a change of one is a change of one line.
import type { Workflow } from '../model/workflow.ts';

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
const requireKeys = ['key', 'kind', 'name', 'email'];

/** The text of the file. The same workflow gives the same bytes; unknown fields come after the known ones. */
export function writeWorkflow(document: Workflow): string {
  const { nodes, edges, layout, requires } = document;
  const special: Readonly<Record<string, string>> = {
    nodes: block(
      '{',
      Object.keys(nodes)
        .sort()
        .map((id) => `${JSON.stringify(id)}: ${inline(ordered(nodes[id] ?? {}, nodeKeys))}`),
      '}',
    ),
    edges: block(
      '[',
      edges.toSorted(byWay).map((edge) => inline(ordered(edge, edgeKeys))),
      ']',
    ),
    notes: block('[', document.notes.map(inline), ']'),
    layout: block(
      '{',
      Object.keys(layout)
        .sort()
        .map((id) => `${JSON.stringify(id)}: ${inline(layout[id]?.map(Math.round))}`),
      '}',
    ),
    requires: block(
      '[',
      requires.toSorted(byKey).map((row) => inline(ordered(row, requireKeys))),
      ']',
    ),
    tests: block('[', document.tests.map(inline), ']'),
  };
  const all = ordered(document, topLevel);
  const lines = Object.entries(all).map(([key, value]) => `  ${JSON.stringify(key)}: ${special[key] ?? inline(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** What makes a revision: everything but name, description, notes, layout, references and tests. The text that is hashed. */
export function contentOf(document: Workflow): string {
  const { nodes, edges, settings } = document;
  const steps = Object.keys(nodes)
    .sort()
    .map((id) => [id, ordered(nodes[id] ?? {}, nodeKeys)]);
  return inline({
    settings,
    nodes: Object.fromEntries(steps),
    edges: edges.toSorted(byWay).map((edge) => ordered(edge, edgeKeys)),
  });
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

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
