// A list of tags.
import { z } from 'zod';
import type { Field, Options } from './field.ts';

export interface TagsField extends Field<readonly string[]> {
  readonly kind: 'tags';
}

export function tags(options: Options & { required: string }): TagsField {
  const { required, ...rest } = options;
  return {
    kind: 'tags',
    ...rest,
    schema: z.array(z.string().min(1).max(200)).max(100),
    initial: [],
    optional: false,
    check: (value) =>
      value.filter((tag) => tag.trim() !== '').length === 0 ? [{ code: 'empty', message: required }] : [],
  };
}
