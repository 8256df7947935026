// A merge field that is being typed: "Hello {{ contact.fi" asks for names that begin so.
import { mergeFields, type MergeField } from '../../shared/merge-fields.ts';

export interface MergeQuery {
  /** Where the two braces stand. */
  readonly from: number;
  /** What was typed of the name so far. */
  readonly typed: string;
}

/** The merge field that the caret stands in, while it is not closed yet. */
export function mergeQueryAt(text: string, caret: number): MergeQuery | undefined {
  const found = /\{\{\s*([A-Za-z0-9_.]*)$/.exec(text.slice(0, caret));
  return found === null ? undefined : { from: found.index, typed: found[1] ?? '' };
}

/** The merge fields that fit: by their name as written, or by their label. */
export function fieldsFor(typed: string): readonly MergeField[] {
  const letters = typed.toLowerCase();
  return mergeFields.filter(({ name, label }) => name.includes(letters) || label.toLowerCase().includes(letters));
}

/** The text with a merge field written in place of `from` to `caret`, and where the caret stands after it. */
export function withField(
  text: string,
  from: number,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const begun = `${text.slice(0, from)}{{ ${name} }}`;
  // Braces that were closed beforehand are not closed twice.
  return { text: begun + text.slice(caret).replace(/^\s*\}\}/, ''), caret: begun.length };
}
