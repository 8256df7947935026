// An accepted file is a job: each row once, on with it after a start, stopped at a row, taken back.
import { cpSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createContact } from '../../../../electron/runtime/contacts.ts';
import { hashId } from '../../../../electron/runtime/ids.ts';
import { importContacts } from '../../../../electron/runtime/import-contacts.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { largest } from '../../../../electron/store/whole-file.ts';
import type { CsvOptions } from '../../../../shared/ipc-file-types.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import type { DuplicateRule, ImportJob } from '../../../../shared/model/import-job.ts';
import { faultyDisk, type Fault } from '../../../support/faulty-disk.ts';
import { Port } from '../../../support/import-port.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { Workshop } from '../../../support/workshop.ts';

const rows = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => `C${from + index},c${from + index}@example.org\n`).join('');
const csv = (count: number): string => `First name,Email\n${rows(1, count)}`;

const blank: Omit<ImportJob, 'id'> = {
  fileName: 'contacts.csv',
  hash: '',
  duplicates: 'update',
  runWorkflows: true,
  mapping: { 'First name': 'firstName', Email: 'email' },
  delimiter: ',',
  encoding: 'utf-8',
  by: null,
  at: 0,
  state: 'running',
  rowsDone: 0,
  created: 0,
  merged: 0,
  skipped: 0,
};

test('the preview shows how the file would be read, and the choice counts', async () => {
  const port = await Port.open();
  const token = await port.upload('First name;Email\nMaya;maya@example.org\n');
  const preview = must(await port.imports.preview(token, null));
  expect(preview).toMatchObject({ token, fileName: 'contacts.csv', bytes: 39, headers: ['First name', 'Email'] });
  expect(preview.options.delimiter).toBe(';');
  const comma = must(await port.imports.preview(token, { ...preview.options, delimiter: ',' } as CsvOptions));
  expect(comma.headers).toEqual(['First name;Email']);
  expect(await port.imports.preview('nix', null)).toMatchObject({ problem: { code: 'file-gone' } });
  expect(await port.imports.preview(await port.upload(''), null)).toMatchObject({ ok: false });
});

test('before it is accepted, rows that are contacts already, or come twice, are counted as the import will take them', async () => {
  const port = await Port.open();
  const { runtime } = port.shop;
  must(await createContact(runtime, 'a', { ...emptyContactDraft, firstName: 'Maya', email: 'maya@example.org' }));
  must(await createContact(runtime, 'b', { ...emptyContactDraft, firstName: 'Zoe', phone: '+49 30 1234567' }));
  const lines = ['Maya,MAYA@example.org,', 'Zoe,,+4930 123 4567', 'Moe,,+4930 123 4567', 'Ada,ada@example.org,'];
  const token = await port.upload(
    `First name,Email,Phone\n${[...lines, lines[3], 'Nobody,not an address,'].join('\n')}\n`,
  );
  const { options } = must(await port.imports.preview(token, null));
  expect(must(await port.imports.known(token, options))).toEqual({ rows: 5, known: 3, whole: true });
  expect(await port.imports.known('nix', options)).toMatchObject({ problem: { code: 'file-gone' } });
  const { job } = must(await port.imports.start(token, { options, duplicates: 'skip', runWorkflows: false }));
  expect(await port.over(job)).toMatchObject({ created: 2, skipped: 4 });
});

test('every row comes in once and runs; skipped ones are listed with line and reason', async () => {
  const port = await Port.open();
  const id = await port.start(`${csv(2500)}Nobody,not an address\nOdd,nor this\n${rows(2501, 2510)}`);
  const job = await port.over(id);
  expect(job).toMatchObject({ state: 'done', rowsDone: 2512, created: 2510, merged: 0, skipped: 2 });
  expect(port.contacts()).toHaveLength(2510);
  expect(must(port.imports.skippedRows(id)).map((one) => one.line)).toEqual([2502, 2503]);
  expect(port.shop.runtime.get('contacts', hashId(id, 1))).toMatchObject({ firstName: 'C1', owner: 'ana' });
  const counts = ['ana', 'bo', 'chi'].map((user) => port.contacts().filter((one) => one.owner === user).length);
  expect(counts.toSorted((a, b) => a - b)).toEqual([836, 837, 837]);
  expect(port.imports.list()).toMatchObject([
    { job: { id, state: 'done' }, skippedRows: [{ line: 2502 }, { line: 2503 }] },
  ]);
  expect(port.heard.at(-1)?.job.state).toBe('done');
  expect(await realDisk.list(`${port.shop.folder}/imports`)).toEqual([]);
});

test.each<[DuplicateRule, number, object]>([
  ['update', 3, { created: 2, merged: 1 }],
  ['skip', 3, { created: 2, merged: 0 }],
  ['add', 4, { created: 3, merged: 0 }],
])('rows that are there already: %s', async (rule, count, figures) => {
  const port = await Port.open();
  must(await createContact(port.shop.runtime, 'a', { ...emptyContactDraft, email: 'c1@example.org' }));
  const job = await port.over(await port.start(csv(3), rule));
  expect(job).toMatchObject({ state: 'done', ...figures });
  expect(port.contacts()).toHaveLength(count);
  expect(port.contacts()[0]?.firstName).toBe(rule === 'update' ? 'C1' : '');
});

test('without workflows the contacts come in and nothing runs', async () => {
  const port = await Port.open();
  await port.over(await port.start(csv(3), 'update', false));
  expect([port.contacts().length, port.shop.runtime.ledger.table('runs').size]).toEqual([3, 0]);
});

describe('stopped half-way', () => {
  test('cancelled at a row: what is in stays in, the rest is not read', async () => {
    const port = await Port.open();
    port.onJob = ({ job }) => void port.imports.cancel(job.id);
    const id = await port.start(csv(5000));
    const job = await port.over(id);
    expect(job.state).toBe('cancelled');
    expect(job.rowsDone).toBeLessThan(5000);
    expect(port.contacts()).toHaveLength(job.rowsDone);
    expect(port.imports.cancel('nix')).toMatchObject({ ok: false, problem: { code: 'job-gone' } });
    expect(new Port(await port.shop.restart()).imports.list()).toMatchObject([
      { job: { state: 'cancelled' }, bytes: 0 },
    ]);
  });

  test('quit: it goes on at the next start after the last row, and each row is in once', async () => {
    const port = await Port.open();
    let stopping: Promise<void> | undefined;
    port.onJob = () => {
      stopping ??= port.imports.stop();
    };
    const id = await port.start(csv(5000));
    await expect.poll(() => stopping !== undefined, { timeout: 30_000 }).toBe(true);
    await stopping;
    const { state, rowsDone } = port.job(id);
    expect(state).toBe('running');
    expect(rowsDone).toBeLessThan(5000);
    const next = new Port(await port.shop.restart());
    await next.imports.resume();
    expect(await next.over(id)).toMatchObject({ state: 'done', rowsDone: 5000, created: 5000 });
    expect(next.contacts()).toHaveLength(5000);
    expect(next.shop.runtime.ledger.table('runs').size).toBe(5000);
    expect(next.shop.messages()).toHaveLength(5000);
  });

  test('quit: the rows that were skipped before are listed again, each once, with those that are skipped after', async () => {
    const port = await Port.open();
    let stopping: Promise<void> | undefined;
    port.onJob = () => {
      stopping ??= port.imports.stop();
    };
    const id = await port.start(`First name,Email\nNobody,not an address\n${rows(1, 5000)}Odd,nor this\n`);
    await expect.poll(() => stopping !== undefined, { timeout: 30_000 }).toBe(true);
    await stopping;
    expect(port.job(id)).toMatchObject({ state: 'running', skipped: 1 });
    const next = new Port(await port.shop.restart());
    await next.imports.resume();
    expect(await next.over(id)).toMatchObject({ state: 'done', created: 5000, skipped: 2 });
    expect(must(next.imports.skippedRows(id)).map((one) => one.line)).toEqual([2, 5003]);
    expect(next.imports.list()).toMatchObject([{ skippedRows: [{ line: 2 }, { line: 5003 }] }]);
  });

  test('quit: the rows whose contact was there and was left as it is are listed again too', async () => {
    const port = await Port.open();
    for (const email of ['c3@example.org', 'c4990@example.org'])
      must(await createContact(port.shop.runtime, email, { ...emptyContactDraft, email }));
    let stopping: Promise<void> | undefined;
    port.onJob = () => {
      stopping ??= port.imports.stop();
    };
    const id = await port.start(csv(5000), 'skip');
    await expect.poll(() => stopping !== undefined, { timeout: 30_000 }).toBe(true);
    await stopping;
    const { rowsDone } = port.job(id);
    expect([rowsDone > 3, rowsDone < 4990]).toEqual([true, true]);
    const next = new Port(await port.shop.restart());
    await next.imports.resume();
    expect(await next.over(id)).toMatchObject({ state: 'done', created: 4998, skipped: 2 });
    const listed = must(next.imports.skippedRows(id)).map((one) => `${one.line} ${one.reason}`);
    expect(listed).toEqual(['4 there already: c3@example.org', '4991 there already: c4990@example.org']);
  });

  test('the copy is gone meanwhile: the job says so, and the other jobs go on', async () => {
    const port = await Port.open();
    const stage = (id: string): void => {
      const job: ImportJob = { ...blank, id };
      port.shop.runtime.runner.act(null, [{ do: 'job-moved', job }]);
    };
    stage('lost');
    stage('kept');
    await port.shop.runtime.runner.commit();
    must(await port.shop.house.uploads.keepAs(await port.upload(csv(2)), 'kept'));
    await port.upload('left by an import that never began');
    const next = new Port(await port.shop.restart());
    await next.imports.resume();
    expect(await next.over('kept')).toMatchObject({ state: 'done', created: 2 });
    expect(next.job('lost')).toMatchObject({ state: 'failed', reason: expect.stringContaining('gone') });
    expect(await realDisk.list(`${port.shop.folder}/imports`)).toEqual([]);
  });
});

describe('taken back', () => {
  test('the contacts that it brought go to the bin, others stay', async () => {
    const port = await Port.open();
    const there = must(await createContact(port.shop.runtime, 'a', { ...emptyContactDraft, email: 'c2@example.org' }));
    const id = await port.start(csv(4));
    await port.over(id);
    expect(await port.imports.undo(id)).toEqual({ ok: true, value: { removed: 3 } });
    expect(port.contacts().map((one) => one.id)).toEqual([there.id]);
    expect(await port.imports.undo(id)).toEqual({ ok: true, value: { removed: 0 } });
    expect(await port.imports.undo('nix')).toMatchObject({ problem: { code: 'job-gone' } });
  });

  test('not while it is going on', async () => {
    const port = await Port.open();
    const answers: Promise<unknown>[] = [];
    port.onJob = ({ job }) => {
      if (job.state === 'running') answers.push(port.imports.undo(job.id));
    };
    await port.over(await port.start(csv(3000)));
    expect(await answers[0]).toMatchObject({ problem: { code: 'job-running' } });
  });
});

test('a file without the columns that were chosen ends before its first row, and says why', async () => {
  const port = await Port.open();
  const token = await port.upload('Who,Where\nMaya,Riga\n');
  const options = { mapping: { 'First name': 'firstName' }, delimiter: ',', encoding: 'utf-8', header: true } as const;
  const { job } = must(await port.imports.start(token, { options, duplicates: 'skip', runWorkflows: true }));
  expect(await port.over(job)).toMatchObject({ state: 'failed', rowsDone: 0, reason: expect.stringMatching('.') });
  expect([port.contacts(), port.failures]).toEqual([[], []]);
});

test('a file with more than 1,000,000 rows is refused before any of them comes in', async () => {
  const port = await Port.open();
  const token = await port.upload(`First name\n${'a\n'.repeat(1_000_001)}`);
  const { options } = must(await port.imports.preview(token, null));
  expect(await port.imports.start(token, { options, duplicates: 'add', runWorkflows: true })).toMatchObject({
    problem: { code: 'csv-too-many-rows', fix: 'Split the file or mend it, then try again.' },
  });
  expect([port.contacts(), port.imports.list()]).toEqual([[], []]);
}, 60_000);

test('of a file of nothing but bad rows the first hundred thousand are kept with their reasons, no more', async () => {
  const port = await Port.open();
  const id = await port.start(`First name,Email\n${'Nobody,not an address\n'.repeat(100_010)}`);
  expect(await port.over(id)).toMatchObject({ state: 'done', rowsDone: 100_010, created: 0, skipped: 100_010 });
  expect(must(port.imports.skippedRows(id))).toHaveLength(100_000);
  expect(must(port.imports.skippedRows(id)).at(-1)?.line).toBe(100_001);
  expect(port.imports.list()[0]?.skippedRows).toHaveLength(1000);
});

test('rows are on the disk with the place of their job, also when somebody else’s commit takes them along', async () => {
  const port = await Port.open();
  const { runtime } = port.shop;
  const job: ImportJob = { ...blank, id: 'job' };
  const row = (n: number) => ({ row: n, line: n + 1, contact: { ...emptyContactDraft, firstName: `C${n}` } });
  let taken: ImportJob | undefined;
  async function* batches() {
    yield [row(1), row(2), row(3)];
    must(await createContact(runtime, 'press', { ...emptyContactDraft, firstName: 'Somebody' }));
    // As a kill at this moment would leave it.
    const copy = temporaryFolder();
    cpSync(port.shop.folder, copy, { recursive: true, filter: (from) => !from.endsWith('/lock') });
    const left = await Workshop.open({ folder: copy, clock: port.shop.clock, start: false });
    taken = left.runtime.get('jobs', 'job');
    expect(left.runtime.ledger.table('contacts').size).toBe(4);
    yield [row(4)];
  }
  const ended = await importContacts(runtime, job, batches(), {
    batch: 1000,
    wish: () => 'go-on',
    keep: () => undefined,
    committed: () => undefined,
  });
  expect(ended).toMatchObject({ state: 'done', rowsDone: 4, created: 4 });
  expect(taken).toMatchObject({ state: 'running', rowsDone: 3, created: 3 });
});

test('accepted twice by a double click it comes in once', async () => {
  const port = await Port.open();
  const token = await port.upload(csv(3));
  const { options } = must(await port.imports.preview(token, null));
  const how = { options, duplicates: 'add', runWorkflows: true } as const;
  const answers = await Promise.all([port.imports.start(token, how), port.imports.start(token, how)]);
  expect(answers.filter((one) => one.ok)).toHaveLength(1);
  const [job] = answers.flatMap((one) => (one.ok ? [one.value.job] : []));
  await port.over(job ?? '');
  expect(port.contacts()).toHaveLength(3);
});

describe('the private copy', () => {
  test('is refused when it is too large, and only there for who has its token', async () => {
    const { house } = await Workshop.open();
    expect(await house.uploads.begin('big.csv', largest.csv.bytes + 1)).toMatchObject({
      problem: { code: 'file-too-large' },
    });
    const { token } = must(await house.uploads.begin('grows.csv', 1));
    const huge = { length: largest.csv.bytes + 1 } as Uint8Array;
    expect(await house.uploads.append(token, huge)).toMatchObject({ problem: { code: 'file-too-large' } });
    expect(await house.uploads.append('nix', Buffer.from('x'))).toMatchObject({ problem: { code: 'file-gone' } });
    expect(await house.uploads.keepAs('nix', 'job')).toMatchObject({ problem: { code: 'file-gone' } });
    expect(await house.uploads.head('nix', 10)).toHaveLength(0);
  });

  test('a file that cannot be accepted begins nothing', async () => {
    const port = await Port.open();
    const how = { options: {} as CsvOptions, duplicates: 'skip', runWorkflows: true } as const;
    expect(await port.imports.start('nix', how)).toMatchObject({ problem: { code: 'file-gone' } });
    expect(port.imports.list()).toEqual([]);
  });
});

describe('the disk', () => {
  async function onFaulty(): Promise<{ port: Port; faults: { now: Fault | undefined } }> {
    const faults: { now: Fault | undefined } = { now: undefined };
    const disk = faultyDisk(realDisk, (operation, _, path) =>
      path.includes('segment') && operation === (faults.now === 'EIO' ? 'sync' : 'write') ? faults.now : undefined,
    );
    return { port: await Port.open({ disk }), faults };
  }

  test('full in the middle: it waits, and goes on by itself when there is room; no row twice', async () => {
    const { port, faults } = await onFaulty();
    port.onJob = () => {
      if (port.heard.length === 1) faults.now = 'ENOSPC';
    };
    const id = await port.start(csv(5000));
    await expect.poll(() => port.shop.runtime.ledger.status().state, { timeout: 30_000 }).toBe('read-only');
    for (let turn = 0; turn < 20; turn += 1) await port.shop.clock.yield();
    expect(port.job(id).state).toBe('running');
    faults.now = undefined;
    // Every three seconds it is tried again.
    await port.shop.clock.pass(3000, () => port.shop.clock.yield());
    const job = await port.over(id);
    expect(job).toMatchObject({ state: 'done', created: 5000 });
    expect([port.contacts().length, port.shop.messages().length, port.failures]).toEqual([5000, 5000, []]);
  });

  test('full at the start: what a kill left undone waits for room, also when only its end was not written', async () => {
    const { port, faults } = await onFaulty();
    for (const [id, rowsDone] of [
      ['begun', 0],
      ['over', 3],
    ] as const) {
      const job: ImportJob = { ...blank, id, rowsDone, created: rowsDone };
      port.shop.runtime.runner.act(null, [{ do: 'job-moved', job }]);
      must(await port.shop.house.uploads.keepAs(await port.upload(csv(3)), id));
    }
    await port.shop.runtime.runner.commit();
    faults.now = 'ENOSPC';
    const waiting = createContact(port.shop.runtime, 'press', { ...emptyContactDraft, firstName: 'Zoe' });
    await expect.poll(() => port.shop.runtime.ledger.status().state).toBe('read-only');
    await port.imports.resume();
    // The one of which only the end is left has read its file and waits.
    await expect.poll(() => port.imports.list().filter((row) => row.bytesRead > 0)).toHaveLength(1);
    for (let turn = 0; turn < 20; turn += 1) await port.shop.clock.yield();
    expect([port.job('begun').state, port.job('over').state]).toEqual(['running', 'running']);
    faults.now = undefined;
    await port.shop.clock.pass(3000, () => port.shop.clock.yield());
    await waiting;
    expect(await port.over('begun')).toMatchObject({ state: 'done', created: 3 });
    expect(await port.over('over')).toMatchObject({ state: 'done', rowsDone: 3 });
    expect([port.contacts().length, port.failures]).toEqual([4, []]);
  });

  test('full: quitting does not wait for room, and the next start goes on', async () => {
    const { port, faults } = await onFaulty();
    port.onJob = () => {
      if (port.heard.length === 1) faults.now = 'ENOSPC';
    };
    const id = await port.start(csv(5000));
    await expect.poll(() => port.shop.runtime.ledger.status().state, { timeout: 30_000 }).toBe('read-only');
    await port.imports.stop();
    await port.shop.close().catch(() => undefined);
    faults.now = undefined;
    const next = new Port(await Workshop.open({ folder: port.shop.folder, clock: port.shop.clock }));
    await next.imports.resume();
    expect(await next.over(id)).toMatchObject({ state: 'done', created: 5000 });
    expect(next.contacts()).toHaveLength(5000);
  });

  test('the copy cannot be read any further: the job ends there, in words, and what is in stays in', async () => {
    let code: string | undefined;
    let reads = 0;
    const disk = faultyDisk(realDisk, (operation, _, path) =>
      path.includes('imports') && operation === 'read' && (reads += 1) > 10 ? code : undefined,
    );
    const port = await Port.open({ disk });
    const token = await port.upload(csv(20_000));
    const { options } = must(await port.imports.preview(token, null));
    must(await port.shop.house.uploads.keepAs(token, 'kept'));
    const job: ImportJob = { ...blank, ...options, id: 'kept' };
    port.shop.runtime.runner.act(null, [{ do: 'job-moved', job }]);
    await port.shop.runtime.runner.commit();
    [code, reads] = ['EIO', 0];
    await port.imports.resume();
    const ended = await port.over('kept');
    expect(ended).toMatchObject({ state: 'failed', reason: expect.stringContaining('What is in stays in') });
    expect(ended.rowsDone).toBeGreaterThan(1000);
    expect(port.contacts()).toHaveLength(ended.rowsDone);
    expect(port.failures).toEqual([]);
  });

  test('a copy that cannot be looked at is not taken for one that is gone: the job stays', async () => {
    let code: string | undefined;
    const disk = faultyDisk(realDisk, (operation, _, path) =>
      path.includes('imports') && operation === 'open' ? code : undefined,
    );
    const port = await Port.open({ disk });
    must(await port.shop.house.uploads.keepAs(await port.upload(csv(2)), 'kept'));
    port.shop.runtime.runner.act(null, [{ do: 'job-moved', job: { ...blank, id: 'kept' } }]);
    code = 'EACCES';
    await expect(port.imports.resume()).rejects.toMatchObject({ problem: { code: 'folder-read-only' } });
    expect(port.job('kept').state).toBe('running');
    code = undefined;
    await port.imports.resume();
    expect(await port.over('kept')).toMatchObject({ state: 'done', created: 2 });
  });

  test('broken: the failure is told once, and nothing unconfirmed is shown as done', async () => {
    const { port, faults } = await onFaulty();
    port.onJob = () => {
      if (port.heard.length === 1) faults.now = 'EIO';
    };
    const id = await port.start(csv(5000));
    await expect.poll(() => port.failures.length, { timeout: 30_000 }).toBe(1);
    const confirmed = port.heard.at(-1)?.job.rowsDone ?? 0;
    faults.now = undefined;
    await port.shop.close().catch(() => undefined);
    const next = new Port(await Workshop.open({ folder: port.shop.folder, clock: port.shop.clock }));
    expect(next.job(id).rowsDone).toBeGreaterThanOrEqual(confirmed);
    await next.imports.resume();
    expect(await next.over(id)).toMatchObject({ state: 'done', created: 5000 });
    expect(next.contacts()).toHaveLength(5000);
  });
});
