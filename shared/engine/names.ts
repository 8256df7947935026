// The names behind ids: a timeline and a story name users and workflows that may be gone by now.

/** The names behind the ids that a timeline mentions, those of removed users and deleted workflows too. */
export interface Names {
  readonly users: Readonly<Record<string, string>>;
  readonly workflows: Readonly<Record<string, string>>;
  /** Users who are not there any more, and how: "was removed", "is switched off". */
  readonly left?: Readonly<Record<string, string>>;
}

/** Who did something, by user id; "CSV import" and the like for what is not a user, empty for nobody in particular. */
export function doer(by: string | null, names: Names): string {
  if (by === null) return '';
  if (by === 'import') return 'CSV import';
  if (by === 'command line') return 'the command line';
  return nameOf(names.users, by, 'a former user');
}

/** The name behind an id, or words for one that is gone. */
export function nameOf(names: Readonly<Record<string, string>>, id: string, gone: string): string {
  return Object.hasOwn(names, id) ? (names[id] ?? gone) : gone;
}

/** A workflow's name in quotation marks; words for one that is gone. */
export function workflowInQuotes(id: string | undefined, names: Names): string {
  const name = id === undefined ? '' : nameOf(names.workflows, id, '');
  return name === '' ? 'a deleted workflow' : `“${name}”`;
}
