// Whether a file's first row names its columns, and what the columns of a file without names most likely are.
import { guessMapping } from '../../shared/csv-mapping.ts';
import type { CsvOptions } from '../../shared/ipc-file-types.ts';
import { isEmail } from '../../shared/model/address.ts';
import { cleanCell } from './cell.ts';

const PHONE = /^(?:[+(0][\d\s()./-]+|\d{3}[-. ]\d{3}[-. ]\d{4})$/;
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;
/** Digits of the shortest number with an area code. */
const SHORTEST = 7;

/** So many columns with the names of fields we know are no data, whatever somebody called a field of his own. */
const SURELY = 3;

/** With fewer of them a header has no email address in it, and with none no phone number either. */
export function namesColumns(cells: readonly string[]): boolean {
  const plain = cells.map(cleanCell);
  const known = Object.values(guessMapping(plain)).filter((target) => target !== null).length;
  if (known >= SURELY) return true;
  return !plain.some(isEmail) && (known > 0 || !plain.some(isPhone));
}

/** Email and phone are known by their looks; what a name is has to be chosen. */
export function guessByCells(headers: readonly string[], rows: readonly (readonly string[])[]): CsvOptions['mapping'] {
  const columnOf = (looks: (cell: string) => boolean): string | undefined =>
    headers.find((_, index) => {
      const filled = rows.map((cells) => cleanCell(cells[index] ?? '')).filter((cell) => cell !== '');
      // Most of them: a single slip would else hide the column.
      return filled.length > 0 && filled.filter(looks).length > filled.length / 2;
    });
  const [email, phone] = [columnOf(isEmail), columnOf(isPhone)];
  return {
    ...(email !== undefined && { [email]: 'email' }),
    ...(phone !== undefined && { [phone]: 'phone' }),
  };
}

function isPhone(cell: string): boolean {
  return PHONE.test(cell) && !DATE.test(cell) && cell.replaceAll(/\D/g, '').length >= SHORTEST;
}
