// What is seen from the beginning of a file, what can be chosen instead, and the preview.
import { describe, expect, test } from 'vitest';
import { previewContacts } from '../../../../electron/csv/preview.ts';
import { HEAD_BYTES, sniffCsv } from '../../../../electron/csv/sniff.ts';
import { bytesOf, summary } from '../../../support/csv.ts';

const sample = 'First Name,Email\nZoë,zoe@example.org\n';

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('encoding', () => {
  test.each([
    ['utf-8', bytesOf(sample)],
    ['utf-8', bytesOf(`\uFEFF${sample}`)],
    ['utf-16le', utf16(sample, false)],
    ['utf-16be', utf16(sample, true)],
    ['windows-1252', Buffer.from(sample, 'latin1')],
  ])('%s', async (encoding, bytes) => {
    const sniff = sniffCsv(bytes);
    expect(sniff).toMatchObject({ ok: true, value: { options: { encoding }, headers: ['First Name', 'Email'] } });
    for (const chunk of [1, 3, 4096]) expect(await summary(bytes, {}, chunk)).toEqual(['1@2 Zoë <zoe@example.org>']);
  });

  test('Windows-1252 has signs that Latin-1 has not', async () => {
    const bytes = Buffer.concat([bytesOf('First Name\n'), Buffer.from([0x80, 0x93, 0x61, 0x94])]);
    expect(await summary(bytes)).toEqual(['1@2 €“a”']);
  });

  test('a character cut at the end of the head is no reason to doubt UTF-8', () => {
    const bytes = bytesOf(`Email\n${'x'.repeat(HEAD_BYTES - 7)}ö`).subarray(0, HEAD_BYTES);
    expect(sniffCsv(bytes)).toMatchObject({ value: { options: { encoding: 'utf-8' } } });
  });

  test('so does the preview, and headers are read the same way', () => {
    const bytes = Buffer.concat([
      bytesOf('First Name,Betrag '),
      Buffer.from([0x80]),
      bytesOf('\nMaya,5 '),
      Buffer.from([0x80]),
    ]);
    expect(previewContacts(bytes)).toMatchObject({
      value: { headers: ['First Name', 'Betrag €'], rows: [{ cells: ['Maya', '5 €'] }] },
    });
  });

  test('a character cut at the end of the file is told, not left off', async () => {
    const bytes = bytesOf('First Name\nBo\nZo\u00eb').subarray(0, -1);
    expect(await summary(bytes)).toEqual(['1@2 Bo', '2@3 skipped: there are characters that are not UTF-8']);
  });

  test('a wrong choice damages nothing silently', async () => {
    const bytes = Buffer.from('First Name,Email\nZoë,zoe@example.org\nBo,bo@example.org\n', 'latin1');
    expect(await summary(bytes, { encoding: 'utf-8' })).toEqual([
      '1@2 skipped: there are characters that are not UTF-8',
      '2@3 Bo <bo@example.org>',
    ]);
  });

  test('where characters cannot be wrong, the sign for a wrong one is one like others', async () => {
    expect(await summary(utf16('First Name\nZo\uFFFD\n', false))).toEqual(['1@2 Zo\uFFFD']);
  });

  test.each([
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest'), 'csv-not-text'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'csv-not-text'],
    ['UTF-16 without its mark', Buffer.from(sample, 'utf16le'), 'csv-not-text'],
    ['nothing', bytesOf(''), 'csv-empty'],
    ['blank lines', bytesOf('\n \n'), 'csv-empty'],
    ['an unreadable header', bytesOf('"Email\na\n'), 'csv-header'],
  ])('%s is refused', (_, bytes, code) => {
    expect(sniffCsv(bytes)).toMatchObject({
      ok: false,
      problem: { code, message: expect.any(String), fix: expect.any(String) },
    });
  });
});

describe('delimiter', () => {
  test.each([
    [',', 'First Name,Email\na;b,a@example.org\n'],
    [';', 'First Name;Email\r\nMaya;maya@example.org\r\n'],
    [';', 'First Name;Tags, all\nMaya;a,b,c,d\n'],
    ['\t', 'First Name\tEmail\n'],
    ['|', 'First Name|Email\nMaya|maya@example.org'],
    [';', 'First Name;Email;Notes (a, b, c, d)\nMaya;maya@example.org;x\n'],
    [';', 'Vorname;Ort;Land\n'],
    [',', 'Email\na@example.org\n'],
    [';', 'sep=;\nFirst Name;Email,Phone,Source\nMaya;x\n'],
    [';', 'SEP=;\nFirst Name;Email,Phone,Source\nMaya;x\n'],
    ['\t', 'sep=\t\r\nFirst Name\tEmail\r\n'],
  ])('%j', (delimiter, text) => {
    expect(sniffCsv(bytesOf(text))).toMatchObject({ value: { options: { delimiter } } });
  });

  test('the sep= line is no row, but a line', async () => {
    expect(await summary('sep=;\nFirst Name;Email\nMaya;maya@example.org\n')).toEqual(['1@3 Maya <maya@example.org>']);
    expect(await summary('First Name\nsep=;\nBo\n')).toEqual(['1@2 sep=;', '2@3 Bo']);
  });

  test('what is chosen is not detected', () => {
    const sniff = sniffCsv(bytesOf('First Name,Email\n'), { delimiter: ';', encoding: 'windows-1252' });
    expect(sniff).toMatchObject({
      value: { options: { delimiter: ';', encoding: 'windows-1252' }, headers: ['First Name,Email'] },
    });
    expect(sniffCsv(bytesOf('a'), { delimiter: '"' })).toMatchObject({ problem: { code: 'csv-delimiter' } });
    expect(sniffCsv(bytesOf('a'), { encoding: 'utf-7' })).toMatchObject({ problem: { code: 'csv-encoding' } });
  });
});

describe('a file without a header', () => {
  const plain = 'Maya,Öztürk,maya@example.org,+90 532 000 11 22\nLars,Lind,lars@example.org,\n';

  test.each([
    [plain, false],
    ['Maya,020 7946 0018\n', false],
    ['Maya;415-555-0100\n', false],
    ['Maya,030 1234\n', false],
    ['Maya,030 123\n', true],
    ['Maya,01/02/2026\n', true],
    ['Maya,mobile,maya@example.org\n', false],
    ['sep=;\nMaya;maya@example.org\n', false],
    ['First Name,Email\nMaya,maya@example.org\n', true],
    ['Wer,Wohin\nMaya,maya@example.org\n', true],
    ['Phone,2026-01-31,0800 100 200 300\n', true],
    ['Maya,2026-01-31\n', true],
    ['Maya,Öztürk\n', true],
  ])('%j: names its columns %s', (text, header) => {
    expect(sniffCsv(bytesOf(text))).toMatchObject({ value: { options: { header } } });
  });

  test('loses no row; email and phone are known by their looks', async () => {
    expect(sniffCsv(bytesOf(plain))).toMatchObject({
      value: {
        headers: ['Column 1', 'Column 2', 'Column 3', 'Column 4'],
        targets: [null, null, 'email', 'phone'],
        notes: ['2 columns ignored: “Column 1”, “Column 2”'],
      },
    });
    const other = { 'Column 3': null, 'Column 4': 'source' };
    expect(sniffCsv(bytesOf(plain), { mapping: other })).toMatchObject({
      value: { targets: [null, null, null, 'source'] },
    });
    const mapping = { 'Column 1': 'firstName', 'Column 2': 'lastName', 'Column 3': 'email' };
    expect(await summary(plain, { mapping })).toEqual([
      '1@1 Maya Öztürk <maya@example.org>',
      '2@2 Lars Lind <lars@example.org>',
    ]);
  });

  test('a column is of emails when most of its cells are, not when one is', () => {
    const rows = ['new,maya@example.org', 'see bo@example.org,lars@example.org', 'bo@example.org,bo@example.org'];
    expect(sniffCsv(bytesOf(rows.join('\n')))).toMatchObject({ value: { targets: [null, 'email'] } });
    const slip = ['maya@example.org', 'lars at example.org', 'bo@example.org'];
    expect(sniffCsv(bytesOf(slip.join('\n')))).toMatchObject({ value: { targets: ['email'] } });
  });

  test('said to have one, it is doubted as long as its first row looks like a contact', () => {
    const notes = (text: string): readonly string[] => {
      const look = previewContacts(bytesOf(text), { header: true });
      return look.ok ? look.value.notes : [];
    };
    expect(notes(plain)[0]).toBe('The first row looks like a contact, not like the names of columns');
    expect(notes('Name,Email\nMaya,maya@example.org\n')).toEqual([]);
  });

  test('can be said to have one, and the other way round', async () => {
    expect(await summary(plain, { header: true, mapping: { Maya: 'firstName' } })).toEqual(['1@2 Lars']);
    const mapping = { 'Column 1': 'fullName' };
    expect(await summary('Maya Öztürk\nLars Lind\n', { header: false, mapping })).toEqual([
      '1@1 Maya Öztürk',
      '2@2 Lars Lind',
    ]);
  });

  test('a row that cannot be read is told by its line, and the columns are counted in the next', async () => {
    const text = '"open,y@example.org\nMaya,z,maya@example.org\n';
    expect(await summary(text, { header: false })).toEqual([
      expect.stringMatching(/^1@1 skipped: a quote/),
      '2@2 <maya@example.org>',
    ]);
  });
});

describe('columns', () => {
  test('are mapped by name; what is ignored is named', () => {
    const sniff = sniffCsv(bytesOf('E-Mail,Notes,__proto__,Email,,constructor,Notes,custom.size\n'));
    expect(sniff).toMatchObject({
      value: {
        targets: ['email', null, null, null, null, null, null, 'custom.size'],
        options: { mapping: { 'E-Mail': 'email', Notes: null, 'custom.size': 'custom.size' } },
        notes: [
          'Column 5 has no name and is ignored',
          '5 columns ignored: “Notes”, “__proto__”, “Email”, “constructor”, “Notes”',
        ],
      },
    });
  });

  test('a mapping is kept, and two columns for one field are told', () => {
    const mapping = { Mail: 'email', Notes: 'email', Score: 'custom.score', Phone: null };
    expect(sniffCsv(bytesOf('Mail,Notes,Score,Phone,Phone\n'), { mapping })).toMatchObject({
      value: {
        targets: ['email', null, 'custom.score', null, null],
        notes: ['A column “Notes” is ignored: “Mail” already gives this field', '2 columns ignored: “Phone”, “Phone”'],
      },
    });
  });
});

describe('preview', () => {
  test('shows 20 rows as they would be read', () => {
    const rows = Array.from({ length: 30 }, (_, i) =>
      i === 1 ? 'Bo,nonsense' : i === 2 ? 'a,b,c' : ` U${i} ,u${i}@example.org`,
    );
    const look = previewContacts(bytesOf(`First Name,Email\n${rows.join('\n')}`));
    expect(look).toMatchObject({ ok: true, value: { headers: ['First Name', 'Email'], notes: [] } });
    const shown = look.ok ? look.value.rows : [];
    expect(shown).toHaveLength(20);
    expect(shown.slice(0, 3)).toEqual([
      { line: 2, cells: ['U0', 'u0@example.org'] },
      { line: 3, cells: ['Bo', 'nonsense'], skipped: '“nonsense” is not an email address' },
      { line: 4, cells: [], skipped: '3 cells for 2 columns' },
    ]);
  });

  test('changes with the settings', () => {
    const bytes = bytesOf('Wer;Wohin\nMaya;maya@example.org\n');
    expect(previewContacts(bytes)).toMatchObject({ value: { rows: [{ skipped: 'no name, email or phone' }] } });
    const mapping = { Wer: 'firstName', Wohin: 'email' };
    expect(previewContacts(bytes, { mapping })).toMatchObject({ value: { options: { mapping, delimiter: ';' } } });
    expect(previewContacts(bytes, { mapping })).not.toMatchObject({
      value: { rows: [{ skipped: expect.any(String) }] },
    });
  });

  test('does not show a row that is cut off at the end of the head', () => {
    const cell = 'x'.repeat(30_000);
    const head = bytesOf(`First Name,Source,Tags\n${`Maya,${cell},${cell}\n`.repeat(20)}`).subarray(0, HEAD_BYTES);
    const look = previewContacts(head);
    expect(look.ok && look.value.rows.map(({ cells }) => cells[2]?.length)).toEqual(Array(17).fill(30_000));
  });
});
