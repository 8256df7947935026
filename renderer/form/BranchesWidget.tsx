// The branches of a fork, looked at from top to bottom: each a name and its conditions.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Branch, BranchesField } from '../../shared/fields/index.ts';
import { limits } from '../../shared/model/limits.ts';
import { useSession } from '../state/session.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';
import { GroupsEditor } from './GroupsWidget.tsx';

type Props = FieldProps<BranchesField, readonly Branch[]>;

export function BranchesWidget({ value, onChange, inputId, labelId, disabled }: Props): ReactNode {
  const { builder } = useSession();
  const set = (at: number, branch: Partial<Branch>, typing?: 'typing'): void =>
    onChange(
      value.map((one, index) => (index === at ? { ...one, ...branch } : one)),
      typing,
    );
  const move = (from: number, to: number): void => {
    const next = [...value];
    const [branch] = next.splice(from, 1);
    if (branch === undefined) return;
    next.splice(to, 0, branch);
    onChange(next);
    builder.say(`${branch.name} is now number ${to + 1}`);
  };
  const add = (): void => onChange([...value, { port: freePort(value), name: freeName(value), groups: [] }]);
  return (
    <div aria-labelledby={labelId} role="group">
      <div className={classes.form}>
        {value.map((branch, index) => (
          <div aria-label={`Branch ${branch.name}`} className={classes.box} key={branch.port} role="group">
            <div className={classes.boxHead}>
              <TextInput
                aria-label={`Name of branch ${index + 1}`}
                disabled={disabled}
                flex={1}
                id={index === 0 ? inputId : undefined}
                maxLength={limits.name}
                onChange={(event) => set(index, { name: event.currentTarget.value }, 'typing')}
                value={branch.name}
              />
              {!disabled && (
                <>
                  <Move
                    icon={<ArrowUp size={14} />}
                    isOff={index === 0}
                    label={`Move ${branch.name} up`}
                    onClick={() => move(index, index - 1)}
                  />
                  <Move
                    icon={<ArrowDown size={14} />}
                    isOff={index === value.length - 1}
                    label={`Move ${branch.name} down`}
                    onClick={() => move(index, index + 1)}
                  />
                  <Move
                    icon={<X size={14} />}
                    isOff={value.length === 1}
                    label={`Remove ${branch.name}`}
                    onClick={() => onChange(value.filter((_, at) => at !== index))}
                  />
                </>
              )}
            </div>
            <div>
              <GroupsEditor
                disabled={disabled}
                groups={branch.groups}
                onChange={(groups, typing) => set(index, { groups }, typing)}
              />
            </div>
          </div>
        ))}
      </div>
      {!disabled && (
        <Button
          leftSection={<Plus aria-hidden size={14} />}
          mb={4}
          mt={8}
          onClick={add}
          size="compact-sm"
          variant="default"
        >
          Add branch
        </Button>
      )}
    </div>
  );
}

interface MoveProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
}

function Move({ icon, label, isOff, onClick }: MoveProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={isOff} onClick={onClick} size={28}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function freePort(branches: readonly Branch[]): string {
  const taken = new Set(branches.map((branch) => branch.port));
  let number = branches.length + 1;
  while (taken.has(`b${number}`)) number += 1;
  return `b${number}`;
}

function freeName(branches: readonly Branch[]): string {
  const taken = new Set(branches.map((branch) => branch.name));
  let number = branches.length + 1;
  while (taken.has(`Branch ${number}`)) number += 1;
  return `Branch ${number}`;
}
