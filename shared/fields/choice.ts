// One of a few values.
import { z } from 'zod';
import type { Field, Options } from './field.ts';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  /** The rule behind this value. */
  readonly help?: string;
}

export interface ChoiceField<V extends string> extends Field<V> {
  readonly kind: 'choice';
  readonly choices: readonly Choice<V>[];
}

/** The first choice is the default. Values in `later` are read from files, but not offered. */
export function choice<const V extends string>(
  options: Options & { choices: readonly [Choice<V>, ...Choice<V>[]]; later?: readonly V[] },
): ChoiceField<V> {
  const { later = [], ...rest } = options;
  return {
    kind: 'choice',
    ...rest,
    schema: z.enum([...options.choices.map((one) => one.value), ...later]) as unknown as z.ZodType<V>,
    initial: options.choices[0].value,
    optional: false,
  };
}
