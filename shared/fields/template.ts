// Text with merge fields. It reaches a plan as a function that renders it.
import { z } from 'zod';
import { limits } from '../model/limits.ts';
import type { Field, Options } from './field.ts';

export interface TemplateField extends Field<string> {
  readonly kind: 'template';
  readonly multiline: boolean;
}

export function template(
  options: Options & { multiline?: boolean; initial?: string; starts?: string; required?: string },
): TemplateField {
  const { required, initial = '', multiline = false, ...rest } = options;
  return {
    kind: 'template',
    ...rest,
    multiline,
    schema: z.string().max(limits.text),
    initial,
    optional: false,
    ...(required === undefined
      ? {}
      : { check: (value: string) => (value.trim() === '' ? [{ code: 'empty', message: required }] : []) }),
  };
}
