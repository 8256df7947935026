// A small book for tests of the ledger: accounts and transfers. A transfer reads two records and sets both, and a
// difference shows at once when a line is applied twice, not at all, or to the wrong state.
import type { Book, Put } from '../../electron/store/book.ts';

export type AccountLine =
  | { readonly do: 'open'; readonly account: string; readonly amount: number; readonly note?: string }
  | { readonly do: 'move'; readonly from: string; readonly to: string; readonly amount: number; readonly note?: string }
  | { readonly do: 'close'; readonly account: string };

export interface Account {
  readonly amount: number;
  readonly moves: number;
  readonly note?: string;
}

export const accountBook: Book<AccountLine> = {
  tables: ['accounts', 'closed'],
  puts(line, get) {
    const account = (id: string) => get('accounts', id) as Account | undefined;
    const put = (id: string, value: Account | null): Put => ({ table: 'accounts', id, value });
    if (line.do === 'open') return [put(line.account, { amount: line.amount, moves: 0, note: line.note })];
    if (line.do === 'close') {
      const was = account(line.account);
      return was ? [put(line.account, null), { table: 'closed', id: line.account, value: was }] : [];
    }
    const from = account(line.from);
    const to = account(line.to);
    if (!from || !to || line.from === line.to) return [];
    return [
      put(line.from, { ...from, amount: from.amount - line.amount, moves: from.moves + 1 }),
      put(line.to, { ...to, amount: to.amount + line.amount, moves: to.moves + 1, note: line.note }),
    ];
  },
  keyOf: (line) => (line.do === 'move' ? line.from : line.account),
};

/** What the records must be after these lines: table, id and record, in order of table and id. */
export function accountsAfter(lines: readonly AccountLine[]): string {
  const tables = new Map(accountBook.tables.map((name) => [name, new Map<string, object>()]));
  for (const line of lines) {
    for (const { table, id, value } of accountBook.puts(line, (name, one) => tables.get(name)?.get(one))) {
      if (value === null) tables.get(table)?.delete(id);
      else tables.get(table)?.set(id, value);
    }
  }
  return printTables((name) => tables.get(name) ?? new Map());
}

export function printTables(table: (name: string) => ReadonlyMap<string, object>): string {
  const rows = accountBook.tables.flatMap((name) =>
    [...table(name)].map(([id, value]) => `${name} ${id} ${JSON.stringify(value)}`),
  );
  return rows.sort().join('\n');
}

/** A line that makes sense, by chance; each has a different text. */
export function someLine(index: number, random: () => number): AccountLine {
  const account = () => `account-${Math.floor(random() * 12)}`;
  const note = `note ${index} – ${'ü'.repeat(Math.floor(random() * 30))}`;
  const kind = random();
  if (kind < 0.4) return { do: 'open', account: account(), amount: index, note };
  if (kind < 0.5) return { do: 'close', account: account() };
  return { do: 'move', from: account(), to: account(), amount: index, note };
}
