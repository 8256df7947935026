// What can be done to users and pools, each with its question or its way back.
import type { ReactNode } from 'react';
import type { OwnersChanged, UserTouches } from '../../shared/ipc-types.ts';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import { ask } from '../api.ts';
import { giveBack, ownersWords, setOwners } from '../contacts/contact-acts.ts';
import { confirm } from '../state/confirm.ts';
import { showContacts } from '../state/contacts.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { counted } from '../ui/plural.ts';
import { HandOver, type NewOwner } from './HandOver.tsx';
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
            {counted(contacts, 'contact has', 'contacts have')} {name} as the owner.
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

/** Removes a user after showing what that touches and offering to give the contacts away, with Undo. */
export async function removeUser(user: User): Promise<void> {
  const { id, name } = user;
  let to: NewOwner;
  const touches = await ask('users.touches', { id });
  if (!touches) return;
  const yes = await confirm({
    title: `Remove ${name}?`,
    message: (
      <>
        <Touches name={name} touches={touches} />
        {touches.contacts > 0 && (
          <HandOver contacts={touches.contacts} onChoose={(owner) => (to = owner)} user={user} />
        )}
      </>
    ),
    action: 'Remove user',
    danger: true,
  });
  if (!yes || (await ask('users.remove', { id })) === undefined) return;
  const removed = `${name} was removed.`;
  // After the removal no workflow gives the user another contact.
  const given = to === undefined ? undefined : await handOver(id, to);
  if (to === undefined || given === undefined) return toast(removed, () => void ask('users.restore', { id }));
  toast(`${removed} ${ownersWords(given.changed, to)}`, () => void undo(id, given.before));
}

async function handOver(from: string, to: User | null): Promise<OwnersChanged | undefined> {
  const ids = await ask('contacts.ids', { search: '', owner: from });
  return ids && setOwners(ids, to?.id ?? null);
}

async function undo(id: string, before: OwnersChanged['before']): Promise<void> {
  if ((await ask('users.restore', { id })) !== undefined) await giveBack(before);
}

/** The contacts of a user, where they can be given to somebody else. */
export function showContactsOf({ id }: User): void {
  showContacts({ typed: '', owner: id });
  go({ to: 'contacts' });
}

/** Switches a user off or on, with Undo. */
export async function setActive(user: User, active: boolean): Promise<void> {
  const { id, name, email, phone } = user;
  const save = (on: boolean): Promise<null | undefined> =>
    ask('users.update', { id, draft: { name, email, phone, active: on } });
  if ((await save(active)) === undefined) return;
  if (active) return toast(`${name} is switched on and takes contacts again.`, () => void save(false));
  const owns = (await ask('users.touches', { id }))?.contacts ?? 0;
  const stays = owns === 0 ? '' : ` ${counted(owns, 'contact stays', 'contacts stay')} with ${name}.`;
  toast(`${name} is switched off. New contacts go to the others.${stays}`, () => void save(true));
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
