// What stands between {{ and }}: a merge field and its filters. liquidjs reads it; what is allowed is decided here.
import { evalQuotedToken, Tokenizer, TypeGuards } from 'liquidjs';
import { findField, nearestField } from './merge-fields.ts';
import type { Place, Problem } from './model/problem.ts';

export interface Output {
  readonly name: string;
  /** Where the value is among the merge values. */
  readonly path: readonly string[];
  readonly filters: readonly { readonly apply: Filter['apply']; readonly value: string }[];
}

export type OutputReading =
  { readonly ok: true; readonly output: Output } | { readonly ok: false; readonly problem: Problem };

interface Filter {
  readonly takes: 'nothing' | 'text' | 'number';
  /** How to write it, for messages. */
  readonly usage: string;
  readonly apply: (text: string, value: string) => string;
}

const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['default', { takes: 'text', usage: 'default: "there"', apply: (text, value) => (isBlank(text) ? value : text) }],
  ['upcase', { takes: 'nothing', usage: 'upcase', apply: (text) => text.toUpperCase() }],
  ['downcase', { takes: 'nothing', usage: 'downcase', apply: (text) => text.toLowerCase() }],
  ['capitalize', { takes: 'nothing', usage: 'capitalize', apply: capitalize }],
  ['strip', { takes: 'nothing', usage: 'strip', apply: (text) => text.trim() }],
  ['truncate', { takes: 'number', usage: 'truncate: 20', apply: (text, value) => truncate(text, Number(value)) }],
]);

/** Nothing to see: a fallback steps in. */
export function isBlank(text: string): boolean {
  return text === '' || text.trim() === '';
}

/** Reads the inside of one output; `where` is the place of its opening braces. */
export function readOutput(inner: string, where: Place): OutputReading {
  const refuse = (code: string, what: string, fix: string): OutputReading => ({
    ok: false,
    problem: { code, message: `${what} (line ${where.line}, column ${where.column}).`, where, fix },
  });
  const written = readWords(inner);
  if (written === undefined) {
    const fix = /[“”„‘’]/.test(inner)
      ? 'Use straight quotes: | default: "there".'
      : 'Write it like {{ contact.first_name }} or {{ contact.first_name | default: "there" }}.';
    return refuse('template-unreadable', `“{{${shorten(inner)}}}” cannot be read`, fix);
  }

  const name = written.path.join('.');
  const field = findField(written.path);
  if (field === undefined) {
    const meant = nearestField(name);
    const fix = meant === undefined ? 'Choose one from the list of merge fields.' : `Did you mean {{ ${meant} }}?`;
    return refuse('template-unknown-field', `“${shorten(name)}” is not a merge field`, fix);
  }

  const used: { apply: Filter['apply']; value: string }[] = [];
  for (const call of written.filters) {
    const filter = filters.get(call.name);
    if (filter === undefined) {
      const fix = `Take “| ${shorten(call.name)}” out, or use one of: ${[...filters.keys()].join(', ')}.`;
      return refuse('template-unknown-filter', `“${shorten(call.name)}” is not a filter`, fix);
    }
    if (!suits(filter, call.values)) {
      const what = filter.takes === 'nothing' ? 'takes no value' : `needs one ${filter.takes} after a colon`;
      return refuse('template-filter-value', `“${call.name}” ${what}`, `Write | ${filter.usage}.`);
    }
    used.push({ apply: filter.apply, value: call.values[0]?.text ?? '' });
  }
  return { ok: true, output: { ...field, filters: used } };
}

interface Written {
  readonly path: readonly string[];
  readonly filters: readonly { readonly name: string; readonly values: readonly (WrittenValue | undefined)[] }[];
}

interface WrittenValue {
  readonly kind: 'text' | 'number';
  readonly text: string;
}

/** A name with dots or brackets and its filters; undefined for anything else that Liquid knows, and for what it does not. */
function readWords(inner: string): Written | undefined {
  const value = readLiquid(inner);
  const [token, ...more] = value?.initial.postfix ?? [];
  if (value === undefined || more.length > 0 || !TypeGuards.isPropertyAccessToken(token) || token.variable)
    return undefined;
  const path = token.props.map((prop) =>
    TypeGuards.isWordToken(prop) ? prop.content : TypeGuards.isQuotedToken(prop) ? evalQuotedToken(prop) : '',
  );
  if (path.includes('')) return undefined;
  return { path, filters: value.filters.map(({ name, args }) => ({ name, values: args.map(readValue) })) };
}

function readLiquid(inner: string): ReturnType<Tokenizer['readFilteredValue']> | undefined {
  try {
    return new Tokenizer(inner).readFilteredValue();
  } catch {
    // liquidjs tells a mistake of the writer by throwing; the caller turns undefined into a problem.
    return undefined;
  }
}

function readValue(token: unknown): WrittenValue | undefined {
  if (TypeGuards.isQuotedToken(token)) return { kind: 'text', text: evalQuotedToken(token) };
  return TypeGuards.isNumberToken(token) ? { kind: 'number', text: token.getText() } : undefined;
}

function suits(filter: Filter, values: readonly (WrittenValue | undefined)[]): boolean {
  if (filter.takes === 'nothing') return values.length === 0;
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) return false;
  return filter.takes === 'text' || (value.kind === 'number' && /^\d{1,5}$/.test(value.text));
}

function capitalize(text: string): string {
  const [first = '', ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** At most `length` characters, the three dots that mark the cut included. */
function truncate(text: string, length: number): string {
  const letters = Array.from(text);
  return letters.length <= length ? text : `${letters.slice(0, Math.max(length - 3, 0)).join('')}...`;
}

function shorten(text: string): string {
  return truncate(text.trim(), 60);
}
