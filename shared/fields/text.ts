// One line of text.
import { z } from 'zod';
import { limits } from '../model/limits.ts';
import type { Field, Options } from './field.ts';

export interface TextField extends Field<string> {
  readonly kind: 'text';
  readonly placeholder?: string;
}

export function text(options: Options & { placeholder?: string; required?: string }): TextField {
  const { required, ...rest } = options;
  return {
    kind: 'text',
    ...rest,
    schema: z.string().max(limits.text),
    initial: '',
    optional: false,
    ...(required === undefined
      ? {}
      : { check: (value: string) => (value.trim() === '' ? [{ code: 'empty', message: required }] : []) }),
  };
}
