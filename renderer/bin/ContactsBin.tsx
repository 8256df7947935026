// Deleted contacts: bring one back, or erase its data before its thirty days are over.
import type { ReactNode } from 'react';
import type { BinnedContact } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { ask } from '../api.ts';
import { eraseContact, eraseWords, restoreContacts } from '../contacts/contact-acts.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { counted } from '../ui/plural.ts';
import { TimeText } from '../ui/TimeText.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { BinTable } from './BinTable.tsx';

const nothing = {};

const columns: readonly Column<BinnedContact>[] = [
  { key: 'email', header: 'Email', width: 'minmax(140px, 2fr)', cell: ({ contact }) => contact.email },
  {
    key: 'deleted',
    header: 'Deleted',
    width: 'minmax(100px, 1fr)',
    cell: ({ deletedAt }) => <TimeText at={deletedAt} />,
  },
  { key: 'goes', header: 'Data goes', width: 'minmax(100px, 1fr)', cell: ({ goesAt }) => <TimeText at={goesAt} /> },
];

const remove = {
  word: 'Erase…',
  named: (name: string) => `Erase ${name}`,
  width: 200,
  act: ({ contact }: BinnedContact) => eraseContact(contact),
};

async function eraseAll(count: number): Promise<void> {
  const what = `Erase ${counted(count, 'contact')}`;
  if (!(await confirm({ title: `${what}?`, message: eraseWords, action: what, danger: true }))) return;
  const done = await ask('bin.emptyContacts', {});
  if (done !== undefined) toast(`${counted(done.erased, 'contact')} erased.`);
}

/** The contacts in the bin. */
export function ContactsBin(): ReactNode {
  const { total, problem, rowAt, show, reload } = usePagedRows('bin.contacts', nothing, (changed) => changed.contacts);
  return (
    <BinTable
      bringBack={({ contact }) => restoreContacts([contact.id])}
      columns={columns}
      empty={() => eraseAll(total ?? 0)}
      noun="contact"
      onOpen={({ contact }) => go({ to: 'contact', id: contact.id })}
      onRange={show}
      onRetry={reload}
      problem={problem}
      remove={remove}
      rowAt={rowAt}
      rowKey={({ contact }) => contact.id}
      rowName={({ contact }) => contactName(contact)}
      say="Contacts stay here for 30 days, then their data is erased."
      total={total}
    />
  );
}
