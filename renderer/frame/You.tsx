// "You are": who sits at this window. It decides the bell and who an act is put down to. There is no sign-in.
import { Menu, Tooltip } from '@mantine/core';
import { ChevronsUpDown, UserPlus, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { run } from '../state/commands.ts';
import { present, usePeople } from '../state/people.ts';
import { changeSettings } from '../state/workspace.ts';
import { useYou } from '../state/you.ts';
import { PersonMark } from '../ui/Person.tsx';
import classes from './You.module.css';

function EverybodyMark(): ReactNode {
  return (
    <span aria-hidden className={classes.everybody}>
      <UsersRound size={14} />
    </span>
  );
}

/** The picker at the foot of the sidebar. */
export function You({ icons }: { readonly icons: boolean }): ReactNode {
  const users = usePeople((people) => people.users);
  const you = useYou();
  const here = present(users);
  const name = you?.name ?? 'Everybody';
  const mark = you ? <PersonMark name={name} /> : <EverybodyMark />;
  const pick = (id: string | null): void => void changeSettings({ you: id });
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <Tooltip disabled={!icons} label={`You are ${name}`} position="right">
          <button aria-label={`You are ${name}`} className={classes.you} data-icons={icons || undefined} type="button">
            {mark}
            {!icons && (
              <>
                <span className={classes.words}>
                  <span className={classes.caption}>You are</span>
                  <span className={classes.name}>{name}</span>
                </span>
                <ChevronsUpDown aria-hidden size={14} />
              </>
            )}
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Label>You are</Menu.Label>
        <Menu.RadioGroup onChange={(value) => pick(value === '' ? null : value)} value={you?.id ?? ''}>
          <Menu.RadioItem closeMenuOnClick value="">
            Everybody
          </Menu.RadioItem>
          {here.map((user) => (
            <Menu.RadioItem closeMenuOnClick key={user.id} value={user.id}>
              {user.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {here.length === 0 && (
          <>
            <Menu.Divider />
            <p className={classes.hint}>There are no users yet. Add those who are told about contacts, yourself too.</p>
            <Menu.Item leftSection={<UserPlus aria-hidden size={16} />} onClick={() => run('add-user')}>
              Add user…
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
