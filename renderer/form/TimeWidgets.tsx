// Widgets of time: how long, until when, in which zone.
import { Select, TextInput } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { durationUnits, type Duration } from '../../shared/fields/duration.ts';
import type { DurationField, WallTimeField, ZoneField } from '../../shared/fields/index.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';
import { WholeNumber } from './WholeNumber.tsx';

export function DurationWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<DurationField, Duration>): ReactNode {
  return (
    <div className={classes.inline}>
      <WholeNumber
        aria-describedby={describedBy}
        disabled={disabled}
        error={invalid}
        flex={1}
        id={inputId}
        max={10_000}
        min={1}
        onChange={(amount) => onChange({ ...value, amount }, 'typing')}
        value={value.amount}
      />
      <Select
        aria-label="Unit"
        data={durationUnits.map((unit) => ({ value: unit, label: unit }))}
        disabled={disabled}
        flex={1}
        onChange={(unit) => unit !== null && onChange({ ...value, unit: unit as Duration['unit'] })}
        value={value.unit}
      />
    </div>
  );
}

export function WallTimeWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<WallTimeField, string>): ReactNode {
  return (
    <TextInput
      aria-describedby={describedBy}
      disabled={disabled}
      error={invalid}
      id={inputId}
      onChange={(event) => onChange(event.currentTarget.value, 'typing')}
      type="datetime-local"
      value={value}
    />
  );
}

export function ZoneWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<ZoneField, string>): ReactNode {
  const zones = useMemo(() => {
    const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    return known.includes(value) || value === '' ? known : [value, ...known];
  }, [value]);
  return (
    <Select
      aria-describedby={describedBy}
      data={zones}
      disabled={disabled}
      error={invalid}
      id={inputId}
      limit={200}
      onChange={(zone) => zone !== null && onChange(zone)}
      searchable
      value={value === '' ? null : value}
    />
  );
}
