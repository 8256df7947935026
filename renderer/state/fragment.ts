// Copied steps as text: a workflow file with a flag, so that they can be pasted in another window, a chat or a file.
import { z } from 'zod';
import { usedKeys } from '../../shared/file/requires.ts';
import { emailKey } from '../../shared/model/contact.ts';
import type { People } from '../../shared/model/directory.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import {
  boundId,
  emptyWorkflow,
  WORKFLOW_FORMAT,
  WORKFLOW_FORMAT_VERSION,
  type Bindings,
  type Workflow,
} from '../../shared/model/workflow.ts';

const name = z.string().max(200);
const place = z.tuple([z.number().int(), z.number().int()]);
const fragmentSchema = z.object({
  format: z.literal(WORKFLOW_FORMAT),
  formatVersion: z.literal(WORKFLOW_FORMAT_VERSION),
  fragment: z.literal(true),
  nodes: z.record(
    name,
    z.object({
      type: name,
      typeVersion: z.number().int().min(1),
      label: name,
      disabled: z.boolean().optional(),
      config: z.record(z.string(), z.unknown()),
    }),
  ),
  edges: z.array(z.object({ from: name, port: name, to: name })).max(10_000),
  layout: z.record(name, place),
  requires: z
    .array(z.object({ key: name, kind: z.enum(['user', 'pool']), name, email: z.string().max(320).optional() }))
    .max(10_000),
});

/** The copied steps as text. */
export function writeFragment(copied: Workflow): string {
  const { format, formatVersion, nodes, edges, layout, requires } = copied;
  return JSON.stringify({ format, formatVersion, fragment: true, nodes, edges, layout, requires }, null, 2);
}

/** Reads copied steps; text that is something else is refused. */
export function readFragment(text: string): Result<Workflow> {
  const refused = bad<Workflow>('not-a-fragment', 'What was copied are no workflow steps.', {
    fix: 'Copy steps on a canvas first.',
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refused;
  }
  const read = fragmentSchema.safeParse(parsed);
  if (!read.success) return refused;
  const { nodes, edges, layout, requires } = read.data;
  return good({ ...emptyWorkflow('fragment', 'Copied steps'), nodes, edges, layout, requires } as Workflow);
}

/**
 * Whom the keys of copied steps mean here: people are told by their e-mail address, never by a key that happens to be
 * the same. Refused when the workflow uses such a key for somebody else.
 */
export function bindFragment(copied: Workflow, into: Workflow, bindings: Bindings, people: People): Result<Bindings> {
  const used = usedKeys(into);
  const bound: Record<string, string | null> = { ...bindings };
  for (const { key, kind, name, email } of copied.requires) {
    const meant = kind === 'pool' ? poolNamed(people, name) : userWith(people, email);
    if (boundId(bindings, key) === meant) continue;
    if (used.some((use) => use.key === key)) {
      return bad('other-person', `The steps name ${name}, and this workflow means somebody else by “${key}”.`, {
        fix: 'Paste them into another workflow, or choose the users anew.',
      });
    }
    bound[key] = meant;
  }
  return good(bound);
}

function userWith(people: People, email: string | undefined): string | null {
  if (email === undefined) return null;
  const found = [...people.users.values()].find(
    (user) => user.removedAt === undefined && emailKey(user.email) === emailKey(email),
  );
  return found?.id ?? null;
}

function poolNamed(people: People, name: string): string | null {
  return [...people.pools.values()].find((pool) => pool.name === name)?.id ?? null;
}
