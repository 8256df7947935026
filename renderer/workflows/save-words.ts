// What the Save button says.
import type { SaveState } from '../state/autosave.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** The button's words, and the longer ones behind them. */
export function saveWords(saving: SaveState): { readonly words: string; readonly hint: string } {
  switch (saving.kind) {
    case 'saved':
      return {
        words: `Saved ${clock.format(saving.at)}`,
        hint: 'Everything is saved. Changes are saved by themselves.',
      };
    case 'waiting':
      return { words: 'Save', hint: 'Save now. Changes are saved by themselves within a second.' };
    case 'saving':
      return { words: 'Saving', hint: 'Saving the draft' };
    case 'failed':
      return {
        words: 'Not saved',
        hint: [saving.problem.message, saving.problem.fix, 'Press to try again.'].filter(Boolean).join(' '),
      };
  }
}
