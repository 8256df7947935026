// What a step's settings are made of. A field is the single source: type, default, check and widget follow from it.
import type { z } from 'zod';
import type { Directory } from '../model/directory.ts';
import type { Problem } from '../model/problem.ts';
import type { RawConfig } from '../model/workflow.ts';

/** Where a value names users or pools by key. */
export interface Keys<T> {
  readonly kind: 'user' | 'pool';
  /** The same value with every key renamed. */
  readonly map: (value: T, rename: (key: string) => string) => T;
}

/** What every field has. `T` is the type of its value in the config. */
export interface Field<T> {
  /** Names the widget that draws it. */
  readonly kind: string;
  readonly label: string;
  /** The rule behind the setting, printed beside it. */
  readonly help?: string;
  readonly schema: z.ZodType<T>;
  /** The value when it is first there: in a new step, or when its mode is chosen. */
  readonly initial: T;
  /** What a new step begins with, where that is more than `initial`: a text to start from. A file without a value does not get it. */
  readonly starts?: T;
  /** Absent is a valid value. */
  readonly optional: boolean;
  /** Shown only while this holds for the other settings. */
  readonly shownWhen?: (config: RawConfig) => boolean;
  /** Problems of a value that has the right shape: somebody not in this workspace, an empty list. */
  readonly check?: (value: NonNullable<T>, directory: Directory) => readonly Problem[];
  readonly keys?: Keys<NonNullable<T>>;
}

/** A field with its value's type forgotten, as the form and the registry handle it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a registry of fields of every type
export type AnyField = Field<any>;
export type Fields = Readonly<Record<string, AnyField>>;

export interface Options {
  readonly label: string;
  readonly help?: string;
  readonly shownWhen?: (config: RawConfig) => boolean;
}

export type ConfigOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** The same field, but it may be absent. */
export function optional<F extends AnyField>(
  field: F,
): Omit<F, 'schema' | 'initial' | 'optional'> & Field<(F extends Field<infer T> ? T : never) | undefined> {
  return { ...field, schema: field.schema.optional(), optional: true };
}
