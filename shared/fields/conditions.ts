// Conditions about a contact: groups are ANDed inside and ORed between; no group holds always.
import { z } from 'zod';
import { contactFactNames, factValue, isFactName, type ContactFacts } from '../model/facts.ts';
import { plain } from '../model/plain.ts';
import type { Problem } from '../model/problem.ts';
import type { Field, Options } from './field.ts';

export const operators = [
  { op: 'is', label: 'is', needs: 'text' },
  { op: 'is-not', label: 'is not', needs: 'text' },
  { op: 'contains', label: 'contains', needs: 'text' },
  { op: 'not-contains', label: 'does not contain', needs: 'text' },
  { op: 'starts-with', label: 'starts with', needs: 'text' },
  { op: 'any-of', label: 'is any of', needs: 'list' },
  { op: 'none-of', label: 'is none of', needs: 'list' },
  { op: 'empty', label: 'is empty', needs: 'nothing' },
  { op: 'not-empty', label: 'is not empty', needs: 'nothing' },
  { op: 'greater', label: 'is greater than', needs: 'text' },
  { op: 'less', label: 'is less than', needs: 'text' },
] as const;
export type Operator = (typeof operators)[number]['op'];

const opNames = operators.map((one) => one.op) as [Operator, ...Operator[]];
const scalar = z.union([z.string().max(10_000), z.number()]);

export const conditionSchema = z.looseObject({
  field: z.string().max(200),
  op: z.enum(opNames),
  value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
});
export const groupsSchema = z.array(z.array(conditionSchema).max(50)).max(50);

export type Condition = Readonly<z.infer<typeof conditionSchema>>;
export type Groups = readonly (readonly Condition[])[];

export interface GroupsField extends Field<Groups> {
  readonly kind: 'groups';
}

export function groups(options: Options): GroupsField {
  return {
    kind: 'groups',
    ...options,
    schema: groupsSchema,
    initial: [],
    optional: false,
    check: (value) => value.flatMap((group, at) => checkGroup(group, at)),
  };
}

/** Problems of one group: no condition, an unknown field, a value that is missing. */
export function checkGroup(group: readonly Condition[], at: number): readonly Problem[] {
  if (group.length === 0) {
    return [
      {
        code: 'empty-group',
        message: `Group ${at + 1} has no condition.`,
        fix: 'Add a condition or remove the group.',
      },
    ];
  }
  return group.flatMap((condition): Problem[] => {
    if (!isFactName(condition.field)) {
      return [
        {
          code: 'unknown-field',
          message:
            condition.field === ''
              ? 'A condition has no field.'
              : `A condition asks about “${condition.field}”, which contacts do not have.`,
          fix: 'Choose a field from the list.',
        },
      ];
    }
    if (operator(condition.op).needs !== 'nothing' && wanted(condition).length === 0) {
      return [
        {
          code: 'no-value',
          message: `“${conditionWords(condition)} …” has no value to compare with.`,
          fix: 'Write a value, or use “is empty”.',
        },
      ];
    }
    return [];
  });
}

/** What groups of conditions say of a contact. `because` is the condition that decided, when one did. */
export interface Verdict {
  readonly holds: boolean;
  readonly because: string;
}

export function judge(groupList: Groups, facts: ContactFacts): Verdict {
  if (groupList.length === 0) return { holds: true, because: 'no conditions' };
  const failed: string[] = [];
  for (const group of groupList) {
    const broken = group.find((condition) => !holds(condition, facts));
    if (broken === undefined) return { holds: true, because: group.map(conditionWords).join(' and ') };
    failed.push(`${conditionWords(broken)} (it is ${shown(factValue(facts, broken.field))})`);
  }
  return { holds: false, because: `not so: ${failed.join(' or ')}` };
}

/** "Source is Website", as people read it. */
export function conditionWords(condition: Condition): string {
  const label =
    contactFactNames.find((fact) => fact.name === condition.field)?.label ??
    condition.field.replace(/^contact\.custom\./, '');
  const values = operator(condition.op).needs === 'nothing' ? '' : ` ${wantedAsTyped(condition).join(', ')}`;
  return `${label} ${operator(condition.op).label}${values}`.trimEnd();
}

function operator(op: Operator): (typeof operators)[number] {
  return operators.find((one) => one.op === op) ?? operators[0];
}

/** Blanks count as nothing. */
function wantedAsTyped(condition: Condition): readonly string[] {
  if (condition.value === undefined) return [];
  return (Array.isArray(condition.value) ? condition.value : [condition.value])
    .map(String)
    .filter((text) => text.trim() !== '');
}

/** What a condition compares with, made plain. */
export function wanted(condition: Condition): readonly string[] {
  return wantedAsTyped(condition).map(plain);
}

function shown(value: string | readonly string[] | undefined): string {
  const text = typeof value === 'string' ? value : (value ?? []).join(', ');
  return text === '' ? 'empty' : `“${text}”`;
}

function holds(condition: Condition, facts: ContactFacts): boolean {
  return meets(condition, factValue(facts, condition.field) ?? '');
}

/** Does a value meet the condition? A list (tags) meets it by any of its members. */
export function meets(condition: Condition, value: string | readonly string[]): boolean {
  const have = (typeof value === 'string' ? [value] : value).map(plain).filter((text) => text !== '');
  const want = wanted(condition);
  const list = typeof value !== 'string';
  switch (condition.op) {
    case 'is':
    case 'any-of':
      return have.some((text) => want.includes(text));
    case 'is-not':
    case 'none-of':
      return !have.some((text) => want.includes(text));
    case 'contains':
      return contains(have, want, list);
    case 'not-contains':
      return !contains(have, want, list);
    case 'starts-with':
      return have.some((text) => want.some((start) => text.startsWith(start)));
    case 'empty':
      return have.length === 0;
    case 'not-empty':
      return have.length > 0;
    case 'greater':
      return have.some((text) => want.some((limit) => compare(text, limit) > 0));
    case 'less':
      return have.some((text) => want.some((limit) => compare(text, limit) < 0));
  }
}

/** A text contains a part of it; a list (tags) contains one of its members. */
function contains(have: readonly string[], want: readonly string[], list: boolean): boolean {
  return have.some((text) => want.some((part) => (list ? text === part : text.includes(part))));
}

/** As numbers when both are, else as text (dates like 2026-12-01 sort rightly as text). */
function compare(a: string, b: string): number {
  const numbers = [Number(a), Number(b)] as const;
  if (!Number.isNaN(numbers[0]) && !Number.isNaN(numbers[1])) return numbers[0] - numbers[1];
  return a < b ? -1 : a > b ? 1 : 0;
}
