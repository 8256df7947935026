// E-mail addresses as people type them.
import { z } from 'zod';

const email = z.email();

/** True for one plain address ("ana@example.com"); names, lists and line breaks are refused. */
export function isEmail(text: string): boolean {
  return text.length <= 320 && email.safeParse(text).success;
}

/** The addresses in a text, split at commas, semicolons and line breaks. */
export function splitAddresses(text: string): readonly string[] {
  return text
    .split(/[,;\n\r]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
