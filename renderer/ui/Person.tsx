// A colleague's name with a round sign, wherever one is named.
import type { ReactNode } from 'react';
import { whyNot, type User } from '../../shared/model/user.ts';
import { usePeople } from '../state/people.ts';
import classes from './Person.module.css';

/** "AS" for "Ana Silva": the first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => /^\P{M}\p{M}*/u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase();
}

/** The round sign alone; the name stands beside it or is said by what holds it. */
export function PersonMark({ name }: { readonly name: string }): ReactNode {
  return (
    <span aria-hidden className={classes.mark}>
      {initials(name) || '?'}
    </span>
  );
}

interface PersonProps {
  readonly user: User;
  /** In a narrow column: the reason is said on hover only. */
  readonly brief?: boolean;
}

/** A user as sign and name, with the reason when nobody can reach them: "Bo Lind, switched off". */
export function Person({ user, brief = false }: PersonProps): ReactNode {
  const why = whyNot(user);
  const words = why === undefined ? user.name : `${user.name}, ${why}`;
  return (
    <span className={classes.person} data-away={why !== undefined || undefined} title={brief ? words : undefined}>
      <PersonMark name={user.name} />
      <span className={classes.name}>{user.name}</span>
      {why !== undefined && !brief && <span className={classes.why}>{why}</span>}
    </span>
  );
}

/** A user by id; `nobody` stands for none. */
export function PersonById({
  id,
  nobody = 'Nobody',
  brief = false,
}: {
  readonly id: string | null;
  readonly nobody?: string;
  readonly brief?: boolean;
}): ReactNode {
  const user = usePeople(({ byId }) => (id === null ? undefined : byId.get(id)));
  return user ? <Person brief={brief} user={user} /> : <span className={classes.why}>{id === null ? nobody : id}</span>;
}
