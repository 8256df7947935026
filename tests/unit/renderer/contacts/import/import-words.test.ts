// What an import says while it runs and when it ends, and how columns change hands.
import { describe, expect, test } from 'vitest';
import {
  isUsable,
  jobPercent,
  jobWords,
  knownWords,
  remapped,
  rowsWords,
  sizeWords,
  startWords,
  targetChoices,
  whyNobody,
} from '../../../../../renderer/contacts/import/import-words.ts';
import { restoredReason } from '../../../../../shared/model/message.ts';
import type { CsvPreview, KnownRows } from '../../../../../shared/ipc-file-types.ts';
import type { ImportJob } from '../../../../../shared/model/import-job.ts';

function job(more: Partial<ImportJob>): ImportJob {
  return {
    id: 'j1',
    fileName: 'seven.csv',
    hash: '',
    duplicates: 'update',
    runWorkflows: true,
    mapping: {},
    delimiter: ',',
    encoding: 'utf-8',
    by: null,
    at: 0,
    state: 'done',
    rowsDone: 7,
    created: 7,
    merged: 0,
    skipped: 0,
    ...more,
  };
}

test.each([
  [{}, '7 contacts came in, 0 skipped.'],
  [
    { created: 1, merged: 5, skipped: 1 },
    '1 contact came in, 1 skipped. 5 were there already: what they lacked was added.',
  ],
  [{ rowsDone: 9, created: 7 }, '7 contacts came in, 0 skipped. 2 were there already and left alone.'],
  [
    { state: 'cancelled', rowsDone: 1204, created: 1204 },
    'Cancelled at row 1,204: 1,204 contacts came in, 0 skipped. The rest was not read.',
  ],
  [
    { state: 'cancelled', rowsDone: 0, created: 0 },
    'Cancelled before the first row: 0 contacts came in, 0 skipped. The rest was not read.',
  ],
  [
    { state: 'failed', reason: 'The disk is full.' },
    'Stopped at row 7: 7 contacts came in, 0 skipped. The disk is full.',
  ],
  [
    { state: 'failed', reason: restoredReason(0, 'its rest may have come in since') },
    'Stopped at row 7: 7 contacts came in, 0 skipped. Restored from a backup of today 14:02: its rest may have come in since.',
  ],
] as const)('%#', (more, expected) => {
  expect(jobWords(job(more), () => '14:02')).toBe(expected);
});

test('percent of the file', () => {
  const row = { bytes: 1000, bytesRead: 237, skippedRows: [] };
  expect(jobPercent({ ...row, job: job({ state: 'running' }) })).toBe(23);
  expect(jobPercent({ ...row, bytes: 0, job: job({ state: 'running' }) })).toBe(0);
  expect(jobPercent({ ...row, bytes: 0, job: job({}) })).toBe(100);
});

describe('columns', () => {
  test('a field moves from one column to another', () => {
    expect(remapped({ Phone: 'phone', Mobile: null }, 'Mobile', 'phone')).toEqual({ Phone: null, Mobile: 'phone' });
  });

  test('any number of columns can be ignored', () => {
    expect(remapped({ Phone: null, Mobile: 'phone' }, 'Mobile', null)).toEqual({ Phone: null, Mobile: null });
  });

  test('a column offers every field, a custom field of its name, and nothing', () => {
    const values = targetChoices('Plan').map(({ value }) => value);
    expect(values).toEqual([
      '',
      'firstName',
      'lastName',
      'fullName',
      'email',
      'phone',
      'source',
      'tags',
      'custom.Plan',
    ]);
  });

  test('somebody must be recognisable', () => {
    expect([isUsable({ Notes: 'custom.Notes', Source: 'source' }), isUsable({ Mail: 'email' })]).toEqual([false, true]);
  });
});

test.each([
  [0, 0, '0 rows in all'],
  [1, 0, '1 row in all'],
  [3, 2, '3 rows in all, 2 skipped'],
  [3, 3, '3 rows in all, none of which can come in'],
  [20, 0, 'The first 20 rows'],
  [20, 1, 'The first 20 rows, 1 skipped'],
])('a preview of %i rows, %i of them skipped', (shown, skipped, words) => {
  const rows = Array.from({ length: shown }, (_, line) => ({
    line,
    cells: [],
    ...(line < skipped && { skipped: 'no name, email or phone' }),
  }));
  expect(rowsWords(rows)).toBe(words);
});

test.each([
  [812, '812 bytes'],
  [4812, '4.8 KB'],
  [4_812_000, '4.8 MB'],
])('%i', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

describe('which workflows start', () => {
  const one = (name: string, filtered = false) => ({ id: name, name, filtered });

  test('none: it says so, switched on or off', () => {
    for (const run of [true, false])
      expect(startWords([], run)).toBe('No published workflow listens to Contact Created, so none will start.');
  });

  test('each is named, with its filter', () => {
    expect(startWords([one('Assign'), one('Fair', true)], true)).toBe(
      '2 workflows will start for the new contacts: “Assign”, “Fair” (if its filter lets them in). Contacts that are there already start none.',
    );
    expect(startWords([one('Assign')], false)).toBe('None will start. Switched on, it would be “Assign”.');
  });

  test('of many, five and the number of the rest', () => {
    const many = Array.from({ length: 8 }, (_, at) => one(`W${at}`));
    expect(startWords(many, true)).toContain('8 workflows will start for the new contacts: “W0”');
    expect(startWords(many, true)).toContain('“W4”, and 3 more.');
  });
});

describe('an import that would bring nobody in says why', () => {
  const mapping = { Name: 'fullName' } as const;
  const row = { line: 2, cells: ['Ana'] };
  const skipped = { ...row, skipped: 'no name, no email and no phone' };
  const nobody = { rows: 0, known: 0, whole: true };
  const why = (rows: CsvPreview['rows'], known: KnownRows = nobody) => whyNobody(mapping, { rows }, known);

  test('no column tells who somebody is', () => {
    expect(whyNobody({ Size: null }, { rows: [row] }, nobody)).toContain('Choose which column');
  });

  test('no rows, or none that can come in', () => {
    expect(why([])).toContain('no rows');
    expect(why([skipped, skipped])).toContain('No row can come in');
  });

  test('where some may come in, it may begin', () => {
    expect(why([skipped, row], { rows: 1, known: 0, whole: true })).toBeUndefined();
    expect(why([skipped], { rows: 0, known: 0, whole: false })).toBeUndefined();
    for (const unknown of [undefined, null]) expect(whyNobody(mapping, { rows: [skipped] }, unknown)).toBeUndefined();
  });
});

test.each([
  [undefined, 'Looking for them in the file.'],
  [null, ''],
  [{ rows: 0, known: 0, whole: true }, ''],
  [{ rows: 1, known: 0, whole: true }, 'No row is one of them.'],
  [{ rows: 1200, known: 312, whole: true }, '312 of 1,200 rows, with those that come twice in the file.'],
  [{ rows: 200_000, known: 0, whole: false }, 'None of the first 200,000 rows.'],
  [{ rows: 200_000, known: 5, whole: false }, '5 of the first 200,000 rows, with those that come twice in the file.'],
])('rows that are no new contacts: %j', (known, words) => {
  expect(knownWords(known)).toBe(words);
});
