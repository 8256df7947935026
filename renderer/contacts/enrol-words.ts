// What enrolling by hand overrides, and whom it left out, in words.
import type { EnrolPreview } from '../../shared/ipc-types.ts';
import { counted } from '../ui/plural.ts';

/** What becomes of contacts that are in the workflow now. */
export function alreadyWords(already: number): string {
  return counted(already, 'contact is in it now and stays as it is.', 'contacts are in it now and stay as they are.');
}

/** One sentence for each rule that enrolling by hand overrides. */
export function overrideWords({ again, filtered }: Pick<EnrolPreview, 'again' | 'filtered'>): readonly string[] {
  const words: string[] = [];
  if (again > 0)
    words.push(
      `${counted(again, 'contact went', 'contacts went')} through it before. Enrolling by hand overrides “no re-entry”.`,
    );
  if (filtered > 0)
    words.push(
      `${counted(filtered, 'contact does', 'contacts do')} not match its trigger. Enrolling by hand overrides the filter.`,
    );
  return words;
}

/** " 2 were not: already enrolled (1), the contact is gone (1)." Empty when all were. */
export function refusalWords(refused: readonly { readonly rule: string }[]): string {
  if (refused.length === 0) return '';
  const rules = new Map<string, number>();
  for (const { rule } of refused) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const reasons = [...rules].map(([rule, count]) => `${rule.replace(/\.$/, '')} (${count})`);
  return ` ${counted(refused.length, 'was', 'were')} not: ${reasons.join(', ')}.`;
}
