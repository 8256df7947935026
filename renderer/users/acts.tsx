// What can be done to users and pools, each with its question or its way back.
import type { ReactNode } from 'react';
import type { UserTouches } from '../../shared/ipc-types.ts';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import { ask } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { counted } from '../ui/plural.ts';
import classes from './users.module.css';

function Touches({ touches, name }: { readonly touches: UserTouches; readonly name: string }): ReactNode {
  const { workflows, pools, contacts, queuedMessages } = touches;
  const nothing = workflows.length + pools.length + contacts + queuedMessages === 0;
  if (nothing) return <>Nothing depends on {name}.</>;
  return (
    <>
      What this touches:
      <ul className={classes.touches}>
        {workflows.map(({ id, name: workflow, step }) => (
          <li key={`${id} ${step}`}>
            “{step}” in “{workflow}” goes on with the users who remain.
          </li>
        ))}
        {pools.map((pool) => (
          <li key={pool}>
            The pool “{pool}” goes on without {name}.
          </li>
        ))}
        {contacts > 0 && (
          <li>
            {counted(contacts, 'contact stays', 'contacts stay')} with {name} until you hand them over.
          </li>
        )}
        {queuedMessages > 0 && (
          <li>
            {counted(queuedMessages, 'waiting message', 'waiting messages')} to {name} will not be sent.
          </li>
        )}
      </ul>
    </>
  );
}

/** Removes a user after showing what that touches, with Undo. */
export async function removeUser({ id, name }: User): Promise<void> {
  const touches = await ask('users.touches', { id });
  if (!touches) return;
  const yes = await confirm({
    title: `Remove ${name}?`,
    message: <Touches name={name} touches={touches} />,
    action: 'Remove user',
    danger: true,
  });
  if (!yes || (await ask('users.remove', { id })) === undefined) return;
  toast(`${name} was removed.`, () => void ask('users.restore', { id }));
}

/** Switches a user off or on, with Undo. */
export async function setActive(user: User, active: boolean): Promise<void> {
  const { id, name, email, phone } = user;
  const save = (on: boolean): Promise<null | undefined> =>
    ask('users.update', { id, draft: { name, email, phone, active: on } });
  if ((await save(active)) === undefined) return;
  const words = active
    ? `${name} is switched on and takes contacts again.`
    : `${name} is switched off. New contacts go to the others.`;
  toast(words, () => void save(!active));
}

/** Removes a pool after a question: it cannot be brought back. */
export async function removePool({ id, name, members }: Pool): Promise<void> {
  const yes = await confirm({
    title: `Remove the pool “${name}”?`,
    message: `Its ${counted(members.length, 'member stays a user', 'members stay users')}; its rotation is forgotten. Workflows that assign from it have to be given another pool before they can be published again.`,
    action: 'Remove pool',
    danger: true,
  });
  if (yes && (await ask('pools.remove', { id })) !== undefined) toast(`The pool “${name}” was removed.`);
}
