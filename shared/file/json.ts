// Text -> JSON for files of others: a strict reader of our own, because JSON.parse keeps the last of two equal keys, goes
// as deep as the text does, and does not say where it stopped. One pass; limits and positions come with it.
import { bad, good, type Place, type Result } from '../model/problem.ts';
import { unsafeKeys } from '../model/unsafe-keys.ts';

/** Largest text and longest string, in characters; deepest nesting. */
const MOST_CHARACTERS = 5_000_000;
const LONGEST_STRING = 10_000;
const DEEPEST = 64;

/** Reads JSON text. A byte order mark is accepted; all that is not plain JSON is refused with its line and column. */
export function readJson(raw: string): Result<unknown> {
  const text = withoutMark(raw);
  if (text.length > MOST_CHARACTERS)
    return bad('file-too-large', 'This file is larger than 5 MB; no workflow is.', wayOut);
  const reader = new Reader(text);
  const value = reader.all();
  if (reader.stopped === undefined) return good(value);
  const { at, what } = reader.stopped;
  const where = placeAt(text, at);
  return bad('not-a-workflow-file', `Not a valid workflow file: line ${where.line}, column ${where.column}: ${what}.`, {
    where,
    fix: 'Export it again from where it came from.',
  });
}

/** Where the value at a path begins, or the last part of the path that is there. The text must have been read before. */
export function findPlace(raw: string, path: readonly PropertyKey[]): Place {
  const text = withoutMark(raw);
  const reader = new Reader(text, path.map(String));
  reader.all();
  return placeAt(text, reader.found);
}

const wayOut = { fix: 'Choose a .baton.json file.' };

function withoutMark(raw: string): string {
  return raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
}

function placeAt(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return { line, column: position - before.lastIndexOf('\n') };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** One reading of a text. It stops at the first thing that is wrong; what it gives after that is of no use. */
class Reader {
  stopped: { readonly at: number; readonly what: string } | undefined;
  /** Position of the deepest part of the wanted path so far. */
  found = 0;
  private at = 0;
  private readonly path: string[] = [];

  constructor(
    private readonly text: string,
    private readonly wanted: readonly string[] = [],
  ) {}

  all(): unknown {
    this.skipBlanks();
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) this.stop('there is more after the end');
    return value;
  }

  private value(): unknown {
    const char = this.text.charAt(this.at);
    if (this.path.every((part, index) => part === this.wanted[index])) this.found = this.at;
    if (char === '{') return this.object();
    if (char === '[') return this.list();
    if (char === '"') return this.string();
    const word = this.match(WORD);
    if (word !== undefined) return words.get(word);
    const number = this.match(NUMBER);
    if (number === undefined) return this.unexpected();
    if (!Number.isFinite(Number(number)))
      return this.stop(`the number ${number} is too large`, this.at - number.length);
    return Number(number);
  }

  private object(): Readonly<Record<string, unknown>> {
    const object: Record<string, unknown> = {};
    this.members('}', () => {
      const start = this.at;
      const key = this.text.charAt(start) === '"' ? this.string() : this.unexpected();
      if (key === undefined) return;
      if (unsafeKeys.has(key)) return this.stop(`the name “${[...this.path, key].join('.')}” is not allowed`, start);
      if (Object.hasOwn(object, key)) return this.stop(`“${key}” stands there twice`, start);
      this.skipBlanks();
      if (!this.take(':')) return this.unexpected();
      this.skipBlanks();
      this.path.push(key);
      object[key] = this.value();
      this.path.pop();
    });
    return object;
  }

  private list(): readonly unknown[] {
    const list: unknown[] = [];
    this.members(']', () => {
      this.path.push(String(list.length));
      list.push(this.value());
      this.path.pop();
    });
    return list;
  }

  /** Members between brackets, with commas between them. */
  private members(end: string, member: () => void): void {
    if (this.path.length >= DEEPEST) return this.stop('it is nested too deeply');
    this.at += 1;
    this.skipBlanks();
    if (this.take(end)) return;
    while (this.stopped === undefined) {
      this.skipBlanks();
      member();
      this.skipBlanks();
      if (this.take(end)) return;
      if (!this.take(',')) this.unexpected();
    }
  }

  private string(): string | undefined {
    const start = this.at;
    let escaped = false;
    for (let at = start + 1; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code < 32) return this.stop('there is a line break or control character inside a text', at);
      if (code === BACKSLASH) {
        escaped = true;
        at += 1;
      }
      if (code !== QUOTE) continue;
      if (at - start - 1 > LONGEST_STRING) return this.stop('a text is longer than 10,000 characters', start);
      this.at = at + 1;
      return escaped ? this.unescape(start) : this.text.slice(start + 1, at);
    }
    return this.stop('the file ends too early', this.text.length);
  }

  private unescape(start: number): string | undefined {
    const literal = this.text.slice(start, this.at);
    if (/\\(?!["\\/bfnrt]|u[\dA-Fa-f]{4})/.test(literal.replaceAll('\\\\', ''))) {
      return this.stop('a text has a backslash that escapes nothing', start);
    }
    const text = JSON.parse(literal) as string;
    return text.includes('\0') ? this.stop('a text has a zero character', start) : text;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    this.at += found?.length ?? 0;
    return found;
  }

  private take(char: string): boolean {
    if (this.stopped !== undefined || this.text.charAt(this.at) !== char) return false;
    this.at += 1;
    return true;
  }

  private skipBlanks(): void {
    while (BLANKS.has(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private unexpected(): undefined {
    const char = this.text.charAt(this.at);
    return this.stop(char === '' ? 'the file ends too early' : `${JSON.stringify(char)} is not expected there`);
  }

  private stop(what: string, at = this.at): undefined {
    this.stopped ??= { at, what };
    return undefined;
  }
}

const [QUOTE, BACKSLASH] = [34, 92];
const BLANKS: ReadonlySet<number> = new Set([9, 10, 13, 32]);
