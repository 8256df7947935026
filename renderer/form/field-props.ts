// What every widget gets: its field, the value, and the names by which label, help and problems are tied to it.
import type { Finding } from '../../shared/model/problem.ts';
import type { RawConfig } from '../../shared/model/workflow.ts';
import type { AnyField } from '../../shared/fields/index.ts';

export interface FieldProps<F extends AnyField, V> {
  readonly field: F;
  readonly value: V;
  /** `typing`: the value changes letter by letter, and the letters are one undo. */
  readonly onChange: (value: V, typing?: 'typing') => void;
  /** Ids for `htmlFor`, `aria-labelledby` and `aria-describedby`. */
  readonly inputId: string;
  readonly labelId: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** All settings of the step: a weight is asked only where the split uses it. */
  readonly config: RawConfig;
  readonly node: string;
  readonly findings: readonly Finding[];
}
