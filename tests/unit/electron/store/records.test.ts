import { expect, test } from 'vitest';
import { createRecords, freezeRecords } from '../../../../electron/store/records.ts';
import { accountBook, printTables, someLine } from '../../../support/accounts.ts';
import { randomOf } from '../../../support/random.ts';

test('frozen records stay as they stood, however they change while they are read', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = randomOf(seed);
    const records = createRecords(accountBook);
    let index = 0;
    const work = (count: number) => {
      while (count-- > 0) records.apply(someLine(index++, random));
    };
    work(60);
    const stood = printTables(records.table);
    const frozen = freezeRecords(records);
    work(5);
    const read = new Map<string, Map<string, object>>();
    for (const table of records.tables) {
      const rows = new Map<string, object>();
      for (const [id, value] of frozen.rows(table)) {
        rows.set(id, value);
        work(Math.floor(random() * 4));
      }
      read.set(table, rows);
      work(3);
    }
    frozen.release();
    expect(printTables((name) => read.get(name) ?? new Map())).toBe(stood);
  }
});

test('a table that the book does not have is a bug', () => {
  expect(() => createRecords(accountBook).get('nothing', 'x')).toThrow('Broken invariant');
});
