// Users and pools, named by the keys of the workflow file.
import { z } from 'zod';
import type { Directory } from '../model/directory.ts';
import type { Problem } from '../model/problem.ts';
import type { Field, Options } from './field.ts';

const key = z.string().min(1).max(200);

/** A user in a rotation; the weight counts only in an uneven split (default 1). */
export interface Share {
  readonly user: string;
  readonly weight?: number;
}

export interface SharesField extends Field<readonly Share[]> {
  readonly kind: 'shares';
}

/** An ordered list of users with weights. */
export function shares(options: Options & { required: string }): SharesField {
  const { required, ...rest } = options;
  return {
    kind: 'shares',
    ...rest,
    schema: z.array(z.looseObject({ user: key, weight: z.number().int().min(1).max(100).optional() })).max(1000),
    initial: [],
    optional: false,
    keys: { kind: 'user', map: (value, rename) => value.map((share) => ({ ...share, user: rename(share.user) })) },
    check: (value, directory) => [
      ...(value.length === 0 ? [{ code: 'empty', message: required }] : []),
      ...missingUsers(
        value.map((share) => share.user),
        directory,
      ),
      ...twice(
        value.map((share) => share.user),
        directory,
      ),
    ],
  };
}

export interface UsersField extends Field<readonly string[]> {
  readonly kind: 'users';
}

/** A list of users. */
export function users(options: Options & { required: string }): UsersField {
  const { required, ...rest } = options;
  return {
    kind: 'users',
    ...rest,
    schema: z.array(key).max(1000),
    initial: [],
    optional: false,
    keys: { kind: 'user', map: (value, rename) => value.map(rename) },
    check: (value, directory) => [
      ...(value.length === 0 ? [{ code: 'empty', message: required }] : []),
      ...missingUsers(value, directory),
    ],
  };
}

export interface UserField extends Field<string> {
  readonly kind: 'user';
}

/** One user. */
export function user(options: Options & { required: string }): UserField {
  const { required, ...rest } = options;
  return {
    kind: 'user',
    ...rest,
    schema: z.string().max(200),
    initial: '',
    optional: false,
    keys: { kind: 'user', map: (value, rename) => (value === '' ? value : rename(value)) },
    check: (value, directory) =>
      value === '' ? [{ code: 'empty', message: required }] : missingUsers([value], directory),
  };
}

export interface PoolField extends Field<string> {
  readonly kind: 'pool';
}

/** One pool. */
export function pool(options: Options & { required: string }): PoolField {
  const { required, ...rest } = options;
  return {
    kind: 'pool',
    ...rest,
    schema: z.string().max(200),
    initial: '',
    optional: false,
    keys: { kind: 'pool', map: (value, rename) => (value === '' ? value : rename(value)) },
    check: (value, directory) => {
      if (value === '') return [{ code: 'empty', message: required }];
      return directory.pool(value) === undefined ? [notHere(directory.name(value), 'pool')] : [];
    },
  };
}

function missingUsers(keys: readonly string[], directory: Directory): readonly Problem[] {
  return keys.filter((one) => directory.user(one) === undefined).map((one) => notHere(directory.name(one), 'user'));
}

/** Said of a user or pool that a workflow names and nobody here is. */
export function notHereWords(name: string): string {
  return `${name} is not in this workspace.`;
}

function notHere(name: string, kind: 'user' | 'pool'): Problem {
  return {
    code: `${kind}-not-here`,
    message: notHereWords(name),
    fix: `Choose another ${kind}, or add ${name} first.`,
  };
}

function twice(keys: readonly string[], directory: Directory): readonly Problem[] {
  const seen = new Set<string>();
  // Two keys of a file may have been chosen to be one user here.
  const users = keys.map((one) => ({ id: directory.user(one)?.id ?? one, name: directory.name(one) }));
  const doubled = users.filter(({ id }) => seen.size === seen.add(id).size);
  const names = new Map(doubled.map(({ id, name }) => [id, name]));
  return [...names.values()].map((name) => ({
    code: 'user-twice',
    message: `${name} stands in the list twice.`,
    fix: 'Take one out; for a larger share use a weight.',
  }));
}
