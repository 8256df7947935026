// What the schema library finds, in words for people: its own speak of types and of undefined.
import type { z } from 'zod';

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

/** What is wrong at a place of what was read: "nodes.a1.label is missing". `whole` names all of it. */
export function issueWords(issue: z.core.$ZodIssue, read: unknown, whole = 'the file'): string {
  const path = issue.path.map(String).join('.');
  return `${path === '' ? whole : path} ${problemWords(issue, read)}`;
}

function problemWords(issue: z.core.$ZodIssue, read: unknown): string {
  if (valueAt(read, issue.path) === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? 'has a name that is not allowed';
  if (issue.code === 'too_big' && issue.message.startsWith('Too')) return `is larger than ${String(issue.maximum)}`;
  return issue.message;
}

function valueAt(read: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    read,
  );
}
