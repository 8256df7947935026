// Finds in the palette what a few letters mean.
import { sought } from '../../shared/model/plain.ts';
import Fuse from 'fuse.js';

interface Named {
  readonly label: string;
}

const wordsOf = (text: string): readonly string[] => sought(text).split(/\s+/).filter(Boolean);

/** How well the letters fit a label: 0 it begins with them, 1 one of its words does, 2 they stand in it; else -1. */
function fit(label: string, letters: string): number {
  const text = sought(label);
  const wanted = wordsOf(letters);
  if (text.startsWith(wanted.join(' '))) return 0;
  if (wanted.every((word) => wordsOf(label).some((own) => own.startsWith(word)))) return 1;
  return wanted.every((word) => text.includes(word)) ? 2 : -1;
}

/** Those that are called so, best first; all when there are no letters. */
export function called<T extends Named>(items: readonly T[], letters: string): readonly T[] {
  return items
    .map((item) => ({ item, rank: fit(item.label, letters) }))
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Those that are called nearly so: fingers slip. */
export function nearly<T extends Named>(items: readonly T[], letters: string): readonly T[] {
  const fuse = new Fuse(items, { keys: ['label'], threshold: 0.4, ignoreLocation: true });
  return fuse.search(letters.trim()).map(({ item }) => item);
}
