// The bell: what this workspace's workflows have told you. A click goes to the contact or the conversation.
import { ActionIcon, Button, Indicator, Popover, Tooltip } from '@mantine/core';
import { Bell as BellIcon, CheckCheck } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { OutboxRow } from '../../shared/ipc-types.ts';
import { ask, useRequest } from '../api.ts';
import { go } from '../state/ui.ts';
import { useYou } from '../state/you.ts';
import { counted } from '../ui/plural.ts';
import { TimeText } from '../ui/TimeText.tsx';
import classes from './Bell.module.css';
import { focusScreen } from './panes.ts';

interface NoticeProps {
  readonly row: OutboxRow;
  /** Everybody is looking: say whose it is. */
  readonly named: boolean;
  readonly onOpen: () => void;
}

function Notice({ row: { message, contactName }, named, onOpen }: NoticeProps): ReactNode {
  const unread = message.read !== true;
  const about = named ? `${message.to.name} · ${contactName}` : contactName;
  return (
    <button className={classes.notice} data-unread={unread || undefined} onClick={onOpen} type="button">
      <span className={classes.title} title={message.title}>
        {unread && <span className="sr-only">Unread: </span>}
        {message.title}
      </span>
      <span className={classes.text} title={message.text}>
        {message.text}
      </span>
      <span className={classes.foot}>
        <span className={classes.about} title={about}>
          {about}
        </span>
        <span className={classes.when}>
          {' '}
          · <TimeText at={message.at} />
        </span>
      </span>
    </button>
  );
}

/** The bell with its list. */
export function Bell(): ReactNode {
  const [opened, setOpened] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { value } = useRequest('bell.list', {}, { refreshOn: (changed) => changed.outbox || changed.settings });
  const everybody = useYou() === undefined;
  const unread = value?.unread ?? 0;
  const rows = value?.rows ?? [];
  /** Unread ones that are older than all in the list. */
  const older = unread - rows.filter(({ message }) => message.read !== true).length;
  const open = ({ message }: OutboxRow): void => {
    setOpened(false);
    void ask('bell.read', { keys: [message.key] });
    go({ to: message.redirect, id: message.contact });
    focusScreen();
  };
  const readAll = (): void => {
    void ask('bell.readAll', {});
    // The button goes with the last unread notice.
    heading.current?.focus();
  };
  const openOutbox = (): void => {
    setOpened(false);
    go({ to: 'outbox' });
    focusScreen();
  };
  const name = unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`;
  return (
    <Popover onChange={setOpened} opened={opened} position="right-start" returnFocus trapFocus width={360}>
      <Popover.Target>
        <Tooltip label="Notifications" position="right">
          <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} offset={6} size={16}>
            <ActionIcon aria-label={name} onClick={() => setOpened(!opened)}>
              <BellIcon size={16} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notifications" p={0}>
        <div className={classes.head}>
          <h2 className={classes.heading} ref={heading} tabIndex={-1}>
            Notifications
          </h2>
          {unread > 0 && (
            <Button leftSection={<CheckCheck size={14} />} onClick={readAll} size="compact-sm" variant="subtle">
              Mark all as read
            </Button>
          )}
        </div>
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.message.key}>
              <Notice named={everybody} onOpen={() => open(row)} row={row} />
            </li>
          ))}
        </ul>
        {older > 0 && (
          <div className={classes.older}>
            {counted(older, 'older one is', 'older ones are')} unread too.
            <Button onClick={openOutbox} size="compact-sm" variant="subtle">
              Open the outbox
            </Button>
          </div>
        )}
        {rows.length === 0 && (
          <p className={classes.empty}>Nothing yet. Workflows tell you here when a contact becomes yours.</p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
