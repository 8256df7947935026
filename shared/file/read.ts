// Reads a workflow file: text -> JSON -> present version -> shape. Unknown fields and step types are kept as they are.
import { issueWords } from '../model/issue-words.ts';
import { bad, good, type Result } from '../model/problem.ts';
import { unsafeKeys } from '../model/unsafe-keys.ts';
import { emptyWorkflow, WORKFLOW_FORMAT, WORKFLOW_FORMAT_VERSION, type Workflow } from '../model/workflow.ts';
import { foreignJson, foreignText } from './foreign.ts';
import { findPlace, readJson } from './json.ts';
import { migrate, type RawFile } from './migrate.ts';
import { MOST_EDGES, MOST_NODES, workflowShape } from './shape.ts';

/** A workflow from the text of a file. A refusal says what is wrong, where, and how to mend it. */
export function readWorkflow(text: string): Result<Workflow> {
  const foreign = foreignText(text);
  if (foreign !== undefined) return foreign;
  const json = readJson(text);
  if (!json.ok) return json;
  const workflow = parseWorkflow(json.value);
  if (workflow.ok || workflow.problem.where?.path === undefined) return workflow;
  const { path } = workflow.problem.where;
  const place = findPlace(text, path.split('.'));
  const message = workflow.problem.message.replace(/\.$/, ` (line ${place.line}).`);
  return { ok: false, problem: { ...workflow.problem, message, where: { path, ...place } } };
}

/** A workflow from what JSON gave. A refusal names the path. */
export function parseWorkflow(json: unknown): Result<Workflow> {
  if (!isObject(json) || json['format'] !== WORKFLOW_FORMAT) return foreignJson(json);
  const version = json['formatVersion'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return invalid('formatVersion must be a whole number', 'formatVersion');
  }
  if (version > WORKFLOW_FORMAT_VERSION) {
    const message = `Made by a newer version of Baton (format ${version}); this one reads up to ${WORKFLOW_FORMAT_VERSION}.`;
    return bad('newer-version', message, {
      fix: 'Update Baton, or export the workflow from there in an older format.',
    });
  }
  const unsafe = unsafePath(json);
  if (unsafe !== undefined) return invalid(`the name “${unsafe}” is not allowed`, unsafe);
  return shaped(migrate(json, version));
}

function shaped(file: RawFile): Result<Workflow> {
  const steps = Object.keys(file['nodes'] ?? {}).length;
  if (steps > MOST_NODES) return tooMany(`${steps} steps; Baton takes up to ${MOST_NODES}`);
  const lines = Array.isArray(file['edges']) ? file['edges'].length : 0;
  if (lines > MOST_EDGES) return tooMany(`${lines} lines between its steps; Baton takes up to ${MOST_EDGES}`);
  const parsed = workflowShape.safeParse(file);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return issue === undefined ? foreignJson(file) : invalid(issueWords(issue, file), issue.path.map(String).join('.'));
  }
  const doubled = doubledKey(parsed.data.requires ?? []);
  if (doubled !== undefined) return invalid(`“${doubled}” stands in “requires” twice`, 'requires');
  return good(withDefaults(file, parsed.data.id, parsed.data.name));
}

/** The file itself, not what the schema gave: it keeps the order of unknown fields. Places become whole pixels. */
function withDefaults(file: RawFile, id: string, name: string): Workflow {
  const empty = emptyWorkflow(id, name);
  const given = { ...empty, ...file } as Workflow;
  return {
    ...given,
    settings: { ...empty.settings, ...given.settings },
    layout: Object.fromEntries(Object.entries(given.layout).map(([node, at]) => [node, whole(at)])),
    notes: given.notes.map((note) => ({ ...note, at: whole(note.at) })),
  };
}

function whole([x, y]: readonly [number, number]): readonly [number, number] {
  return [Math.round(x), Math.round(y)];
}

/** A key that two rows of one kind have. */
function doubledKey(rows: readonly { readonly key: string; readonly kind: string }[]): string | undefined {
  const seen = new Set<string>();
  return rows.find(({ key, kind }) => seen.size === seen.add(`${kind} ${key}`).size)?.key;
}

function tooMany(what: string): Result<never> {
  return bad('too-many-steps', `This workflow has ${what}.`, { fix: 'Split it into several workflows.' });
}

function invalid(what: string, path: string): Result<never> {
  return bad('not-a-workflow-file', `Not a valid workflow file: ${what}.`, {
    where: { path },
    fix: 'Mend the file there, or export it again from where it came from.',
  });
}

/** The path of a key that could become a prototype. Text that was read here has none; what crosses the door may. */
function unsafePath(value: unknown, path: readonly string[] = []): string | undefined {
  if (!isObject(value) && !Array.isArray(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (unsafeKeys.has(key)) return [...path, key].join('.');
    const found = unsafePath(inner, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is RawFile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
