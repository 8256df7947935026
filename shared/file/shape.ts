// The shape of a workflow file, and what is wrong with one that has another, in words.
import { z } from 'zod';
import { unsafeKeys } from '../model/unsafe-keys.ts';

export const MOST_NODES = 500;
export const MOST_EDGES = 2000;

const LETTERS = 'letters, digits, hyphens and underscores';
const nodeId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, `must be made of ${LETTERS}`);
/** The id names the workflow's file: in small letters, since some disks do not tell letters apart. */
const workflowId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, `must be made of small ${LETTERS}`)
  .refine((id) => !/^(con|prn|aux|nul|com\d|lpt\d)$/.test(id), 'is a name that Windows keeps for itself');
const text = z.string().max(10_000, 'is longer than 10,000 characters');
const name = z.string().max(200, 'is longer than 200 characters');
const pixel = z.number().min(-1e7, 'is too far out').max(1e7, 'is too far out');
const place = z.tuple([pixel, pixel], 'must be two numbers');

export const workflowShape = z.looseObject({
  id: workflowId,
  name,
  description: text.optional(),
  settings: z.looseObject({ allowReentry: z.boolean().optional() }).optional(),
  nodes: z.record(
    nodeId,
    z.looseObject({
      type: z.string().min(1, 'is empty').max(100, 'is longer than 100 characters'),
      typeVersion: z.int('must be a whole number').min(1, 'must be 1 or more'),
      label: name,
      disabled: z.boolean().optional(),
      config: z.record(z.string(), z.unknown()),
    }),
  ),
  edges: z.array(z.looseObject({ from: nodeId, port: z.string().min(1, 'is empty').max(100), to: nodeId })),
  notes: z
    .array(z.looseObject({ id: nodeId, text, at: place }))
    .max(500, 'has more than 500 entries')
    .optional(),
  layout: z.record(nodeId, place).optional(),
  requires: z
    .array(
      z.looseObject({
        key: z
          .string()
          .min(1, 'is empty')
          .max(200)
          .refine((key) => !unsafeKeys.has(key), 'is a name that is not allowed'),
        kind: z.enum(['user', 'pool']),
        name,
        email: z.string().max(320).optional(),
      }),
    )
    .max(5000, 'has more than 5,000 entries')
    .optional(),
  tests: z.array(z.unknown()).max(1000, 'has more than 1,000 entries').optional(),
});

const kinds: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  tuple: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
};

/** What is wrong at a place of the file: "nodes.a1.label is missing". */
export function issueWords(issue: z.core.$ZodIssue, file: unknown): string {
  const path = issue.path.map(String).join('.');
  return `${path === '' ? 'the file' : path} ${problemWords(issue, file)}`;
}

function problemWords(issue: z.core.$ZodIssue, file: unknown): string {
  if (valueAt(file, issue.path) === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'has a name that is not allowed';
  if (issue.code === 'too_big' && issue.message.startsWith('Too')) return `is larger than ${String(issue.maximum)}`;
  return issue.message;
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    file,
  );
}
