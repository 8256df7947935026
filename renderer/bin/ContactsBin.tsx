// Deleted contacts: bring one back, or erase its data before its thirty days are over.
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { BinnedContact } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { ask } from '../api.ts';
import { eraseContact, eraseWords, restoreContacts } from '../contacts/contact-acts.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageTools } from '../ui/Page.tsx';
import { counted } from '../ui/plural.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import classes from './bin.module.css';

const nothing = {};

async function eraseAll(count: number): Promise<void> {
  const yes = await confirm({
    title: `Erase ${counted(count, 'contact')}?`,
    message: eraseWords,
    action: `Erase ${counted(count, 'contact')}`,
    danger: true,
  });
  if (!yes) return;
  const done = await ask('bin.emptyContacts', {});
  if (done !== undefined) toast(`${counted(done.erased, 'contact')} erased.`);
}

/** The contacts in the bin. */
export function ContactsBin(): ReactNode {
  const { total, problem, rowAt, show, reload } = usePagedRows('bin.contacts', nothing, (changed) => changed.contacts);
  const table = useRef<HTMLDivElement>(null);
  if (problem && total === undefined)
    return (
      <div className={classes.pad}>
        <ProblemNote onRetry={reload} problem={problem} />
      </div>
    );
  if (total === undefined) return <Loading what="deleted contacts" />;
  if (total === 0) return <EmptyState icon={Trash2} sentence="No contact is in the bin." />;
  const erase = async ({ contact }: BinnedContact): Promise<void> => {
    if (await eraseContact(contact)) table.current?.focus();
  };
  const columns: readonly Column<BinnedContact>[] = [
    {
      key: 'name',
      header: 'Contact',
      width: 'minmax(160px, 2fr)',
      cell: ({ contact }) => <span className={classes.name}>{contactName(contact)}</span>,
    },
    {
      key: 'email',
      header: 'Email',
      width: 'minmax(140px, 2fr)',
      cell: ({ contact }) => contact.email,
    },
    {
      key: 'deleted',
      header: 'Deleted',
      width: 'minmax(100px, 1fr)',
      cell: ({ deletedAt }) => <TimeText at={deletedAt} />,
    },
    {
      key: 'goes',
      header: 'Data goes',
      width: 'minmax(100px, 1fr)',
      cell: ({ goesAt }) => <TimeText at={goesAt} />,
    },
    {
      key: 'acts',
      header: 'What to do',
      quiet: true,
      width: '200px',
      align: 'end',
      cell: (row, tab) => (
        <span className={classes.acts}>
          <Button
            aria-label={`Bring ${contactName(row.contact)} back`}
            onClick={() => void restoreContacts([row.contact.id]).then(() => table.current?.focus())}
            size="compact-sm"
            tabIndex={tab}
            variant="default"
          >
            Bring back
          </Button>
          <Button
            aria-label={`Erase ${contactName(row.contact)}`}
            color="brick"
            onClick={() => void erase(row)}
            size="compact-sm"
            tabIndex={tab}
            variant="subtle"
          >
            Erase…
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <PageTools>
        <span className={classes.say}>Contacts stay here for 30 days, then their data is erased.</span>
        <Button color="brick" onClick={() => void eraseAll(total)} variant="light">
          Empty the bin…
        </Button>
      </PageTools>
      <VirtualTable
        columns={columns}
        count={total}
        label="Deleted contacts"
        onDelete={(row) => void erase(row)}
        onOpen={({ contact }) => go({ to: 'contact', id: contact.id })}
        onRange={show}
        ref={table}
        rowAt={rowAt}
        rowKey={({ contact }) => contact.id}
        rowName={({ contact }) => contactName(contact)}
      />
    </>
  );
}
