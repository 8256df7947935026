// Ids that follow from what they name, so that the same thing done twice has the same id.
import { hash, randomUUID } from 'node:crypto';

const ID_LENGTH = 24;
const digits = Buffer.alloc(ID_LENGTH);

/** 24 hex digits of SHA-256 over the parts: enough for billions without a clash. */
export function hashId(...parts: readonly (string | number)[]): string {
  // By way of bytes: a slice would hold all 64 digits in memory for as long as the id lives.
  digits.write(hash('sha256', parts.join('\n')), 0, ID_LENGTH, 'latin1');
  return digits.toString('latin1');
}

/** SHA-256 of a text, 64 hex digits. */
export function contentHash(text: string): string {
  return hash('sha256', text);
}

/** An id for something that happens once, from chance. */
export function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 24);
}
