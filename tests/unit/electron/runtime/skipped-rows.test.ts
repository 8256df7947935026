// Rows of an import that did not come in: each has its line, its reason and its cells.
import { expect, test } from 'vitest';
import { skippedToCsv } from '../../../../electron/csv/write.ts';
import { Port } from '../../../support/import-port.ts';
import { must } from '../../../support/must.ts';

test('skipped rows are saved with their cells, can be mended and imported again, and again when some were not', async () => {
  const port = await Port.open();
  const id = await port.start('First name,Email,Phone\nNobody,not an address,+123\nZoe,zoe@example.org,,too much\n');
  await port.over(id);
  const saved = skippedToCsv(must(port.imports.skippedRows(id)));
  expect(saved.split('\r\n').slice(0, 3)).toEqual([
    '\uFEFFLine,Reason,First name,Email,Phone',
    '2,“not an address” is not an email address,Nobody,not an address,"\'+123"',
    '3,4 cells for 3 columns,Zoe,zoe@example.org,,too much',
  ]);
  expect(port.imports.list()[0]?.skippedRows[0]).toEqual({ line: 2, reason: expect.stringContaining('address') });
  const mended = saved.replace('Nobody,not an address', 'Nobody,nobody@example.org');
  const next = new Port(port.shop);
  const again = await next.start(mended);
  expect(await next.over(again)).toMatchObject({ created: 1, skipped: 1 });
  expect(next.contacts()).toMatchObject([{ email: 'nobody@example.org', phone: '+123' }]);
  expect(skippedToCsv(must(next.imports.skippedRows(again))).split('\r\n')[0]).toBe(
    '\uFEFFLine,Reason,First name,Email,Phone',
  );
});

const FILE = 'First name,Email,Phone\nMaya,maya@example.org,\nLena,,+49 30 123\n';

/** Where the rows of a second import stand, and why they did not come in. */
async function second(duplicates: 'update' | 'skip', rows: string): Promise<readonly string[]> {
  const port = await Port.open();
  await port.over(await port.start(FILE));
  const next = new Port(port.shop);
  const id = await next.start(`First name,Email,Phone\n${rows}`, duplicates);
  await next.over(id);
  return must(next.imports.skippedRows(id)).map(({ line, reason, was }) => `${line} ${reason} | ${was?.join(',')}`);
}

test('whoever was there already and was left out is named, behind those that could not come in', async () => {
  const rows =
    'Jonas,maya@example.org,\nLena,,030 123\nNobody,not an address,\nNew,new@example.org,\n,new@example.org,\n';
  expect(await second('skip', rows)).toEqual([
    '4 “not an address” is not an email address | Nobody,not an address,',
    '2 there already: Maya, maya@example.org | Jonas,maya@example.org,',
    '6 there already: New, new@example.org | ,new@example.org,',
  ]);
});

test('so is whoever has nothing new for the contact that was there; one that has is not', async () => {
  expect(await second('update', 'Jonas,maya@example.org,\nMaya,maya@example.org,+49 151\nLena,,+49 30 123\n')).toEqual([
    '2 there already: Maya, maya@example.org | Jonas,maya@example.org,',
    '4 there already: Lena, +49 30 123 | Lena,,+49 30 123',
  ]);
});
