// Conditions that no contact can meet, found without looking at contacts. What is not found here may still never hold.
import { conditionWords, meets, wanted, type Condition, type Groups } from './conditions.ts';

/** The first two conditions of a group that cannot hold together; undefined when none was found. */
function contradiction(group: readonly Condition[]): readonly [Condition, Condition] | undefined {
  for (const [index, one] of group.entries()) {
    const other = group.slice(index + 1).find((later) => later.field === one.field && excludes(one, later));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** "Source is A and Source is B": why no group can hold, in words; undefined as long as one may. */
export function neverHolds(groups: Groups): string | undefined {
  const clashes = groups.map(contradiction);
  const found = clashes.flatMap((clash) => (clash === undefined ? [] : [clash.map(conditionWords).join(' and ')]));
  return found.length > 0 && found.length === groups.length ? found.join(', and ') : undefined;
}

/** True when no contact can pass both filters. One that is empty lets everybody pass. */
export function exclude(one: Groups, other: Groups): boolean {
  const sides = [one, other].filter((groups) => groups.length > 0);
  const [first = [], second = [[]]] = sides;
  return neverHolds(first.flatMap((group) => second.map((more) => [...group, ...more]))) !== undefined;
}

/** True when every contact that meets `later` meets `earlier` too: each group of it holds all of a group of the other. */
export function covers(earlier: Groups, later: Groups): boolean {
  if (earlier.length === 0) return true;
  const plain = (groups: Groups): readonly ReadonlySet<string>[] =>
    groups.map((group) => new Set(group.map(canonical)));
  const [less, more] = [plain(earlier), plain(later)];
  return more.length > 0 && more.every((strict) => less.some((loose) => [...loose].every((one) => strict.has(one))));
}

/** Two conditions about one field that no value meets. */
function excludes(a: Condition, b: Condition): boolean {
  return isList(a) ? listExcludes(a, b) || listExcludes(b, a) : textExcludes(a, b) || textExcludes(b, a);
}

/** A list holds any number of values: only "has one of these" and "has none of these" can be at odds. */
function listExcludes(a: Condition, b: Condition): boolean {
  const has = a.op === 'is' || a.op === 'any-of' || a.op === 'contains';
  if (b.op === 'empty') return has || a.op === 'not-empty' || a.op === 'starts-with';
  const lacks = b.op === 'is-not' || b.op === 'none-of' || b.op === 'not-contains';
  return has && lacks && wanted(a).every((one) => wanted(b).includes(one));
}

function textExcludes(a: Condition, b: Condition): boolean {
  // A text that must be one of a few values: none of them may pass the other condition.
  if (a.op === 'is' || a.op === 'any-of') return wanted(a).every((value) => !meets(b, value));
  if (b.op === 'empty') return a.op === 'not-empty' || a.op === 'contains' || a.op === 'starts-with' || isBound(a);
  if (a.op === 'contains' || a.op === 'starts-with') {
    // What contains the whole contains its parts as well.
    return b.op === 'not-contains' && wanted(a).every((text) => wanted(b).some((part) => text.includes(part)));
  }
  if (a.op === 'greater' && b.op === 'less')
    return wanted(a).every((low) => !wanted(b).some((high) => isBelow(low, high)));
  return false;
}

function isBound({ op }: Condition): boolean {
  return op === 'greater' || op === 'less';
}

function isBelow(low: string, high: string): boolean {
  return meets({ field: '', op: 'less', value: high }, low);
}

function isList({ field }: Condition): boolean {
  return field === 'contact.tags';
}

function canonical(condition: Condition): string {
  return JSON.stringify([condition.field, condition.op, [...wanted(condition)].sort()]);
}
