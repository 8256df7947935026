// Steps on the clipboard: text in the form of a workflow file, so that they can be pasted into another window, or sent.
import type { People } from '../model/directory.ts';
import { bad, good, type Result } from '../model/problem.ts';
import { boundId, type Bindings, type Requirement, type Workflow } from '../model/workflow.ts';
import { copyNodes } from '../graph/edit.ts';
import type { KeyUse } from '../steps/keys.ts';
import { needsOf, type Need } from './import-plan.ts';
import { readWorkflow } from './read.ts';
import { freeKey, keyForPool, keyForUser, usedKeys, withKeysRenamed, withRequires, type BoundKey } from './requires.ts';
import { writeWorkflow } from './write.ts';

/** The text of some steps. Nobody's email or name is in it but those of the users they name. */
export function clipText(document: Workflow, ids: readonly string[], bindings: Bindings, people: People): string {
  const copied = withRequires(copyNodes(document, ids), bindings, people);
  return writeWorkflow({ ...copied, fragment: true } as Workflow);
}

/** Steps from the clipboard, their users and pools written as this workflow writes them, and its bindings with theirs. */
export function readClip(
  text: string,
  into: { readonly document: Workflow; readonly bindings: Bindings; readonly people: People },
): Result<{ readonly copied: Workflow; readonly bindings: Bindings }> {
  const read = readWorkflow(text);
  if (!read.ok || !('fragment' in read.value)) {
    return bad('nothing-to-paste', 'There are no steps on the clipboard.', {
      fix: 'Copy some steps of a workflow first.',
    });
  }
  let { bindings } = into;
  const keys = new Map<string, string>();
  for (const need of needsOf(read.value, into.people)) {
    const bound = keyHere(need, into.document, bindings, new Set(keys.values()));
    bindings = bound.bindings;
    keys.set(name(need), bound.key);
  }
  return good({ copied: withKeysRenamed(read.value, (use) => keys.get(name(use)) ?? use.key), bindings });
}

function keyHere(need: Need, document: Workflow, bindings: Bindings, taken: ReadonlySet<string>): BoundKey {
  if (need.found !== null) {
    return (need.kind === 'user' ? keyForUser : keyForPool)(document, bindings, { id: need.found });
  }
  // Somebody who is not here: the same nobody as in this workflow, or a new one.
  const same = document.requires.some((row) => isSameRow(row, need)) && boundId(bindings, need.key) === null;
  if (same) return { key: need.key, bindings };
  const used = new Set(usedKeys(document).map((use) => use.key));
  const isFree = (key: string): boolean => !Object.hasOwn(bindings, key) && !used.has(key) && !taken.has(key);
  const key = isFree(need.key) ? need.key : freeKey(need.key, isFree);
  return { key, bindings: { ...bindings, [key]: null } };
}

function isSameRow(row: Requirement, need: Need): boolean {
  return row.key === need.key && row.kind === need.kind && row.name === need.name && row.email === need.email;
}

function name({ kind, key }: KeyUse): string {
  return `${kind} ${key}`;
}
