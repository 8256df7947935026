// An ordered list of users, each with a weight where the split asks for one, and who is next in their rotation.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, UserRoundX, X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { Share, SharesField } from '../../shared/fields/index.ts';
import { isEligible } from '../../shared/model/user.ts';
import { present, usePeople } from '../state/people.ts';
import { useDocument, useSession } from '../state/session.ts';
import { Person } from '../ui/Person.tsx';
import { AddUser } from './AddUser.tsx';
import type { FieldProps } from './field-props.ts';
import { FirstUser } from './FirstUser.tsx';
import classes from './form.module.css';
import { useKeyFor } from './keys.ts';
import { RotationStrip } from './RotationStrip.tsx';
import { WholeNumber } from './WholeNumber.tsx';

type Props = FieldProps<SharesField, readonly Share[]>;

export function SharesWidget({
  value,
  onChange,
  inputId,
  labelId,
  describedBy,
  invalid,
  disabled,
  config,
  node,
}: Props): ReactNode {
  const { builder } = useSession();
  const users = usePeople((people) => people.users);
  const directory = useDocument(({ picture }) => picture.directory);
  const keyFor = useKeyFor('user');
  const list = useRef<HTMLOListElement>(null);
  const weighted = config['split'] !== undefined && config['split'] !== 'equal';
  const chosen = new Set(value.map((share) => directory.user(share.user)?.id));
  const here = present(users);
  const free = here.filter((user) => !chosen.has(user.id));

  const move = (from: number, to: number): void => {
    const next = [...value];
    const [share] = next.splice(from, 1);
    if (share === undefined) return;
    next.splice(to, 0, share);
    onChange(next);
    builder.say(`${directory.name(share.user)} is now number ${to + 1}`);
  };
  const remove = (at: number): void => {
    onChange(value.filter((_, index) => index !== at));
    // The row that held the focus is gone: its neighbour takes it, or the field that adds one.
    const next = list.current?.children[at + 1] ?? list.current?.children[at - 1];
    const target = next?.querySelector<HTMLElement>('[data-remove]') ?? document.getElementById(inputId);
    target?.focus();
  };

  return (
    <div>
      <ol aria-labelledby={labelId} className={classes.rows} ref={list}>
        {value.map((share, index) => {
          const user = directory.user(share.user);
          const name = directory.name(share.user);
          return (
            <li className={classes.row} key={share.user}>
              <span className={classes.rowNumber}>{index + 1}</span>
              <span className={classes.rowName}>
                {user === undefined ? (
                  <span className={classes.finding}>
                    <UserRoundX aria-hidden size={16} /> {name} (not here)
                  </span>
                ) : (
                  <Person user={user} />
                )}
              </span>
              {weighted && (
                <WholeNumber
                  aria-label={`Weight of ${name}`}
                  disabled={disabled}
                  max={100}
                  min={1}
                  onChange={(weight) =>
                    onChange(
                      value.map((one, at) => (at === index ? { ...one, weight } : one)),
                      'typing',
                    )
                  }
                  value={share.weight ?? 1}
                  w={64}
                />
              )}
              {!disabled && (
                <>
                  <RowButton
                    disabled={index === 0}
                    icon={<ArrowUp size={14} />}
                    label={`Move ${name} up`}
                    onClick={() => move(index, index - 1)}
                  />
                  <RowButton
                    disabled={index === value.length - 1}
                    icon={<ArrowDown size={14} />}
                    label={`Move ${name} down`}
                    onClick={() => move(index, index + 1)}
                  />
                  <RowButton icon={<X size={14} />} label={`Remove ${name}`} onClick={() => remove(index)} removes />
                </>
              )}
            </li>
          );
        })}
      </ol>
      {here.length === 0 && <FirstUser describedBy={describedBy} disabled={disabled} inputId={inputId} />}
      {!disabled && here.length > 0 && (
        <AddUser
          describedBy={describedBy}
          // With somebody chosen, who is next stands below, and is read before another is added.
          eager={value.length === 0}
          inputId={inputId}
          invalid={invalid}
          nobody="All users are in the list"
          onAdd={(id) => onChange([...value, { user: keyFor(id) }])}
          placeholder={value.length === 0 ? 'Choose one or more users' : 'Add a user'}
          users={free}
        />
      )}
      {!disabled && free.length > 1 && value.length === 0 && (
        <Button
          mt={4}
          onClick={() => onChange(free.filter(isEligible).map((user) => ({ user: keyFor(user.id) })))}
          size="compact-xs"
          variant="subtle"
        >
          Add all active users
        </Button>
      )}
      {value.length > 1 && <RotationStrip node={node} />}
    </div>
  );
}

interface RowButtonProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly removes?: boolean;
}

function RowButton({ icon, label, onClick, disabled = false, removes = false }: RowButtonProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} data-remove={removes || undefined} disabled={disabled} onClick={onClick} size={28}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
