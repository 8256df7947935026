// The rule for texts of one line that people type: names, phone numbers, tags.

/** What breaks a line or steers a terminal, and halves of characters. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
/** A braille pattern without a dot is a letter to Unicode. */
const unseen = /^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** The text as it is kept: without blanks around it, its accents written one way (NFC). */
export function oneLine(text: string): string {
  return text.trim().normalize('NFC');
}

/** True for a text in which nothing can be seen. */
export function isBlank(text: string): boolean {
  return unseen.test(text);
}

/** Why a text cannot stay as it is, in words; an empty one may. */
export function oneLineFault(text: string): string | undefined {
  const clean = text.trim();
  if (unfit.test(clean)) return 'This text holds a line break or another control character. Type it again.';
  return clean !== '' && isBlank(clean) ? 'There is nothing to see in this text. Type it again.' : undefined;
}
