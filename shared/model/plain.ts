// How texts from people are compared.

/** The text without case, without blanks around it, and with accents written one way. */
export function plain(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** Letters that are no other letter with an accent, but that people type as one. */
const typed: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const isPlainText = /^[\0-\x7f]*$/;

/**
 * The text as a search looks at it, and what is sought: without case, without blanks around it, and Latin letters without what most keyboards lack,
 * so that "lukasz" finds Łukasz and "nunez" finds Núñez.
 */
export function sought(text: string): string {
  if (isPlainText.test(text)) return text.trim().toLowerCase();
  return text
    .trim()
    .normalize('NFD')
    .replaceAll(/(?<=\p{Script=Latin})[\u0300-\u036f]+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => typed[letter] ?? letter);
}
