// Reads a stored config with the fields of its step type: upgrade, shape, then each field's own check.
import type { Directory } from '../model/directory.ts';
import { issueWords } from '../model/issue-words.ts';
import type { Problem } from '../model/problem.ts';
import type { RawConfig, WorkflowNode } from '../model/workflow.ts';
import { parseTemplate } from '../template.ts';
import { isTemplate, type Config, type StepType } from './define.ts';

/** A config of an older typeVersion, brought to the present one. Newer versions are left alone. */
export function upgradeConfig(type: StepType, config: RawConfig, version: number): RawConfig {
  let now = config;
  for (let at = version; at < type.typeVersion; at += 1) now = type.upgrades[at]?.(now) ?? now;
  return now;
}

/** The stored config of a node as this version reads it. */
export function presentConfig(type: StepType, node: WorkflowNode): RawConfig {
  return node.typeVersion < type.typeVersion ? upgradeConfig(type, node.config, node.typeVersion) : node.config;
}

/** The settings of a new step of this type. */
export function initialConfig(type: StepType): RawConfig {
  const [first, ...others] = type.modes?.options ?? [];
  const present = Object.entries(type.fields).filter(([name, field]) =>
    others.some((mode) => mode.fields.includes(name))
      ? false
      : !field.optional || first?.fields.includes(name) === true,
  );
  return Object.fromEntries(present.map(([name, field]) => [name, field.starts ?? field.initial]));
}

/** The names of the fields that count with these settings: those of the chosen mode, shown by their siblings. */
export function fieldsInUse(type: StepType, config: RawConfig): readonly string[] {
  const modes = type.modes?.options ?? [];
  const mode = modes.find((one) => one.fields.some((name) => config[name] !== undefined)) ?? modes[0];
  return Object.entries(type.fields)
    .filter(([name, field]) => {
      const moded = modes.some((one) => one.fields.includes(name));
      return (!moded || mode?.fields.includes(name) === true) && (field.shownWhen?.(config) ?? true);
    })
    .map(([name]) => name);
}

/** The parsed config with a default for what is absent. A field of the wrong shape has its default and a problem. */
export function parseConfig(
  type: StepType,
  raw: RawConfig,
): { readonly config: Config; readonly problems: readonly Problem[] } {
  const used = new Set(fieldsInUse(type, raw));
  const config: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, field] of Object.entries(type.fields)) {
    if (!used.has(name)) {
      if (!field.optional) config[name] = field.initial;
      continue;
    }
    const value = Object.hasOwn(raw, name) || field.optional ? raw[name] : field.initial;
    const parsed = field.schema.safeParse(value);
    if (parsed.success) {
      config[name] = value;
    } else {
      config[name] = field.initial;
      const [issue] = parsed.error.issues;
      const why = issue === undefined ? 'it cannot be read' : issueWords(issue, value, 'it');
      problems.push({
        code: 'wrong-value',
        message: `“${field.label}” has a value that does not fit: ${why}.`,
        where: { field: name },
        fix: 'Choose it anew.',
      });
    }
  }
  return { config, problems };
}

/** Problems of each field's value: empty, somebody not here, an unknown merge field. */
export function fieldProblems(type: StepType, config: Config, directory: Directory): readonly Problem[] {
  return fieldsInUse(type, config).flatMap((name) => {
    const field = type.fields[name];
    const value = config[name];
    if (field === undefined || value === undefined || value === null) return [];
    const found = [
      ...(field.check?.(value as never, directory) ?? []),
      ...(isTemplate(field) ? parseTemplate(value as string).problems : []),
    ];
    return found.map((problem) => ({ ...problem, where: { ...problem.where, field: name } }));
  });
}
