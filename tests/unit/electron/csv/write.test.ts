// Export: safe in a spreadsheet, and the same contacts when it is read back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactsToCsv, skippedToCsv } from '../../../../electron/csv/write.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import type { ContactDraft } from '../../../../shared/model/contact.ts';
import { readAll } from '../../../support/csv.ts';

const csvOf = (contacts: readonly ContactDraft[]) => [...contactsToCsv(contacts)].join('');
const aContact = { ...emptyContactDraft, firstName: 'Maya' };

test('has a byte order mark, our headers and CRLF', () => {
  const contact = { ...aContact, tags: ['new', 'vip'], custom: { size: '50', 'Job title': 'CEO, "boss"' } };
  expect(csvOf([contact])).toBe(
    '\uFEFFFirst Name,Last Name,Email,Phone,Source,Tags,custom.Job title,custom.size,Owner\r\n' +
      'Maya,,,,,"new, vip","CEO, ""boss""",50,\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@x', "'=1", "''+1", '=cmd\n|x', '\u200b'])(
  '%j cannot run, and comes back',
  async (value) => {
    const csv = csvOf([{ ...aContact, source: value }]);
    expect(csv).not.toMatch(/[,"\n][=+\-@\t]/);
    expect(await readAll(csv)).toMatchObject([{ contact: { source: value } }]);
  },
);

test('the last column is the owner’s name, and reading it back ignores it', async () => {
  const csv = [...contactsToCsv([{ ...aContact, owner: 'u1' }], ({ owner }) => `Ana of ${owner}`)].join('');
  expect(csv).toBe('\uFEFFFirst Name,Last Name,Email,Phone,Source,Tags,Owner\r\nMaya,,,,,,Ana of u1\r\n');
  expect(await readAll(csv)).toMatchObject([{ contact: aContact }]);
});

test('a phone in E.164 stays as it is', () => {
  expect(csvOf([{ ...aContact, phone: '+442079460018' }])).toContain(',+442079460018,');
  expect(csvOf([{ ...aContact, phone: '+44 20 7946 0018' }])).toContain(`,"'+44 20 7946 0018",`);
});

test('a custom field is empty for a contact without it, also under a name that every object knows', async () => {
  const contacts = [{ ...aContact, custom: { toString: 'x', constructor: 'y' } }, aContact];
  const rows = csvOf(contacts).split('\r\n').slice(1, 3);
  expect(rows).toEqual(['Maya,,,,,,y,x,', 'Maya,,,,,,,,']);
});

test('skipped rows: line and reason, with a byte order mark, and nothing that runs', () => {
  const rows = [
    { line: 2, reason: 'no name, email or phone' },
    { line: 5, reason: '=1+1' },
  ];
  expect(skippedToCsv(rows)).toBe('\uFEFFLine,Reason\r\n2,"no name, email or phone"\r\n5,"\'=1+1"\r\n');
});

test('no contacts: the header alone', async () => {
  expect(await readAll(csvOf([]))).toEqual([]);
});

test('comes in pieces', async () => {
  const contacts = Array.from({ length: 1200 }, (_, i) => ({ ...aContact, lastName: `L${i}` }));
  expect([...contactsToCsv(contacts)]).toHaveLength(4);
  expect((await readAll(csvOf(contacts))).map((row) => 'contact' in row && row.contact.lastName)).toEqual(
    contacts.map(({ lastName }) => lastName),
  );
});

test('any contacts come back as they were', async () => {
  const hard = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\n',
    "'",
    '=',
    '+',
    '-',
    '@',
    ' ',
    'sep=;',
    '\ufeff',
    'custom.',
    '😀',
  );
  const value = fc.array(fc.oneof(hard, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 6 }).map((bits) =>
    bits
      .join('')
      .replaceAll(/[\r\uFFFD]/g, '')
      .normalize('NFC')
      .trim(),
  );
  const tag = value.map((text) => text.replaceAll(/[,;]/g, '').trim()).filter((text) => text !== '');
  const key = value.filter((text) => text !== '' && text.length < 100);
  const contact = fc.record({
    firstName: value.map((text) => text || 'Maya'),
    lastName: value,
    email: fc.constantFrom('', 'maya@example.org', '+maya@example.org'),
    phone: fc.oneof(value, fc.constant('+442079460018')),
    source: value,
    tags: fc.uniqueArray(tag, { maxLength: 4 }),
    custom: fc
      .dictionary(
        key,
        value.map((text) => text || 'x'),
        { maxKeys: 3 },
      )
      .map((custom) => ({ ...custom })),
  });
  const likeAnAddress = {
    firstName: 'Maya',
    lastName: '',
    email: '' as const,
    phone: '',
    source: '',
    tags: [],
    custom: { '-@custom.¢': 'x' },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(contact, { maxLength: 5 }), async (contacts) => {
      const rows = await readAll(csvOf(contacts));
      expect(rows.map((one) => ('contact' in one ? [one.row, one.contact] : one))).toEqual(
        contacts.map((one, index) => [index + 1, one]),
      );
    }),
    { examples: [[[likeAnAddress]]] },
  );
});
