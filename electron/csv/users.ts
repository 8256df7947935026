// A CSV file of users: name, email, phone, active.
import { isEmail } from '../../shared/model/address.ts';
import { isBlank, oneLineFault } from '../../shared/model/one-line.ts';
import { bad, good } from '../../shared/model/problem.ts';
import type { Result } from '../../shared/model/problem.ts';
import { userSchema } from '../../shared/model/user.ts';
import type { ListedUser } from '../../shared/model/user.ts';
import { cleanCell } from './cell.ts';
import { decodeBytes } from './encoding.ts';
import { sniffCsv } from './sniff.ts';
import { readTableText, tableFormat } from './table.ts';

export interface UsersCsv {
  readonly users: readonly { readonly line: number; readonly user: ListedUser }[];
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
  /** "1 column ignored: “Team”" and the like. */
  readonly notes: readonly string[];
}

const fields = ['name', 'email', 'phone', 'active'] as const;
type Field = (typeof fields)[number];

const activeWords: ReadonlyMap<string, boolean> = new Map([
  ['', true],
  ['yes', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['false', false],
  ['0', false],
]);
const draftSchema = userSchema.pick({ name: true, email: true, phone: true, active: true });

/** Reads a whole file of users. Rows that cannot be used are listed by line. */
export function readUsers(bytes: Uint8Array): Result<UsersCsv> {
  const sniff = sniffCsv(bytes, { header: true });
  if (!sniff.ok) return sniff;
  const { headers, options } = sniff.value;
  const plain = headers.map((header) => header.toLowerCase().replaceAll(/[\s_-]/g, ''));
  if (!plain.includes('name')) {
    const fix = 'Name the columns in the first line: name,email,phone,active.';
    return bad('csv-no-name-column', 'No column is called “name”.', { where: { line: 1 }, fix });
  }
  const format = tableFormat(options);
  if (!format.ok) return format;

  const has = (field: Field): boolean => plain.includes(field);
  const users: UsersCsv['users'][number][] = [];
  const skipped: UsersCsv['skipped'][number][] = [];
  for (const row of readTableText(decodeBytes(bytes, format.value.encoding), format.value, true).rows) {
    if ('refused' in row) return { ok: false, problem: row.refused };
    const { line } = row;
    const read = 'skipped' in row ? row : toUser((field) => cleanCell(row.cells[plain.indexOf(field)] ?? ''), has);
    if ('skipped' in read) skipped.push({ line, reason: read.skipped });
    else users.push({ line, user: read });
  }
  const ignored = headers.filter((_, index) => !isFirst(plain, index));
  const count = `${ignored.length} ${ignored.length === 1 ? 'column' : 'columns'}`;
  const notes = ignored.length === 0 ? [] : [`${count} ignored: ${ignored.map((header) => `“${header}”`).join(', ')}`];
  return good({ users, skipped, notes });
}

function isFirst(plain: readonly string[], index: number): boolean {
  const name = plain[index];
  return fields.some((field) => field === name) && plain.indexOf(name ?? '') === index;
}

/** Says nothing of a field that has no column. */
function toUser(
  value: (field: Field) => string,
  has: (field: Field) => boolean,
): ListedUser | { readonly skipped: string } {
  const active = activeWords.get(value('active').toLowerCase());
  const email = value('email');
  if (isBlank(value('name'))) return { skipped: 'no name' };
  const odd = (['name', 'phone'] as const).find((field) => oneLineFault(value(field)) !== undefined);
  if (odd !== undefined) return { skipped: `${odd} holds a line break or another control character` };
  if (email !== '' && !isEmail(email)) return { skipped: `“${email}” is not an email address` };
  if (active === undefined) return { skipped: `active is “${value('active')}”; write yes or no` };
  const draft = draftSchema.safeParse({ name: value('name'), email, phone: value('phone'), active });
  if (draft.success) {
    const { phone, active: on, ...user } = draft.data;
    return { ...user, ...(has('phone') && { phone }), ...(has('active') && { active: on }) };
  }
  const field = draft.error.issues[0]?.path.join('.') ?? 'a cell';
  return { skipped: `${field} is too long` };
}
