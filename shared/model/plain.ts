// How texts from people are compared.

/** The text without case, without blanks around it, and with accents written one way. */
export function plain(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
