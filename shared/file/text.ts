// Text -> JSON with limits first: size, depth and doubled keys are refused with their place, before anything else looks.
import { bad, good, type Result } from '../model/problem.ts';

/** Largest workflow file, in characters; deepest nesting; longest string. */
const MOST_CHARACTERS = 5_000_000;
const DEEPEST = 64;

/** Reads JSON text. A byte order mark is accepted; everything that is not plain JSON is refused with line and column. */
export function readJson(raw: string): Result<unknown> {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  const strange = notText(text);
  if (strange !== undefined) return bad('not-a-workflow-file', strange, { fix: 'Choose a .baton.json file.' });
  if (text.length > MOST_CHARACTERS) {
    return bad('file-too-large', 'This file is larger than 5 MB; no workflow is.', {
      fix: 'Choose a .baton.json file.',
    });
  }
  const deep = tooDeep(text);
  if (deep !== undefined) return at(text, deep, 'it is nested too deeply');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    return at(text, position === undefined ? text.length : Number(position), syntaxWords(text, position));
  }
  const doubled = doubledKey(text);
  return doubled === undefined ? good(json) : at(text, doubled.position, `"${doubled.key}" stands there twice`);
}

function notText(text: string): string | undefined {
  if (text.trim() === '') return 'This file is empty.';
  if (text.startsWith('PK')) return 'This is a zip file, not a workflow file.';
  if (text.startsWith('\uFFFDPNG') || text.startsWith('\u0089PNG') || text.startsWith('\uFFFD\uFFFD\uFFFD\uFFFD')) {
    return 'This is a picture, not a workflow file.';
  }
  if (text.includes('\0')) return 'This file is not UTF-8 text: it holds zero bytes, as UTF-16 and binary files do.';
  return undefined;
}

function syntaxWords(text: string, position: string | undefined): string {
  const at = position === undefined ? text.length : Number(position);
  return at >= text.trimEnd().length
    ? 'the file ends too early'
    : `${JSON.stringify(text.charAt(at))} is not expected there`;
}

function at(text: string, position: number, what: string): Result<never> {
  const before = text.slice(0, position).split('\n');
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  return bad('not-a-workflow-file', `Not a valid workflow file: line ${line}, column ${column}: ${what}.`, {
    where: { line, column },
    fix: 'Export it again from where it came from.',
  });
}

/** Where the nesting gets too deep; undefined when it does not. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let position = 0; position < text.length; position += 1) {
    const char = text.charCodeAt(position);
    if (char === QUOTE) position = endOfString(text, position);
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      depth += 1;
      if (depth > DEEPEST) return position;
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth -= 1;
  }
  return undefined;
}

/** The first key that its object has already. The text is valid JSON. */
function doubledKey(text: string): { readonly key: string; readonly position: number } | undefined {
  /** One set of keys per open object; undefined for an open list. */
  const open: (Set<string> | undefined)[] = [];
  let expectKey = false;
  for (let position = 0; position < text.length; position += 1) {
    const char = text.charCodeAt(position);
    if (char === QUOTE) {
      const end = endOfString(text, position);
      const keys = open.at(-1);
      if (expectKey && keys !== undefined) {
        const key = JSON.parse(text.slice(position, end + 1)) as string;
        if (keys.has(key)) return { key, position };
        keys.add(key);
        expectKey = false;
      }
      position = end;
    } else if (char === OPEN_BRACE) {
      open.push(new Set());
      expectKey = true;
    } else if (char === OPEN_BRACKET) {
      open.push(undefined);
      expectKey = false;
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
      open.pop();
      expectKey = false;
    } else if (char === COMMA) expectKey = open.at(-1) !== undefined;
  }
  return undefined;
}

const [QUOTE, BACKSLASH, COMMA] = [34, 92, 44];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [123, 125, 91, 93];

/** Position of the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const char = text.charCodeAt(position);
    if (char === BACKSLASH) position += 1;
    else if (char === QUOTE) return position;
  }
  return text.length;
}
