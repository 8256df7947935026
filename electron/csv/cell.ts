// One cell: how a spreadsheet is kept from running it as a formula on export, and how that is taken off on import.

/**
 * A cell that a spreadsheet would run gets a leading '. A phone number in E.164 is spared, so that it stays readable. A
 * cell that has such a quote already gets one more: so taking one off always gives back what was there.
 */
export const FORMULA = /^(?!\+\d{6,15}$)'*[=+\-@\t\r]/;
const ESCAPED = /^'+[=+\-@\t\r]/;

/** The value in a cell: trimmed, composed (NFC), without the quote that guards against formulas. */
export function cleanCell(cell: string): string {
  const value = cell.trim().normalize('NFC');
  return ownText(value.startsWith("'") && ESCAPED.test(value) ? value.slice(1) : value);
}

/** V8 keeps a shorter piece of a text as a text of its own, a longer one as a place in the whole. */
const LONGEST_COPIED = 12;

/** The text by itself: a piece of a file would hold the whole file in memory for as long as the contact lives. */
function ownText(text: string): string {
  return text.length <= LONGEST_COPIED ? text : Buffer.from(text).toString();
}
