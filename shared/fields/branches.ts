// Named branches with conditions; each is a port of its own.
import { z } from 'zod';
import { limits } from '../model/limits.ts';
import { checkGroup, groupsSchema, type Groups } from './conditions.ts';
import type { Field, Options } from './field.ts';

export interface Branch {
  /** Id of the port by which the branch leaves. */
  readonly port: string;
  readonly name: string;
  readonly groups: Groups;
}

export interface BranchesField extends Field<readonly Branch[]> {
  readonly kind: 'branches';
}

export function branches(options: Options & { initial: readonly Branch[] }): BranchesField {
  return {
    kind: 'branches',
    ...options,
    schema: z
      .array(
        z.looseObject({
          port: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
          name: z.string().max(limits.name),
          groups: groupsSchema,
        }),
      )
      .max(50),
    optional: false,
    check: (value) => [
      ...(value.length === 0 ? [{ code: 'no-branch', message: 'There is no branch.', fix: 'Add a branch.' }] : []),
      ...(new Set([...value.map((one) => one.port), 'none']).size <= value.length
        ? [{ code: 'port-twice', message: 'Two branches have the same id.', fix: 'Remove one and add it again.' }]
        : []),
      ...value.flatMap((branch) =>
        branch.groups.length === 0
          ? [
              {
                code: 'no-conditions',
                message: `Branch “${branch.name}” has no conditions.`,
                fix: 'Add a condition, or remove the branch.',
              },
            ]
          : branch.groups.flatMap((group, at) =>
              checkGroup(group, at).map((problem) => ({
                ...problem,
                message: `Branch “${branch.name}”: ${problem.message}`,
              })),
            ),
      ),
    ],
  };
}
