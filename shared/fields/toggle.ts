// Yes or no.
import { z } from 'zod';
import type { Field, Options } from './field.ts';

export interface ToggleField extends Field<boolean> {
  readonly kind: 'toggle';
}

export function toggle(options: Options & { initial?: boolean }): ToggleField {
  const { initial = false, ...rest } = options;
  return { kind: 'toggle', ...rest, schema: z.boolean(), initial, optional: false };
}
