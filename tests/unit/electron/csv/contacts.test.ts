// What a CSV file of contacts may look like, and what becomes of each row.
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContactRows } from '../../../../electron/csv/contacts.ts';
import type { CsvRow } from '../../../../electron/csv/contacts.ts';
import { mapColumns } from '../../../../electron/csv/columns.ts';
import { wholeFault } from '../../../../electron/csv/whole-fault.ts';
import { sniffCsv } from '../../../../electron/csv/sniff.ts';
import { readTable } from '../../../../electron/csv/table.ts';
import type { TableRow } from '../../../../electron/csv/table.ts';
import { requests } from '../../../../shared/ipc.ts';
import { bytesOf, inChunks, readAll, summary } from '../../../support/csv.ts';

const seed = new URL('../../../fixtures/seed/contacts.csv', import.meta.url);

describe('a plain file', () => {
  test('the seed file: quotes, commas in cells, letters of the world, tags', async () => {
    const rows = await readAll(await readFile(seed));
    expect(rows).toHaveLength(7);
    expect(rows[1]).toEqual({
      row: 2,
      line: 3,
      contact: {
        firstName: 'Liam "Lee"',
        lastName: "O'Connor",
        email: 'liam@example.org',
        phone: '+353861234567',
        source: 'Referral',
        tags: ['new', 'vip'],
        custom: {},
      },
      was: ['Liam "Lee"', "O'Connor", 'liam@example.org', '+353861234567', 'Referral', 'new, vip'],
      headers: ['First Name', 'Last Name', 'Email', 'Phone', 'Source', 'Tags'],
    });
    expect(rows[2]).toMatchObject({ contact: { lastName: 'van Dijk, jr.', tags: [] } });
  });

  test('headers are matched without case, blanks and underscores, in any order', async () => {
    const rows = await readAll('E-MAIL,last_name, FirstName ,TAGS\nmaya@example.org,Öztürk,Maya,"a; b,c;;a"\n');
    expect(rows).toMatchObject([
      { contact: { firstName: 'Maya', lastName: 'Öztürk', email: 'maya@example.org', tags: ['a', 'b', 'c'] } },
    ]);
  });

  test('values are trimmed and composed', async () => {
    const rows = await readAll('First Name,Email\n  Zoe\u0308  ,\u00a0zoe@example.org \n');
    expect(rows).toMatchObject([{ contact: { firstName: 'Zoë', email: 'zoe@example.org' } }]);
    expect(await readAll('First Name,custom.Gro\u0308\u00dfe\nZoe,50\n')).toMatchObject([
      { contact: { custom: { 'Gr\u00f6\u00dfe': '50' } } },
    ]);
  });

  test('columns nobody knows are ignored, or become custom fields when mapped', async () => {
    const file = 'Email,Notes,Score\nmaya@example.org,likes tea,7\n';
    expect(await readAll(file)).toMatchObject([{ contact: { custom: {} } }]);
    const mapping = { Notes: 'custom.notes', Score: 'custom.Lead score' };
    expect(await readAll(file, { mapping })).toMatchObject([
      { contact: { email: 'maya@example.org', custom: { notes: 'likes tea', 'Lead score': '7' } } },
    ]);
  });

  test('a full name is split, unless there are parts of it', async () => {
    expect(await summary('Name,First name\nMaya Maria Öztürk,\nX Y,Bo\n')).toEqual(['1@2 Maya Maria Öztürk', '2@3 Bo']);
    expect(await summary('Name,Last name\nMaya Öztürk,\nX Y,Lind\n')).toEqual(['1@2 Maya Öztürk', '2@3 Lind']);
    expect(await readAll('Name\nMaya Maria Öztürk\n')).toMatchObject([{ contact: { lastName: 'Öztürk' } }]);
  });

  test('a column mapped to nothing is left out', async () => {
    expect(await readAll('Email,Source\na@example.org,Fair\n', { mapping: { Source: null } })).toMatchObject([
      { contact: { email: 'a@example.org', source: '' } },
    ]);
  });

  test('cells that look like formulas are kept as data', async () => {
    const file = 'First Name,Phone,Source\n=HYPERLINK("x"),+442079460018,@sum\n-1,,+1+1\n';
    expect(await readAll(file)).toMatchObject([
      { contact: { firstName: '=HYPERLINK("x")', phone: '+442079460018', source: '@sum' } },
      { contact: { firstName: '-1', source: '+1+1' } },
    ]);
  });
});

describe('line breaks', () => {
  const lines = ['First Name,Email', '"Maya', 'Maria",maya@example.org', '', 'Bo,bo@example.org', 'Chi,nonsense'];
  const expected = [
    '1@2 Maya\nMaria <maya@example.org>',
    '2@5 Bo <bo@example.org>',
    '3@6 skipped: “nonsense” is not an email address',
  ];

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('%s: physical lines are counted, through breaks inside cells and blank lines', async (_, newline) => {
    expect(await summary(lines.join(newline))).toEqual(expected);
    expect(await summary(lines.join(newline) + newline)).toEqual(expected);
  });

  test('a file may mix them', async () => {
    expect(await summary('Email\na@example.org\r\nb@example.org\rc@example.org\n\rd@example.org')).toEqual([
      '1@2 <a@example.org>',
      '2@3 <b@example.org>',
      '3@4 <c@example.org>',
      '4@6 <d@example.org>',
    ]);
  });
});

describe('bad rows are reported by line and skipped, the rest is read', () => {
  test('missing cells are no fault, too many are', async () => {
    expect(await summary('First Name,Last Name,Email\nMaya\nBo,Lind,bo@example.org,extra\nChi,Okafor\n')).toEqual([
      '1@2 Maya',
      '2@3 skipped: 4 cells for 3 columns',
      '3@4 Chi Okafor',
    ]);
  });

  test('each of name, email and phone is enough to know a person by', async () => {
    const file = 'First Name,Last Name,Email,Phone\nMaya\n,Lind\n,,a@example.org\n,,,+442079460018\n';
    expect((await readAll(file)).map((row) => 'contact' in row)).toEqual([true, true, true, true]);
  });

  test('a row with nothing to know a person by', async () => {
    expect(await summary('First Name,Source,Email\n,Fair,\n')).toEqual(['1@2 skipped: no name, email or phone']);
  });

  test('wholly blank rows are no rows', async () => {
    expect(await summary('First Name,Email\n\n,\n  , \t\nMaya,\n\n')).toEqual(['1@5 Maya']);
  });

  test.each(['plain', 'a@b', '@example.org', 'a b@example.org', 'a@example.org, b@example.org', 'A <a@example.org>'])(
    'the email “%s”',
    async (email) => {
      expect(await summary(`First Name;Email\nMaya;${email}\n`)).toEqual([
        `1@2 skipped: “${email}” is not an email address`,
      ]);
    },
  );

  test('an email with a domain in another script is fine', async () => {
    expect(await summary('Email\nana@münchen.example\n')).toEqual(['1@2 <ana@münchen.example>']);
  });

  test('a quote that is never closed costs its line only', async () => {
    const file = 'First Name,Last Name\nMaya,"Öztürk\nBo,Lind\n"Chi",Okafor\nDee,"Do\ne"\n';
    expect(await summary(file)).toEqual([
      '1@2 skipped: a quote (") opens in line 2 and is not closed',
      '2@3 Bo Lind',
      '3@4 Chi Okafor',
      '4@5 Dee Do\ne',
    ]);
  });

  test('a quote that is open at the end of the file', async () => {
    expect(await summary('First Name,Last Name\nMaya,Öztürk\n"Bo,Lind\nChi,Okafor')).toEqual([
      '1@2 Maya Öztürk',
      '2@3 skipped: a quote (") opens in line 3 and is not closed',
      '3@4 Chi Okafor',
    ]);
  });

  test('a quote that is closed a million characters further on was not meant to open anything: the rows between are read', async () => {
    const between = 60_000;
    const file = `First Name,Last Name\nMaya,"Öztürk\n${'Bo Birger,Lind Lindgren\n'.repeat(between)}Chi,Oka"for\nDee,Do\n`;
    const rows = await summary(file);
    expect(rows).toHaveLength(between + 3);
    expect(rows[0]).toBe('1@2 skipped: a quote (") opens in line 2 and is not closed');
    expect(rows.slice(-2)).toEqual([
      `${between + 2}@${between + 3} Chi Oka"for`,
      `${between + 3}@${between + 4} Dee Do`,
    ]);
  });

  test('a cell of two lines after a million characters in quotes is a cell like any other', async () => {
    const before = 60_000;
    const rows = await summary(`First Name,Last Name\n${'"Bo Birger","Lindgren"\n'.repeat(before)}"Dee","Do\ne"\n`);
    expect(rows.at(-1)).toBe(`${before + 1}@${before + 2} Dee Do\ne`);
  });

  test('text after a closing quote', async () => {
    expect(await summary('First Name,Last Name\n"Maya" M,Öztürk\nBo,Lind\n"a\nb" c,d\nChi,')).toEqual([
      '1@2 skipped: text follows a closing quote (") in line 2',
      '2@3 Bo Lind',
      '3@4 skipped: text follows a closing quote (") in line 5 (lines 4 to 5 are skipped)',
      '4@6 Chi',
    ]);
  });

  test('a second quoted cell that is never closed', async () => {
    expect(await summary('First Name,Last Name,Tags\n"a\nb","c,d\nBo,Lind,x')).toEqual([
      '1@2 skipped: a quote (") opens in line 3 and is not closed (lines 2 to 3 are skipped)',
      '2@4 Bo Lind',
    ]);
  });

  test('quotes inside an unquoted cell are part of it', async () => {
    expect(await summary('First Name,Last Name\n5" pipe,"Bo ""B"" Lind" \n')).toEqual(['1@2 5" pipe Bo "B" Lind']);
  });

  test('blanks of any kind around a quoted cell are no text', async () => {
    expect(await summary('First Name,Last Name\n"Bo"\t,"Lind"\u00a0\n')).toEqual(['1@2 Bo Lind']);
  });
});

describe('limits', () => {
  test('a cell of more than 32 KB', async () => {
    const cells = [40_000, 10_000, 10_000_000].map((size) => 'x'.repeat(size));
    const rows = await summary(`First Name,Source\n${cells.map((cell, i) => `C${i},${cell}`).join('\n')}\nEnd,\n`);
    expect(rows).toEqual([
      '1@2 skipped: the cell in “Source” has 40000 characters; at most 32768 are read',
      '2@3 C1',
      '3@4 skipped: the line has more than 6553600 characters',
      '4@5 End',
    ]);
  });

  test('what a form could not save again: a value, a tag or too many tags skip the row, a long name its column', async () => {
    const long = 'x'.repeat(10_001);
    const tags = Array.from({ length: 1001 }, (_, at) => `t${at}`).join(';');
    const name = 'n'.repeat(201);
    const header = `First Name,Source,Tags,Ignored,custom.note,custom.${name}`;
    const rows = [`A,${long}`, `${'b'.repeat(10_001)}`, `C,,${tags}`, `D,,,,${long}`, `E,,"${long},y"`];
    const good = [`Fine,${'x'.repeat(10_000)},,${long},y,${long}`];
    const read = await readAll(`${header}\n${[...rows, ...good].join('\n')}\n`);
    expect(read.map((row) => ('skipped' in row ? row.skipped : ''))).toEqual([
      '“Source” has 10001 characters; a contact takes at most 10000',
      '“First Name” has 10001 characters; a contact takes at most 10000',
      '“Tags” holds 1001 tags; a contact takes at most 1000',
      '“custom.note” has 10001 characters; a contact takes at most 10000',
      '“Tags” has 10003 characters; a contact takes at most 10000',
      '',
    ]);
    for (const row of read)
      if ('contact' in row) requests['contacts.create'].input.parse({ act: 'a', draft: row.contact });
    expect(read.at(-1)).toMatchObject({ contact: { firstName: 'Fine', custom: { note: 'y' } } });
    expect(mapColumns(header.split(',')).notes).toEqual([
      'A column “nnnnnnnnnnnnnnnnnnnn…” is ignored: the name of a custom field takes at most 200 characters',
      '1 column ignored: “Ignored”',
    ]);
  });

  test('a quoted cell of many lines that is too long is one bad row, not many good ones', async () => {
    const cell = 'a line of text\n'.repeat(4000);
    expect(await summary(`First Name,Source\nMaya,"${cell}"\nBo,\n`)).toEqual([
      '1@2 skipped: the cell in “Source” has 60000 characters; at most 32768 are read',
      '2@4003 Bo',
    ]);
  });

  test('more than 200 columns', async () => {
    const header = Array.from({ length: 200 }, (_, i) => `c${i}`).join(',');
    expect(await summary(`Email,${header}\n`)).toEqual(['refused: csv-header']);
    expect(await summary(`${header.replace('c0', 'Email')}\na@example.org\n`)).toEqual(['1@2 <a@example.org>']);
  });

  test('a cell of exactly 32 KB in a column that is ignored', async () => {
    const rows = [32_768, 32_769].map((size) => `Maya,${'x'.repeat(size)}`);
    expect(await summary(`First Name,Notes\n${rows.join('\n')}\n`)).toEqual([
      '1@2 Maya',
      '2@3 skipped: the cell in “Notes” has 32769 characters; at most 32768 are read',
    ]);
  });

  test('more than 1,000,000 rows', async () => {
    const chunks = inChunks(bytesOf(`First Name\n${'a\n'.repeat(1_000_001)}`));
    let last: TableRow | undefined;
    for await (const { rows } of readTable(chunks, { encoding: 'utf-8', delimiter: ',', header: true }))
      last = rows.at(-1) ?? last;
    expect(last).toMatchObject({ line: 1_000_002, refused: { code: 'csv-too-many-rows' } });
  }, 60_000);

  test('a file that is refused as a whole is known to be before a row of it is taken', async () => {
    const read = (text: string) => () => inChunks(bytesOf(text));
    const faultOf = async (text: string) => (await wholeFault(read(text), { encoding: 'utf-8', delimiter: ',' }))?.code;
    expect(await faultOf(`First Name\n${'a\n'.repeat(1_000_001)}`)).toBe('csv-too-many-rows');
    expect(await faultOf(`First Name\r${'a\r'.repeat(1_000_001)}`)).toBe('csv-too-many-rows');
    expect(await faultOf(`First Name\n${'a\n'.repeat(1_000_000)}`)).toBeUndefined();
    // As many lines, and no row more than one.
    expect(await faultOf(`First Name\nMaya\n${'\n'.repeat(1_000_001)}`)).toBeUndefined();
  }, 60_000);

  test.each(['', 'Zo', '"Zo'])(
    'more than 200 MB: what is read of a row that goes beyond (%j) is no row',
    async (cut) => {
      async function* chunks() {
        yield bytesOf(`First Name\nMaya\n${cut}`);
        yield new Uint8Array(200 * 1024 * 1024);
      }
      const batches: (readonly CsvRow[])[] = [];
      for await (const batch of readContactRows(chunks(), { encoding: 'utf-8', delimiter: ',', mapping: {} }))
        batches.push(batch);
      expect(batches.flat()).toMatchObject([{ row: 1 }, { refused: { code: 'csv-too-big' } }]);
      expect(await wholeFault(chunks, { encoding: 'utf-8', delimiter: ',' })).toMatchObject({ code: 'csv-too-big' });
    },
  );
});

describe('headers', () => {
  test('none that is known: refused, with the names that are there', async () => {
    const [row] = await readAll('Maya,Öztürk,maya@example.org\nBo,Lind,bo@example.org\n', { header: true });
    expect(row).toMatchObject({ refused: { code: 'csv-no-known-column', where: { line: 1 } } });
  });

  test('the same name twice: the first counts', async () => {
    expect(await summary('Email,Email,E-mail\na@example.org,b@example.org,c@example.org\n')).toEqual([
      '1@2 <a@example.org>',
    ]);
  });

  test('names of parts of every object are ignored, even when mapped', async () => {
    const file = 'Email,__proto__,constructor,prototype,Score,Size\na@example.org,x,y,z,7,50\n';
    const mapping = Object.fromEntries([
      ['__proto__', 'custom.a'],
      ['constructor', 'custom.constructor'],
      ['prototype', 'custom.__proto__'],
      ['Score', 'custom.__proto__'],
      ['Size', 'custom.constructor'],
    ]);
    for (const choice of [{}, { mapping }]) {
      const [row] = await readAll(file, choice);
      expect(row && 'contact' in row && Object.entries(row.contact.custom)).toEqual([]);
    }
    // Whoever sends the mapping need not have looked at the file first.
    const how = { encoding: 'utf-8', delimiter: ',', mapping };
    for await (const rows of readContactRows(inChunks(bytesOf(file)), how)) {
      for (const row of rows) expect('contact' in row && Object.entries(row.contact.custom)).toEqual([]);
    }
    const sniff = sniffCsv(bytesOf(file));
    expect(sniff.ok && Object.keys(sniff.value.options.mapping)).toEqual(['Email', 'Score', 'Size']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('a header alone gives no rows', async () => {
    expect(await readAll('First Name,Email\n')).toEqual([]);
    expect(await readAll('First Name,Email')).toEqual([]);
  });

  test('blank lines before it are passed over, and counted', async () => {
    expect(await summary('\n\nEmail\na@example.org\n')).toEqual(['1@4 <a@example.org>']);
  });
});

describe('whatever the file', () => {
  const bits = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\n',
    '\r',
    '\r\n',
    ' ',
    'a',
    'Email',
    'x@example.org',
    'ö',
    '\t',
    '\ufeff',
  );
  const files = fc.array(bits, { maxLength: 80 }).map((parts) => `Email,Source,Tags\n${parts.join('')}`);

  test('every chunk size gives the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 40 }), async (file, size) => {
        expect(await summary(file, {}, size)).toEqual(await summary(file));
      }),
    );
  });

  test('rows are numbered in order, and no physical line is read twice', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        const rows = await readAll(file, { delimiter: ',', encoding: 'utf-8' });
        const lines = rows.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
        expect(rows.map((row) => ('row' in row ? row.row : 0))).toEqual(rows.map((_, i) => i + 1));
      }),
    );
  });
});
