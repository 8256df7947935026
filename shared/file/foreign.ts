// Files that are none of ours: what they are, in words, as far as that can be told.
import { bad, type Result } from '../model/problem.ts';

/** How files begin that are no text, when they are read as UTF-8. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'This file is empty.'],
  [/^PK(?![\w\s])/, 'This is a zip file, not a workflow file.'],
  [/^[\uFFFD\u0089]PNG|^GIF8|^\uFFFD{4}|^RIFF/, 'This is a picture, not a workflow file.'],
  [/^%PDF/, 'This is a PDF, not a workflow file.'],
  [/^\s*</, 'This is a web page or XML file, not a workflow file.'],
  [/^\uFFFD{2}|^.?\0/, 'This file is in UTF-16; workflow files are UTF-8.'],
  [/\0/, 'This file holds zero bytes: it is no text, and no workflow file.'],
];

/** What a text is that cannot be a workflow file; undefined when it may be one. */
export function foreignText(text: string): Result<never> | undefined {
  const known = beginnings.find(([beginning]) => beginning.test(text));
  return known && refuse(known[1]);
}

/** Refuses JSON that is not a workflow of ours, and says whose it is. */
export function foreignJson(json: unknown): Result<never> {
  return refuse(`${whose(json)}; only .baton.json files can be opened.`);
}

function whose(json: unknown): string {
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  const has = (key: string): boolean => isObject(json) && Object.hasOwn(json, key);
  if (Array.isArray(json) && json.some((one) => isObject(one) && 'wires' in one)) return 'This is a Node-RED flow';
  if (has('nodes') && has('connections')) return 'This is an n8n export';
  if (has('flow') && has('metadata')) return 'This is a Make blueprint';
  if (has('zaps')) return 'This is a Zapier export';
  return 'This is not a workflow file of Baton';
}

function refuse(message: string): Result<never> {
  return bad('not-a-workflow-file', message, { fix: 'Choose a file that Baton exported.' });
}
