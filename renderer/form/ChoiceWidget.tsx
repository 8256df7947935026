// One of a few values: side by side when they are short and need no words, else a list with the rule behind each.
import { SegmentedControl, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ChoiceField } from '../../shared/fields/index.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';

/** As many letters fit side by side in the inspector. */
const ROOM = 36;

export function ChoiceWidget(props: FieldProps<ChoiceField<string>, string>): ReactNode {
  const { field, value, onChange, inputId, labelId, describedBy, invalid, disabled } = props;
  const { choices } = field;
  const known = choices.some((one) => one.value === value);
  const letters = choices.reduce((sum, one) => sum + one.label.length + 4, 0);
  if (known && choices.length <= 3 && letters <= ROOM && choices.every((one) => one.help === undefined)) {
    return (
      <SegmentedControl
        aria-describedby={describedBy}
        aria-labelledby={labelId}
        data={choices.map(({ value: of, label }) => ({ value: of, label }))}
        disabled={disabled}
        fullWidth
        id={inputId}
        onChange={onChange}
        value={value}
      />
    );
  }
  const help = choices.find((one) => one.value === value)?.help;
  // A value from a newer version is shown as it is, so that it is not lost by looking at it.
  const data = [...choices, ...(known ? [] : [{ value, label: `${value} (not in this version)`, help: undefined }])];
  return (
    <>
      <Select
        aria-describedby={describedBy}
        data={data.map(({ value: of, label }) => ({ value: of, label }))}
        disabled={disabled}
        error={invalid}
        id={inputId}
        onChange={(next) => next !== null && onChange(next)}
        renderOption={({ option }) => {
          const words = choices.find((one) => one.value === option.value)?.help;
          return (
            <div>
              {option.label}
              {words !== undefined && (
                <Text c="dimmed" size="xs">
                  {words}
                </Text>
              )}
            </div>
          );
        }}
        value={value}
      />
      {help !== undefined && <p className={classes.note}>{help}</p>}
    </>
  );
}
