// Conditions about a contact: all of a group must hold, one group is enough.
import { ActionIcon, Button, Select, TagsInput, TextInput, Tooltip } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { operators, type Condition, type Groups, type Operator } from '../../shared/fields/conditions.ts';
import type { GroupsField } from '../../shared/fields/index.ts';
import { contactFactNames } from '../../shared/model/facts.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';

export function GroupsWidget({ value, onChange, labelId, disabled }: FieldProps<GroupsField, Groups>): ReactNode {
  return (
    <div aria-labelledby={labelId} role="group">
      <GroupsEditor disabled={disabled} groups={value} onChange={onChange} />
    </div>
  );
}

interface GroupsEditorProps {
  readonly groups: Groups;
  readonly onChange: (groups: Groups, typing?: 'typing') => void;
  readonly disabled: boolean;
}

const fresh: Condition = { field: 'contact.source', op: 'is', value: '' };

/** The groups of a trigger or of one branch. */
export function GroupsEditor({ groups, onChange, disabled }: GroupsEditorProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  /** The place of the condition that has the focus next: one that was added, or whoever follows one that was removed. */
  const next = useRef<number>(undefined);
  useEffect(() => {
    if (next.current === undefined) return;
    const fields = box.current?.querySelectorAll<HTMLElement>('input[aria-label="Field"]') ?? [];
    const field = fields[Math.min(next.current, fields.length - 1)];
    (field ?? box.current?.querySelector('button'))?.focus();
    next.current = undefined;
  }, [groups]);
  const placeOf = (at: number, index: number): number => groups.slice(0, at).flat().length + index;
  const setGroup = (at: number, group: readonly Condition[], typing?: 'typing'): void => {
    const changed =
      group.length === 0
        ? groups.filter((_, index) => index !== at)
        : groups.map((one, index) => (index === at ? group : one));
    onChange(changed, typing);
  };
  return (
    <div ref={box}>
      {groups.map((group, at) => (
        // Groups have no identity of their own: the place is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={at}>
          {at > 0 && <div className={classes.between}>or</div>}
          <div
            aria-label={groups.length > 1 ? `Group ${at + 1}` : undefined}
            className={classes.box}
            role={groups.length > 1 ? 'group' : undefined}
          >
            {group.map((condition, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- as above
              <Fragment key={index}>
                {index > 0 && <span className={classes.and}>and</span>}
                <ConditionRow
                  condition={condition}
                  disabled={disabled}
                  onChange={(changed, typing) =>
                    setGroup(
                      at,
                      group.map((one, place) => (place === index ? changed : one)),
                      typing,
                    )
                  }
                  onRemove={() => {
                    next.current = placeOf(at, index);
                    setGroup(
                      at,
                      group.filter((_, place) => place !== index),
                    );
                  }}
                />
              </Fragment>
            ))}
            {!disabled && (
              <Button
                leftSection={<Plus aria-hidden size={14} />}
                onClick={() => {
                  next.current = placeOf(at, group.length);
                  setGroup(at, [...group, fresh]);
                }}
                size="compact-xs"
                variant="subtle"
              >
                And
              </Button>
            )}
          </div>
        </Fragment>
      ))}
      {!disabled && (
        <Button
          leftSection={<Plus aria-hidden size={14} />}
          mt={8}
          onClick={() => {
            next.current = placeOf(groups.length, 0);
            onChange([...groups, [fresh]]);
          }}
          size="compact-sm"
          variant="default"
        >
          {groups.length === 0 ? 'Add condition' : 'Or'}
        </Button>
      )}
    </div>
  );
}

interface ConditionRowProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition, typing?: 'typing') => void;
  readonly onRemove: () => void;
  readonly disabled: boolean;
}

const CUSTOM = 'contact.custom.';

function ConditionRow({ condition, onChange, onRemove, disabled }: ConditionRowProps): ReactNode {
  const custom = condition.field.startsWith(CUSTOM);
  const needs = operators.find((one) => one.op === condition.op)?.needs ?? 'text';
  const texts = condition.value === undefined ? [] : [condition.value].flat().map(String);
  const setOperator = (op: Operator): void => {
    const { value: _, ...rest } = condition;
    const wants = operators.find((one) => one.op === op)?.needs ?? 'text';
    const value =
      wants === 'nothing' ? {} : { value: wants === 'list' ? texts.filter((text) => text !== '') : (texts[0] ?? '') };
    onChange({ ...rest, op, ...value });
  };
  return (
    <div className={classes.condition}>
      <Select
        aria-label="Field"
        data={[
          ...contactFactNames.map((fact) => ({ value: fact.name, label: fact.label })),
          { value: CUSTOM, label: 'Custom field' },
        ]}
        disabled={disabled}
        onChange={(field) => field !== null && onChange({ ...condition, field })}
        value={custom ? CUSTOM : condition.field}
      />
      <Select
        aria-label="Comparison"
        data={operators.map(({ op, label }) => ({ value: op, label }))}
        disabled={disabled}
        onChange={(op) => op !== null && setOperator(op as Operator)}
        value={condition.op}
      />
      {!disabled && (
        <Tooltip label="Remove condition">
          <ActionIcon aria-label="Remove condition" onClick={onRemove} size={28}>
            <X size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      {custom && (
        <TextInput
          aria-label="Name of the custom field"
          className={classes.conditionValue}
          disabled={disabled}
          onChange={(event) => onChange({ ...condition, field: CUSTOM + event.currentTarget.value }, 'typing')}
          placeholder="Name of the custom field"
          value={condition.field.slice(CUSTOM.length)}
        />
      )}
      {needs === 'text' && (
        <TextInput
          aria-label="Value"
          className={classes.conditionValue}
          disabled={disabled}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value }, 'typing')}
          placeholder="Value"
          value={texts[0] ?? ''}
        />
      )}
      {needs === 'list' && (
        <TagsInput
          aria-label="Values"
          className={classes.conditionValue}
          disabled={disabled}
          onChange={(value) => onChange({ ...condition, value })}
          placeholder={texts.length === 0 ? 'Write a value, then Enter' : ''}
          value={texts}
        />
      )}
    </div>
  );
}
