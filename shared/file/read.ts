// Reads a workflow file: text -> JSON -> shape -> present version. Unknown fields and step types are kept as they are.
import { z } from 'zod';
import { bad, good, type Result } from '../model/problem.ts';
import { emptyWorkflow, WORKFLOW_FORMAT, WORKFLOW_FORMAT_VERSION, type Workflow } from '../model/workflow.ts';
import { migrate } from './migrate.ts';
import { readJson } from './text.ts';

const MOST_NODES = 500;
const MOST_EDGES = 2000;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'must be letters, digits, hyphens or underscores');
const text = z.string().max(10_000, 'is longer than 10,000 characters');
const place = z.tuple([z.number(), z.number()]);

const workflowSchema = z.looseObject({
  id,
  name: z.string().max(200, 'is longer than 200 characters'),
  description: text.optional(),
  settings: z.looseObject({ allowReentry: z.boolean().optional() }).optional(),
  nodes: z.record(
    id,
    z.looseObject({
      type: z.string().min(1).max(100),
      typeVersion: z.number().int().min(1),
      label: z.string().max(200),
      disabled: z.boolean().optional(),
      config: z.record(z.string(), z.unknown()),
    }),
  ),
  edges: z.array(z.looseObject({ from: id, port: z.string().min(1).max(100), to: id })).max(MOST_EDGES),
  notes: z
    .array(z.looseObject({ id, text, at: place }))
    .max(500)
    .optional(),
  layout: z.record(id, place).optional(),
  requires: z
    .array(
      z.looseObject({
        key: z.string().min(1).max(200),
        kind: z.enum(['user', 'pool']),
        name: z.string().max(200),
        email: z.string().max(320).optional(),
      }),
    )
    .max(5000)
    .optional(),
  tests: z.array(z.unknown()).max(1000).optional(),
});

/** A workflow from the text of a file. A refusal says what, where and how to mend it. */
export function readWorkflow(file: string): Result<Workflow> {
  const json = readJson(file);
  return json.ok ? parseWorkflow(json.value) : json;
}

/** A workflow from what JSON gave. */
export function parseWorkflow(json: unknown): Result<Workflow> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return foreign(json);
  const raw = json as Readonly<Record<string, unknown>>;
  if (raw['format'] !== WORKFLOW_FORMAT) return foreign(json);
  const version = raw['formatVersion'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return bad('not-a-workflow-file', 'Not a valid workflow file: formatVersion must be a whole number.', {
      where: { path: 'formatVersion' },
    });
  }
  if (version > WORKFLOW_FORMAT_VERSION) {
    return bad(
      'newer-version',
      `Made by a newer version of Baton (format ${version}); this one reads up to ${WORKFLOW_FORMAT_VERSION}.`,
      {
        fix: 'Update Baton, or export the workflow from there in an older format.',
      },
    );
  }
  const unsafe = unsafeKey(json, '');
  if (unsafe !== undefined) {
    return bad('unsafe-key', `Not a valid workflow file: the name "${unsafe}" is not allowed.`, {
      where: { path: unsafe },
      fix: 'Take it out of the file.',
    });
  }
  const file = migrate(raw, version);
  const parsed = workflowSchema.safeParse(file);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    return bad(
      'not-a-workflow-file',
      `Not a valid workflow file: ${path === '' ? 'the file' : path}: ${issue?.message ?? 'wrong shape'}.`,
      {
        where: { path },
        fix: 'Export it again from where it came from.',
      },
    );
  }
  const nodes = Object.keys(parsed.data.nodes).length;
  if (nodes > MOST_NODES) {
    return bad('too-many-steps', `This workflow has ${nodes} steps; Baton takes up to ${MOST_NODES}.`, {
      fix: 'Split it into several workflows.',
    });
  }
  // The file itself, not what the schema gave: it keeps the order of unknown fields.
  const { settings, ...rest } = file;
  const empty = emptyWorkflow(parsed.data.id, parsed.data.name);
  return good({ ...empty, ...rest, settings: { ...empty.settings, ...(settings as object | undefined) } } as Workflow);
}

/** The path of a key that could become a prototype when objects are copied. */
function unsafeKey(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return here;
    const found = unsafeKey(inner, here);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Says whose file it is, when that can be told. */
function foreign(json: unknown): Result<never> {
  const has = (key: string): boolean => typeof json === 'object' && json !== null && Object.hasOwn(json, key);
  const isNodeRed =
    Array.isArray(json) && json.some((one) => typeof one === 'object' && one !== null && 'wires' in one);
  const whose = isNodeRed
    ? 'This is a Node-RED flow'
    : has('nodes') && has('connections')
      ? 'This is an n8n export'
      : 'This is not a workflow file of Baton';
  return bad('not-a-workflow-file', `${whose}; only .baton.json files can be opened.`, {
    fix: 'Choose a file that Baton exported.',
  });
}
