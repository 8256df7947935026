// Makes a pool, or edits one: its members in the order of their turns, each with a weight.
import { ActionIcon, Button, Group, Modal, NumberInput, Stack, TextInput, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import type { Pool } from '../../shared/model/pool.ts';
import { problemWords, type Problem } from '../../shared/model/problem.ts';
import { request } from '../api.ts';
import { present, usePeople } from '../state/people.ts';
import { toast } from '../state/toasts.ts';
import { PersonById } from '../ui/Person.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { clampWeight, moved, shareWords, type Member } from './members.ts';
import classes from './users.module.css';

interface MemberRowProps {
  readonly member: Member;
  readonly members: readonly Member[];
  readonly at: number;
  readonly name: string;
  readonly onChange: (members: readonly Member[]) => void;
}

function MemberRow({ member, members, at, name, onChange }: MemberRowProps): ReactNode {
  const button = (label: string, icon: ReactNode, next: readonly Member[], disabled = false): ReactNode => (
    <Tooltip label={label}>
      <ActionIcon aria-label={`${label}: ${name}`} disabled={disabled} onClick={() => onChange(next)} size={28}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <li className={classes.member}>
      <span className={classes.turn}>{at + 1}</span>
      <PersonById id={member.user} />
      <NumberInput
        aria-label={`Weight of ${name}`}
        clampBehavior="blur"
        max={100}
        min={1}
        onChange={(value) =>
          onChange(members.map((one) => (one.user === member.user ? { ...one, weight: clampWeight(value) } : one)))
        }
        value={member.weight}
      />
      <span className={classes.share}>{shareWords(member, members)}</span>
      {button('Move up', <ArrowUp size={16} />, moved(members, at, -1), at === 0)}
      {button('Move down', <ArrowDown size={16} />, moved(members, at, 1), at === members.length - 1)}
      {button(
        'Take out',
        <X size={16} />,
        members.filter((one) => one.user !== member.user),
      )}
    </li>
  );
}

interface PoolFormProps {
  /** Undefined makes a new one. */
  readonly pool: Pool | undefined;
  readonly onClose: () => void;
}

function PoolForm({ pool, onClose }: PoolFormProps): ReactNode {
  const { users, byId } = usePeople();
  const [name, setName] = useState(pool?.name ?? '');
  const [members, setMembers] = useState<readonly Member[]>(pool?.members ?? []);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const added = useRef(false);
  const add = (user: string | null): void => {
    if (user === null) return;
    added.current = true;
    setMembers([...members, { user, weight: 1 }]);
  };
  useEffect(() => {
    if (added.current) field.current?.focus();
    added.current = false;
  }, [members]);
  const ofName = problem?.where?.field === 'name';
  const fault = tried && name.trim() === '' ? 'Give the pool a name.' : ofName && problemWords(problem);
  const free = present(users).filter((user) => members.every((member) => member.user !== user.id));
  const save = async (): Promise<void> => {
    setBusy(true);
    const done = await request('pools.save', { id: pool?.id ?? null, name: name.trim(), members: [...members] });
    setBusy(false);
    if (!done.ok) return setProblem(done.problem);
    toast(`The pool “${name.trim()}” was saved.`);
    onClose();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && !busy) void save();
  };
  return (
    <form noValidate onSubmit={onSubmit}>
      <Stack gap="lg">
        <TextInput
          data-autofocus
          error={fault}
          label="Name"
          maxLength={limits.name}
          onChange={(event) => setName(event.currentTarget.value)}
          value={name}
        />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>Members, in the order of their turns</legend>
          {members.length === 0 && <p className={classes.none}>Nobody yet. A pool without members assigns nobody.</p>}
          <ol className={classes.members}>
            {members.map((member, at) => (
              <MemberRow
                at={at}
                key={member.user}
                member={member}
                members={members}
                name={byId.get(member.user)?.name ?? member.user}
                onChange={setMembers}
              />
            ))}
          </ol>
          <SearchSelect
            aria-label="Add a member"
            data={free.map((user) => ({ value: user.id, label: user.name }))}
            disabled={free.length === 0}
            // A new field after each choice, so that it is empty again.
            key={members.length}
            onChange={add}
            ref={field}
            placeholder={free.length === 0 ? 'Every user is a member' : 'Add a member'}
          />
        </fieldset>
        {problem && !ofName && <ProblemNote problem={problem} />}
        <Group justify="flex-end">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={busy} type="submit">
            {pool ? 'Save pool' : 'Create pool'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PoolDialogProps extends PoolFormProps {
  readonly opened: boolean;
}

/** The dialog; its form is new each time it opens. */
export function PoolDialog({ opened, pool, onClose }: PoolDialogProps): ReactNode {
  return (
    <Modal onClose={onClose} opened={opened} size={560} title={pool ? `Edit “${pool.name}”` : 'New pool'}>
      <PoolForm onClose={onClose} pool={pool} />
    </Modal>
  );
}
