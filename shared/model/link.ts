// Links that open a page of Baton from outside: an email, a text message.
import type { Redirect } from './message.ts';

/** "baton://contact/c1": opens that record. */
export function recordLink(redirect: Redirect, contact: string): string {
  return `baton://${redirect}/${encodeURIComponent(contact)}`;
}

/** Opens the settings: what a test message links to. */
export const settingsLink = 'baton://settings';
