// {{ contact.first_name | default: "there" }} -> text. Outputs only: no tags, no expressions, one pass, and values are
// never read again as a template. Rendering is our own: liquidjs takes 14 µs a message, and tells no blanks from fallbacks.
import type { Place, Problem } from './model/problem.ts';
import { isBlank, readOutput } from './template-output.ts';
import type { Output } from './template-output.ts';

export type { MergeField } from './merge-fields.ts';
export { customField, mergeFields } from './merge-fields.ts';

/** Nested plain data: `{ contact: { first_name, ..., owner: { name, email }, custom: { ... } }, user, workflow, now }`. */
export type MergeValues = Readonly<Record<string, unknown>>;

export interface Rendered {
  readonly text: string;
  /** Names that were empty and had no fallback. */
  readonly blanks: readonly string[];
  /** Names that were empty and whose fallback was used. */
  readonly fallbacks: readonly string[];
}

export interface Template {
  readonly source: string;
  /** What is wrong with the template, in order. What cannot be read is rendered as it was written. */
  readonly problems: readonly Problem[];
  /** The merge fields it uses, each once. */
  readonly names: readonly string[];
  /** Fills the template in. Escaping is up to the channel. */
  render(values: MergeValues): Rendered;
}

/** Longest template, in characters. */
export const TEMPLATE_LIMIT = 10_000;
/** After so many problems the rest is left as text: nobody reads on, and reading stays quick whatever is written. */
const MOST_PROBLEMS = 20;

/** Reads a template. Never throws: what is wrong is in `problems`. */
export function parseTemplate(source: string): Template {
  if (source.length > TEMPLATE_LIMIT) {
    const message = `The text has ${source.length} characters; at most ${TEMPLATE_LIMIT} are allowed.`;
    return template(source, [source], [{ code: 'template-too-long', message, fix: 'Shorten the text.' }]);
  }
  const parts: (string | Output)[] = [];
  const problems: Problem[] = [];
  const openings = /\{\{|\{%/g;
  let done = 0;
  for (let found = openings.exec(source); found && problems.length < MOST_PROBLEMS; found = openings.exec(source)) {
    const { index } = found;
    const where = place(source, index);
    if (found[0] === '{%') {
      problems.push(noTags(where));
      continue;
    }
    const { end, quote } = endOfOutput(source, index + 2);
    if (end === -1) {
      problems.push(notClosed('{{', where, 'Close it with }}.'));
      continue;
    }
    openings.lastIndex = end + 2;
    if (quote !== '') {
      problems.push(notClosed(quote, where, `Put another ${quote} where the quoted text ends.`));
      continue;
    }
    const reading = readOutput(source.slice(index + 2, end), where);
    if (reading.ok) {
      parts.push(source.slice(done, index), reading.output);
      done = end + 2;
    } else problems.push(reading.problem);
  }
  parts.push(source.slice(done));
  return template(source, parts, problems);
}

function template(source: string, parts: readonly (string | Output)[], problems: readonly Problem[]): Template {
  const names = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.name])));
  return { source, problems, names: [...names], render: (values) => fillIn(parts, values) };
}

function fillIn(parts: readonly (string | Output)[], values: MergeValues): Rendered {
  const blanks: string[] = [];
  const fallbacks: string[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = asText(lookUp(values, part.path));
    let filled = value;
    for (const filter of part.filters) filled = filter.apply(filled, filter.value);
    if (isBlank(value)) {
      const list = isBlank(filled) ? blanks : fallbacks;
      if (!list.includes(part.name)) list.push(part.name);
    }
    text += filled;
  }
  return { text, blanks, fallbacks };
}

/** Own properties only, so that `constructor` and the like are as empty as any other missing value. */
function lookUp(values: MergeValues, path: readonly string[]): unknown {
  let value: unknown = values;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as MergeValues)[key];
  }
  return value;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : '';
}

/** Where the `}}` is that closes an output (-1: nowhere before the next one), and the quote that is left open, if one is. */
function endOfOutput(source: string, from: number): { readonly end: number; readonly quote: string } {
  let quote = '';
  for (let i = from; i < source.length; i += 1) {
    const char = source.charAt(i);
    if (quote !== '') {
      if (char === '\\') i += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (source.startsWith('}}', i)) return { end: i, quote };
    else if (source.startsWith('{{', i)) return { end: -1, quote };
  }
  return { end: quote === '' ? -1 : source.indexOf('}}', from), quote };
}

function place(source: string, index: number): Place {
  const before = source.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function noTags(where: Place): Problem {
  const message = `“{% … %}” is not understood here (line ${where.line}, column ${where.column}).`;
  return { code: 'template-tag', message, where, fix: 'Use merge fields only; for a choice, add an If / Else step.' };
}

function notClosed(sign: string, where: Place, fix: string): Problem {
  const message = `A ${sign} is not closed (line ${where.line}, column ${where.column}).`;
  return { code: 'template-not-closed', message, where, fix };
}
