// A CSV file of users, as the command line and the window read it.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { recordCutter } from '../../../../electron/csv/records.ts';
import { readUsers } from '../../../../electron/csv/users.ts';
import { bytesOf } from '../../../support/csv.ts';

const seed = new URL('../../../fixtures/seed/users.csv', import.meta.url);

const read = (text: string) => readUsers(bytesOf(text));

test('the seed file', async () => {
  const users = readUsers(await readFile(seed));
  expect(users).toMatchObject({ ok: true, value: { skipped: [], notes: [] } });
  expect(users.ok && users.value.users).toEqual([
    { line: 2, user: { name: 'Ana Silva', email: 'ana@example.com', phone: '+351912345678', active: true } },
    { line: 3, user: { name: 'Bo Lind', email: 'bo@example.com', phone: '+46701234567', active: true } },
    { line: 4, user: { name: 'Chi Okafor', email: 'chi@example.com', phone: '+2348012345678', active: true } },
  ]);
});

test.each([
  ['yes', true],
  ['No', false],
  ['TRUE', true],
  ['false', false],
  ['1', true],
  ['0', false],
  ['', true],
])('active “%s” is %s', (word, active) => {
  expect(read(`Name;Active\nAna;${word}\n`)).toMatchObject({ value: { users: [{ user: { name: 'Ana', active } }] } });
});

test('a file of any length is read to its end', () => {
  const name = 'A'.repeat(190);
  const users = read(`name\n${Array.from({ length: 6000 }, (_, at) => `${name} ${at}`).join('\n')}\n`);
  expect(users.ok && users.value.users.at(-1)).toEqual({ line: 6001, user: { name: `${name} 5999`, email: '' } });
});

test('rows that cannot be used are listed by line', () => {
  const rows = ['Ana,ana@example.com,,maybe', ',bo@example.com', 'Chi,chi', 'a,b,c,d,e', `${'x'.repeat(201)}`, 'Dee'];
  expect(read(`name,email,phone,active\n${rows.join('\n')}\n`)).toMatchObject({
    value: {
      users: [{ line: 7, user: { name: 'Dee', email: '', phone: '', active: true } }],
      skipped: [
        { line: 2, reason: 'active is “maybe”; write yes or no' },
        { line: 3, reason: 'no name' },
        { line: 4, reason: '“chi” is not an email address' },
        { line: 5, reason: '5 cells for 4 columns' },
        { line: 6, reason: 'name is too long' },
      ],
    },
  });
});

test('blank lines are passed over before anything is made of them: a file may have millions', () => {
  const blank = ['', '  ', ',,', '\t', ' , '];
  expect(recordCutter(',')([...blank, 'Ana', '"a', '', 'b"', ''], true)).toEqual([
    { line: 6, text: 'Ana' },
    { line: 7, text: '"a\n\nb"' },
  ]);
  expect(read(`name,email,phone\n${blank.join('\n')}\nAna,,\n`)).toMatchObject({
    value: { users: [{ line: 7, user: { name: 'Ana' } }], skipped: [] },
  });
});

test('a name or a phone number of two lines would break every line it stands in', () => {
  expect(read('name,phone\n"Ana\nSilva",\nBo,"1\n2"\nChi,\n')).toMatchObject({
    value: {
      users: [{ user: { name: 'Chi' } }],
      skipped: [
        { line: 2, reason: 'name holds a line break or another control character' },
        { line: 4, reason: 'phone holds a line break or another control character' },
      ],
    },
  });
});

test('of what has no column nothing is said, so that nobody’s number is lost and nobody is switched on', () => {
  const users = read('name,email\nAna,ana@example.com\n');
  expect(users.ok && users.value.users).toEqual([{ line: 2, user: { name: 'Ana', email: 'ana@example.com' } }]);
});

describe('columns', () => {
  test('others are named and ignored', () => {
    expect(read('E-mail,NAME,Team,name\nana@example.com,Ana,Sales,x\n')).toMatchObject({
      value: {
        users: [{ user: { name: 'Ana', email: 'ana@example.com' } }],
        notes: ['2 columns ignored: “Team”, “name”'],
      },
    });
  });

  test('without a name the file is refused', () => {
    expect(read('email\nana@example.com\n')).toMatchObject({ ok: false, problem: { code: 'csv-no-name-column' } });
    expect(read('')).toMatchObject({ ok: false, problem: { code: 'csv-empty' } });
  });
});
