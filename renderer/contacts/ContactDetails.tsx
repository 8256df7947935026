// What is known about a contact, field by field, beside its story.
import { Button } from '@mantine/core';
import { Pencil } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import type { Contact } from '../../shared/model/contact.ts';
import { toE164 } from '../../shared/phone.ts';
import { usePanes } from '../state/panes.ts';
import { PaneEdge } from '../ui/PaneEdge.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import classes from './contacts.module.css';
import { Tags } from './Tags.tsx';

interface ContactDetailsProps {
  readonly contact: Contact;
  /** Left out when the contact cannot be edited. */
  readonly onEdit: (() => void) | undefined;
}

/** The details pane. */
export function ContactDetails({ contact, onEdit }: ContactDetailsProps): ReactNode {
  const width = usePanes((panes) => panes.details);
  const number = contact.phone === '' ? undefined : toE164(contact.phone);
  return (
    <aside aria-label="Details" className={classes.details} style={{ '--details': `${width}px` } as CSSProperties}>
      <PaneEdge label="Width of the details" pane="details" side="left" />
      <div className={classes.detailsScroll}>
        <div className={classes.detailsHead}>
          <h2>Details</h2>
          {onEdit && (
            <Button leftSection={<Pencil size={14} />} onClick={onEdit} size="compact-sm" variant="subtle">
              Edit
            </Button>
          )}
        </div>
        <dl>
          <Detail label="First name" value={contact.firstName} />
          <Detail label="Last name" value={contact.lastName} />
          <Detail label="Email" value={contact.email} />
          <Detail label="Phone" value={contact.phone}>
            {number !== undefined && number !== contact.phone ? (
              <span className={classes.also}>{number}</span>
            ) : undefined}
          </Detail>
          <Detail label="Source" value={contact.source} />
          <Detail label="Tags" none="None">
            {contact.tags.length > 0 ? <Tags tags={contact.tags} /> : undefined}
          </Detail>
          {Object.entries(contact.custom).map(([name, value]) => (
            <Detail key={name} label={name} value={value} />
          ))}
          <Detail label="Created">
            <TimeText at={contact.createdAt} />
          </Detail>
          {contact.updatedAt !== contact.createdAt && (
            <Detail label="Last changed">
              <TimeText at={contact.updatedAt} />
            </Detail>
          )}
        </dl>
      </div>
    </aside>
  );
}

function Detail({
  label,
  value,
  none = 'Not known',
  children,
}: {
  readonly label: string;
  readonly value?: string;
  /** Stands for what is not there. */
  readonly none?: string;
  readonly children?: ReactNode;
}): ReactNode {
  const empty = (value === undefined || value === '') && children === undefined;
  return (
    <div>
      <dt>{label}</dt>
      <dd data-empty={empty || undefined}>
        {empty ? none : value}
        {children}
      </dd>
    </div>
  );
}
