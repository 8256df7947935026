// Widgets of the plain kinds: a line of text, yes or no, a list of tags.
import { Switch, TagsInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TagsField, TextField, ToggleField } from '../../shared/fields/index.ts';
import type { FieldProps } from './field-props.ts';

export function TextWidget({
  field,
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<TextField, string>): ReactNode {
  return (
    <TextInput
      aria-describedby={describedBy}
      disabled={disabled}
      error={invalid}
      id={inputId}
      onChange={(event) => onChange(event.currentTarget.value, 'typing')}
      placeholder={field.placeholder}
      spellCheck={false}
      value={value ?? ''}
    />
  );
}

export function ToggleWidget({
  field,
  value,
  onChange,
  inputId,
  describedBy,
  disabled,
}: FieldProps<ToggleField, boolean>): ReactNode {
  return (
    <Switch
      aria-describedby={describedBy}
      checked={value}
      disabled={disabled}
      id={inputId}
      label={field.label}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

export function TagsWidget({
  value,
  onChange,
  inputId,
  describedBy,
  invalid,
  disabled,
}: FieldProps<TagsField, readonly string[]>): ReactNode {
  return (
    <TagsInput
      aria-describedby={describedBy}
      disabled={disabled}
      error={invalid}
      id={inputId}
      onChange={onChange}
      placeholder={value.length === 0 ? 'Write a tag, then Enter' : ''}
      value={[...value]}
    />
  );
}
