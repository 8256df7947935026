// Widgets that choose people: one user, several users, a pool. Somebody who is not here any more stays visible.
import { MultiSelect, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PoolField, UserField, UsersField } from '../../shared/fields/index.ts';
import { whyNot } from '../../shared/model/user.ts';
import { boundId } from '../../shared/model/workflow.ts';
import { present, usePeople } from '../state/people.ts';
import { useDocument } from '../state/session.ts';
import type { FieldProps } from './field-props.ts';
import { FirstUser } from './FirstUser.tsx';
import { useKeyFor } from './keys.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** The users as options by id, and those keys that mean nobody here by their key. */
export function useUserOptions(keys: readonly string[]): {
  readonly options: readonly Option[];
  readonly valueOf: (key: string) => string;
} {
  const users = usePeople((people) => people.users);
  const bindings = useDocument((state) => state.bindings);
  const directory = useDocument(({ picture }) => picture.directory);
  const here = present(users);
  const ids = new Set(here.map((user) => user.id));
  const valueOf = (key: string): string => {
    const id = boundId(bindings, key);
    return id !== null && ids.has(id) ? id : `missing ${key}`;
  };
  const missing = keys
    .filter((key) => valueOf(key).startsWith('missing '))
    .map((key) => ({ value: valueOf(key), label: `${directory.name(key)} (not here)` }));
  const options = here.map((user) => ({
    value: user.id,
    label: whyNot(user) === undefined ? user.name : `${user.name} (${whyNot(user)})`,
  }));
  return { options: [...options, ...missing], valueOf };
}

export function UserWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<UserField, string>): ReactNode {
  const { options, valueOf } = useUserOptions(value === '' ? [] : [value]);
  const keyFor = useKeyFor('user');
  if (options.length === 0) return <FirstUser describedBy={describedBy} disabled={disabled} inputId={inputId} />;
  return (
    <Select
      aria-describedby={describedBy}
      data={options}
      disabled={disabled}
      error={invalid}
      id={inputId}
      nothingFoundMessage="No user of that name"
      onChange={(id) => id !== null && onChange(keyFor(id))}
      placeholder="Choose a user"
      searchable
      value={value === '' ? null : valueOf(value)}
    />
  );
}

export function UsersWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<UsersField, readonly string[]>): ReactNode {
  const { options, valueOf } = useUserOptions(value);
  const keyFor = useKeyFor('user');
  const keyOfValue = new Map(value.map((key) => [valueOf(key), key]));
  if (options.length === 0) return <FirstUser describedBy={describedBy} disabled={disabled} inputId={inputId} />;
  return (
    <MultiSelect
      aria-describedby={describedBy}
      data={options}
      disabled={disabled}
      error={invalid}
      hidePickedOptions
      id={inputId}
      nothingFoundMessage="No other user of that name"
      onChange={(chosen) => onChange(chosen.map((one) => keyOfValue.get(one) ?? keyFor(one)))}
      placeholder={value.length === 0 ? 'Choose users' : ''}
      searchable
      value={value.map(valueOf)}
    />
  );
}

export function PoolWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<PoolField, string>): ReactNode {
  const pools = usePeople((people) => people.pools);
  const bindings = useDocument((state) => state.bindings);
  const directory = useDocument(({ picture }) => picture.directory);
  const keyFor = useKeyFor('pool');
  const id = value === '' ? null : boundId(bindings, value);
  const known = pools.some((pool) => pool.id === id);
  const missing = value !== '' && !known ? [{ value: 'missing', label: `${directory.name(value)} (not here)` }] : [];
  return (
    <Select
      aria-describedby={describedBy}
      data={[...pools.map((pool) => ({ value: pool.id, label: pool.name })), ...missing]}
      disabled={disabled}
      error={invalid}
      id={inputId}
      nothingFoundMessage="There is no pool yet; pools are made on the Users page"
      onChange={(next) => next !== null && next !== 'missing' && onChange(keyFor(next))}
      placeholder="Choose a pool"
      value={value === '' ? null : known ? id : 'missing'}
    />
  );
}
