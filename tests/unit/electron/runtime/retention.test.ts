import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createContact, deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { createKeeping } from '../../../../electron/runtime/keeping.ts';
import { publish } from '../../../../electron/runtime/publishing.ts';
import { contactPage } from '../../../../electron/runtime/queries/contacts.ts';
import { runPage } from '../../../../electron/runtime/queries/runs.ts';
import { retain } from '../../../../electron/runtime/retention.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { showTrace } from '../../../../electron/terminal/show.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { DAY, HOUR } from '../../../../shared/model/time.ts';
import { must } from '../../../support/must.ts';
import { openSmallHouse } from '../../../support/small-house.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aUser, aWorkflow } from '../../../support/workflow.ts';

const START = Date.UTC(2026, 0, 1, 9);

/** A clock that is set by the test; what is due later is called by `fire`. */
function aClock() {
  const later: (() => void)[] = [];
  const clock = {
    at: START,
    now: () => clock.at,
    elapsed: () => clock.at,
    after: (_ms: number, call: () => void) => {
      later.push(call);
      return () => void later.splice(later.indexOf(call), 1);
    },
    yield: () => Promise.resolve(),
    fire: () => {
      for (const call of later.splice(0)) call();
    },
  };
  return clock;
}

/** One workflow that ends at once, one in which contacts wait for a year; each new contact goes through both. */
async function opened(folder: string, clock = aClock()) {
  const house = await openSmallHouse(realDisk, folder, clock);
  onTestFinished(() => house.close());
  const { runtime } = house;
  if (runtime.library.workflows().size === 0) {
    must(await runtime.library.saveUsers([aUser('ana'), aUser('bo')]));
    const short = aWorkflow('short', 'Short')
      .trigger('t1')
      .step('a1', 'assign-user', { users: [{ user: 'ana' }, { user: 'bo' }] });
    const long = aWorkflow('long', 'Long')
      .trigger('t1')
      .step('x1', 'wait', { mode: 'for', duration: { amount: 52, unit: 'weeks' } })
      .step('n1', 'notify-user', { title: 'Now', message: 'Call {{ contact.phone }}' });
    for (const { document } of [short, long]) {
      must(await runtime.library.saveWorkflow(document, {}, 1));
      must(await publish(runtime, document.id, 'stay'));
    }
  }
  const come = async (name: string) =>
    must(await createContact(runtime, name, { ...emptyContactDraft, firstName: name, email: `${name}@example.org` }))
      .id;
  const keepFor = async (keepLogsDays: number | null) =>
    must(await runtime.library.saveSettings({ ...runtime.library.settings(), keepLogsDays }));
  const runOf = (workflow: string, contact: string) => runtime.lookups.runsOf(workflow, contact)[0] ?? '';
  return { ...house, clock, come, keepFor, runOf };
}

const ledgerText = (folder: string): string =>
  readdirSync(join(folder, 'ledger'))
    .filter((name) => name.startsWith('segment'))
    .map((name) => readFileSync(join(folder, 'ledger', name), 'utf8'))
    .join('');

test('old logs go, contacts and open enrolments stay as they are, and what is gone says so wherever it is opened', async () => {
  const folder = temporaryFolder();
  const { runtime, clock, come, keepFor, runOf } = await opened(folder);
  const old = await come('Olga');
  await keepFor(30);
  clock.at += 40 * DAY;
  const young = await come('Yves');
  const youngPage = JSON.stringify(await contactPage(runtime, young));
  const openTrace = JSON.stringify(await runPage(runtime, runOf('long', old)));
  const contact = runtime.get('contacts', old);
  // The first day's work ends the segment in which old and young stand together; the young one is then kept in it.
  expect((await retain(runtime)).segments).toBe(0);
  clock.at += 31 * DAY;
  expect((await retain(runtime)).segments).toBeGreaterThan(0);

  expect(runtime.get('contacts', old)).toEqual(contact);
  expect(JSON.stringify(await runPage(runtime, runOf('long', old)))).toBe(openTrace);
  expect(JSON.parse(youngPage).timeline.length).toBeGreaterThan(0);
  const gone = must(await runPage(runtime, runOf('short', old)));
  expect(gone).toMatchObject({ entries: [], removed: { why: 'retention', on: clock.at } });
  expect(gone.run).toMatchObject({ state: 'completed', contact: old });
  const page = await contactPage(runtime, old);
  expect(page.removed).toEqual({ why: 'retention', on: clock.at });
  expect(page.runs).toHaveLength(2);
  const shown = await showTrace(runtime, runOf('short', old), false);
  expect(shown).toContain('removed by retention on 13 Mar 2026');
  expect(await showTrace(runtime, runOf('short', old), true)).toContain('"removed":"retention"');
  expect(ledgerText(folder)).not.toContain(`"run":"${runOf('short', old)}"`);
  expect(ledgerText(folder)).toContain(`"run":"${runOf('long', old)}"`);
});

test('it holds after opening again, and the open enrolment goes on to its end', async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  const old = await first.come('Olga');
  await first.keepFor(10);
  first.clock.at += 20 * DAY;
  await retain(first.runtime);
  await first.close();

  const again = await opened(folder, first.clock);
  expect(again.runtime.ledger.status().report.problems).toEqual([]);
  expect(must(await runPage(again.runtime, again.runOf('short', old)))).toMatchObject({
    entries: [],
    removed: { why: 'retention' },
  });
  const waiting = again.runtime.get('runs', again.runOf('long', old));
  again.runtime.runner.arrive(waiting as never, { kind: 'time-came', node: 'x1' });
  await again.runtime.runner.commit();
  const { entries } = must(await runPage(again.runtime, again.runOf('long', old)));
  expect(entries.map((entry) => entry.kind)).toEqual([
    'run-began',
    'node-entered',
    'wait-began',
    'wait-over',
    'node-left',
    'node-entered',
    'node-left',
    'message-queued',
    'run-ended',
  ]);
});

test('an enrolment that ended recently keeps its steps, however long ago it began, and the event that began it', async () => {
  const folder = temporaryFolder();
  const { runtime, clock, come, keepFor, runOf } = await opened(folder);
  const old = await come('Olga');
  await keepFor(30);
  await retain(runtime);
  const run = runOf('long', old);
  const end = async (): Promise<void> => {
    runtime.runner.arrive(runtime.get('runs', run) as never, { kind: 'end', how: 'stopped', reason: 'Enough.' });
    await runtime.runner.commit();
  };
  clock.at += 40 * DAY;
  await end();
  const ended = JSON.stringify(await runPage(runtime, run));
  clock.at += 29 * DAY;
  expect((await retain(runtime)).segments).toBeGreaterThan(0);
  expect(JSON.stringify(await runPage(runtime, run))).toBe(ended);
  expect(must(await runPage(runtime, run)).entries.map((entry) => entry.kind)).toEqual([
    'run-began',
    'node-entered',
    'wait-began',
    'run-ended',
  ]);
  expect((await contactPage(runtime, old)).timeline.map((one) => one.kind)).toContain('event');
  // The other enrolment ended on the first day.
  expect(must(await runPage(runtime, runOf('short', old))).entries).toEqual([]);
  clock.at += 2 * DAY;
  await retain(runtime);
  expect(must(await runPage(runtime, run)).entries).toEqual([]);
});

test('nothing goes while it is off', async () => {
  const { runtime, clock, come, runOf } = await opened(temporaryFolder());
  const old = await come('Olga');
  clock.at += 4000 * DAY;
  expect(await retain(runtime)).toEqual({ segments: 0, bytes: 0 });
  expect(must(await runPage(runtime, runOf('short', old))).entries.length).toBeGreaterThan(2);
});

test('once a day: old logs go, and contacts that were deleted thirty days ago are erased, younger ones are not', async () => {
  const folder = temporaryFolder();
  const { runtime, files, clock, come, keepFor, runOf } = await opened(folder);
  const [old, binned, young] = [await come('Olga'), await come('Bea'), await come('Yves')];
  await keepFor(30);
  const keeping = createKeeping(runtime, files, (error) => {
    throw error;
  });
  keeping.start();
  await keeping.now();
  await deleteContacts(runtime, [binned]);
  clock.at += 29 * DAY;
  await deleteContacts(runtime, [young]);
  clock.fire();
  await keeping.now();
  expect(runtime.get('contacts', binned)?.erased).toBeUndefined();
  clock.at += 2 * DAY + HOUR;
  clock.fire();
  await keeping.now();
  expect(runtime.get('contacts', binned)).toMatchObject({ erased: 'done', firstName: '' });
  expect(runtime.get('contacts', young)).toMatchObject({ firstName: 'Yves' });
  expect(ledgerText(folder)).not.toContain('Bea@example.org');
  expect(runtime.ledger.removed(runOf('short', old))).toMatchObject({ why: 'retention' });
  await keeping.stop();
});
