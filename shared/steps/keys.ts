// Which users and pools the settings of a step name, and giving them other names.
import type { RawConfig } from '../model/workflow.ts';
import type { StepType } from './define.ts';

/** A user or pool, by the key that the workflow uses. */
export interface KeyUse {
  readonly key: string;
  readonly kind: 'user' | 'pool';
}

/** Every key in the settings, those of fields that are not in use now included. Values of the wrong shape name nobody. */
export function keysIn(type: StepType, config: RawConfig): readonly KeyUse[] {
  const found: KeyUse[] = [];
  renameKeys(type, config, (use) => {
    found.push(use);
    return use.key;
  });
  return found;
}

/** The settings with every key renamed. */
export function renameKeys(type: StepType, config: RawConfig, rename: (use: KeyUse) => string): RawConfig {
  const renamed = Object.entries(type.fields).flatMap(([name, { keys, schema }]) => {
    const value = config[name];
    if (keys === undefined || value === undefined || !schema.safeParse(value).success) return [];
    return [[name, keys.map(value, (key: string) => rename({ key, kind: keys.kind }))] as const];
  });
  return { ...config, ...Object.fromEntries(renamed) };
}

/** True when the settings may name somebody whom `keysIn` cannot see: a field has the wrong shape. */
export function hidesKeys(type: StepType, config: RawConfig): boolean {
  return Object.entries(type.fields).some(
    ([name, field]) =>
      field.keys !== undefined && config[name] !== undefined && !field.schema.safeParse(config[name]).success,
  );
}
