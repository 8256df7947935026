// Finds step types by what people type: names, other words for them, with slips of the finger.
import Fuse from 'fuse.js';
import type { StepType } from '../../shared/steps/define.ts';

export interface ShelfGroup {
  readonly group: StepType['group'];
  readonly label: string;
  readonly types: readonly StepType[];
}

const groupOrder: readonly (readonly [StepType['group'], string])[] = [
  ['trigger', 'Triggers'],
  ['contact', 'Contact'],
  ['notify', 'Notify'],
  ['logic', 'Logic'],
  ['data', 'Data'],
];

/** The types that fit, in groups; with a search the best group first. */
export function findSteps(types: readonly StepType[], search: string): readonly ShelfGroup[] {
  const words = search.trim();
  const found = words === '' ? types : fuzzy(types, words);
  const groups = groupOrder.flatMap(([group, label]): ShelfGroup[] => {
    const members = found.filter((type) => type.group === group);
    return members.length === 0 ? [] : [{ group, label, types: members }];
  });
  if (words === '') return groups;
  const rank = ({ types: [first] }: ShelfGroup): number => (first === undefined ? found.length : found.indexOf(first));
  return groups.toSorted((a, b) => rank(a) - rank(b));
}

function fuzzy(types: readonly StepType[], words: string): readonly StepType[] {
  const fuse = new Fuse(types, {
    keys: [
      { name: 'label', weight: 3 },
      { name: 'keywords', weight: 2 },
      { name: 'help', weight: 0.5 },
    ],
    threshold: 0.5,
    ignoreLocation: true,
    useExtendedSearch: true,
  });
  // What begins like that is meant, before what has it somewhere inside: "if" is no part of "Notification".
  const rank = ({ label, keywords }: StepType): number =>
    begins([label], words) ? 0 : begins(keywords, words) ? 1 : 2;
  const found = fuse.search(words).map((hit) => hit.item);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a word in one of the texts begins like this. */
function begins(texts: readonly string[], words: string): boolean {
  return texts.some((text) => ` ${text.toLowerCase()}`.includes(` ${words.toLowerCase()}`));
}
