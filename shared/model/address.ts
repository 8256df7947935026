// Email addresses as people type them.
import { z } from 'zod';
import { limits } from './limits.ts';

const email = z.email();

/** A part of a domain in another script: letters, digits and signs, none that is blank, invisible or punctuation. */
const foreign = /^(?:[A-Za-z\d-]|[^\p{ASCII}\p{Z}\p{C}\p{P}])+$/u;

/**
 * True for one plain address ("ana@example.com", "ana@bücher.example"); names, lists and line breaks are refused. Domains
 * in other scripts count, as they have an ASCII form to send to; the part before the @ has none.
 */
export function isEmail(text: string): boolean {
  return text.length <= limits.user.email && email.safeParse(inAscii(text)).success;
}

/** The address with a stand-in for every part of its domain that is in another script, or is the ASCII form of one. */
function inAscii(text: string): string {
  const at = text.lastIndexOf('@') + 1;
  if (at === 0) return text;
  const parts = text.slice(at).split(/[.。．｡]/u);
  const known = parts.map((part) =>
    /^xn--[a-z\d-]+$/i.test(part) || (/\P{ASCII}/u.test(part) && foreign.test(part)) ? 'foreign' : part,
  );
  return text.slice(0, at) + known.join('.');
}

/** Which part of an email address is wrong, in words; undefined when it is one address as people type it. */
export function emailFault(text: string): string | undefined {
  if (isEmail(text)) return undefined;
  const [name = '', host = '', ...more] = text.split('@');
  if (/[,;\n\r]/.test(text)) return 'Write one address only.';
  if (text.length > limits.user.email) return `An email address has at most ${limits.user.email} characters.`;
  if (/\s/.test(text)) return 'An email address has no blanks.';
  if (!text.includes('@')) return 'An email address needs an @.';
  if (more.length > 0) return 'An email address has one @ only.';
  if (name === '') return 'The part before the @ is missing.';
  if (host === '') return 'The part after the @ is missing.';
  if (!host.includes('.')) return `“${host}” is not a full domain, such as example.com.`;
  const odd = isEmail(`${name}@example.com`) ? host : name;
  if (/^\.|\.\.|\.$/.test(odd)) return `“${odd}” has a dot too many.`;
  // Only the ending is amiss.
  if (isEmail(`${name}@${host}.com`)) return `“${host}” does not end in two letters or more, such as .com.`;
  return `“${odd}” has characters that an email address cannot have.`;
}

/** The addresses in a text, split at commas, semicolons and line breaks. */
export function splitAddresses(text: string): readonly string[] {
  return text
    .split(/[,;\n\r]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
