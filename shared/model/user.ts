// A colleague who can own contacts and be told about them.
import { z } from 'zod';
import { limits } from './limits.ts';
import { unsafeKeys } from './unsafe-keys.ts';

/** The id is a slug minted once from the name ("ana"); workflow files name users by it. */
export const userSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1).max(limits.user.name),
  email: z.string().max(limits.user.email),
  phone: z.string().max(limits.user.phone),
  active: z.boolean(),
  /** Set when the user was removed (ms since 1970); kept so that old traces still have a name. */
  removedAt: z.number().int().optional(),
});

export type User = z.infer<typeof userSchema>;

/** What a person types, or a CSV row gives, for a user. */
export type UserDraft = Pick<User, 'name' | 'email' | 'phone' | 'active'>;

/** What a list of users says of one. What it leaves out stays as it is for a user who is there, and is `unsaid` for a new one. */
export type ListedUser = Pick<UserDraft, 'name' | 'email'> & Partial<UserDraft>;
export const unsaid: Pick<UserDraft, 'phone' | 'active'> = { phone: '', active: true };

export const usersDocumentSchema = z.object({ users: z.array(userSchema) });
export type UsersDocument = z.infer<typeof usersDocumentSchema>;

/** True for a user who can be picked or told now. */
export function isEligible(user: User | undefined): boolean {
  return user !== undefined && user.active && user.removedAt === undefined;
}

/** Why a user cannot be picked or told now, in words; undefined when nothing is in the way. */
export function whyNot(user: User | undefined): string | undefined {
  if (user === undefined) return 'not in this workspace';
  if (user.removedAt !== undefined) return 'removed';
  if (!user.active) return 'switched off';
  return undefined;
}

/** A free id for a new user: the first word of the name, then with a number (ana, ana-2, ...). */
export function mintUserId(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const base = /[a-z0-9]+/.exec(plain)?.[0].slice(0, 40) ?? 'user';
  if (!taken.has(base) && !unsafeKeys.has(base)) return base;
  let n = 2;
  while (taken.has(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
}
