import { expect, test } from 'vitest';
import { systemClock } from '../../../../electron/runtime/clock.ts';
import {
  createContact,
  restoreContacts,
  setOwner,
  stageContact,
  updateContact,
} from '../../../../electron/runtime/contacts.ts';
import { erasable, eraseContacts, finishErasing } from '../../../../electron/runtime/erase.ts';
import { publish, turnOff } from '../../../../electron/runtime/publishing.ts';
import { contactPage, conversationOf } from '../../../../electron/runtime/queries/contacts.ts';
import { runPage } from '../../../../electron/runtime/queries/runs.ts';
import { writeAll, type Disk } from '../../../../electron/store/disk.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';
import { openSmallHouse, type SmallHouse } from '../../../support/small-house.ts';
import { aUser, aWorkflow } from '../../../support/workflow.ts';

const LONG = 120_000;
const maya = {
  ...emptyContactDraft,
  firstName: 'Maya "May"',
  lastName: 'Öztürk-Aydın',
  email: 'maya.oz@example.org',
  phone: '+90 532 123 45 67',
  custom: { plan: 'platinum-secret' },
};
/** Each as it may stand in a file: plain, and as JSON writes it. */
const words = [
  'Maya',
  'Öztürk-Aydın',
  'maya.oz@example.org',
  '+90 532 123 45 67',
  'platinum-secret',
  'May\\"',
  'hush-hush',
];

interface Lived extends SmallHouse {
  readonly maya: string;
  readonly bo: string;
}

/** A workspace in which Maya and Bo came in, were handed out and told of, and something was said with Maya. */
async function lived(disk: Disk): Promise<Lived> {
  const house = await openSmallHouse(disk, '/w', systemClock, {
    segmentBytes: 4000,
    snapshotBytes: 4000,
    busyBytes: 0,
  });
  const { runtime } = house;
  must(await runtime.library.saveUsers([aUser('ana'), aUser('chi')]));
  const { document } = aWorkflow('w1', 'Welcome')
    .trigger('t1')
    .step('a1', 'assign-user', { users: [{ user: 'ana' }, { user: 'chi' }] })
    .step('n1', 'notify-user', { title: '{{ contact.full_name }}', message: 'Call {{ contact.phone }}' })
    .step('x1', 'wait', { mode: 'for', duration: { amount: 5, unit: 'days' } });
  must(await runtime.library.saveWorkflow(document, {}, 1));
  must(await publish(runtime, 'w1', 'stay'));
  const one = must(await createContact(runtime, 'act-1', { ...maya, email: 'before-' + maya.email }));
  const two = must(
    await createContact(runtime, 'act-2', { ...emptyContactDraft, firstName: 'Bo', email: 'bo@example.org' }),
  );
  must(await updateContact(runtime, one.id, maya, false));
  const entry = {
    id: 'said-1',
    contact: one.id,
    channel: 'note',
    direction: 'internal',
    body: 'hush-hush',
    who: null,
    at: 5,
  } as const;
  runtime.runner.act(null, [{ do: 'conversation-added', entry }], one.id);
  await runtime.runner.commit();
  await put(disk, '/w/quarantine/segment.tail', `...{"email":"${maya.email}"`);
  await put(disk, '/w/quarantine/other.tail', 'nothing of anybody');
  await disk.mkdir('/w/bin');
  await put(disk, '/w/bin/w0.json', `{"text":"Call ${maya.email}"}`);
  await put(disk, '/w/imports/chosen.csv', `email\n${maya.email}\n`);
  return { ...house, maya: one.id, bo: two.id };
}

async function put(disk: Disk, file: string, text: string): Promise<void> {
  const opened = await disk.open(file, 'new');
  await writeAll(opened, Buffer.from(text), 0);
  await opened.sync();
  await disk.syncDir(file.slice(0, file.lastIndexOf('/')));
}

function mentions(disk: CrashDisk): readonly string[] {
  return disk.files().filter((file) => words.some((word) => disk.bytes(file).includes(word)));
}

async function disk(): Promise<CrashDisk> {
  const made = crashDisk();
  await made.mkdir('/w');
  return made;
}

test('none of its data is left in any file; counts, rotation, runs and the others are as they were', async () => {
  const memory = await disk();
  const { runtime, files, close, ...ids } = await lived(memory);
  expect(mentions(memory).length).toBeGreaterThan(2);
  const rotation = runtime.get('rotations', 'w1/a1');
  const bo = JSON.stringify(await contactPage(runtime, ids.bo));
  const runs = runtime.lookups.runsOfWorkflow('w1');
  const messages = runtime.lookups.messageKeys.length;

  expect(must(await eraseContacts(runtime, files, [ids.maya]))).toEqual({ erased: 1 });
  expect(mentions(memory)).toEqual([]);
  expect(memory.files()).toContain('/w/quarantine/other.tail');
  expect(runtime.get('rotations', 'w1/a1')).toEqual(rotation);
  expect(runtime.lookups.runsOfWorkflow('w1')).toEqual(runs);
  expect(runtime.lookups.messageKeys.length).toBe(messages);
  expect(runtime.lookups.enrolled('w1')).toBe(2);
  expect(JSON.stringify(await contactPage(runtime, ids.bo))).toBe(bo);
  const page = await contactPage(runtime, ids.maya);
  expect(page).toMatchObject({ contact: null, removed: { why: 'erased' } });
  expect(page.known).toContain('erased');
  const run = must(await runPage(runtime, runtime.lookups.runsOfContact(ids.maya)[0] ?? ''));
  expect(run).toMatchObject({ contactName: 'Erased contact', entries: [], removed: { why: 'erased' } });
  expect(run.run).toMatchObject({ state: 'stopped', reason: 'The contact was erased.' });
  // Nothing can be put on it again.
  await restoreContacts(runtime, [ids.maya]);
  expect((await updateContact(runtime, ids.maya, maya, false)).ok).toBe(false);
  expect((await setOwner(runtime, ids.maya, 'ana')).ok).toBe(false);
  await close();

  const again = await openSmallHouse(memory, '/w', systemClock);
  expect(again.runtime.ledger.status().report.problems).toEqual([]);
  expect(again.runtime.get('contacts', ids.maya)).toMatchObject({ erased: 'done', email: '' });
  expect(again.runtime.lookups.erasing.size).toBe(0);
  expect(JSON.stringify(await contactPage(again.runtime, ids.bo))).toBe(bo);
  // Whoever comes in under the same address is somebody new.
  const anew = must(await createContact(again.runtime, 'act-3', maya));
  expect(anew.id).not.toBe(ids.maya);
  await again.close();
  expect(mentions(memory).length).toBeGreaterThan(0);
});

test('whatever was written down about it goes: brought in without workflows, missed, sent, said; others keep theirs', async () => {
  const memory = await disk();
  const { runtime, files, close, ...ids } = await lived(memory);
  must(await turnOff(runtime, 'w1', 'drain'));
  const draft = { ...maya, firstName: 'Maya "May" Two', email: `two-${maya.email}` };
  const how = { id: 'brought', by: 'import', duplicates: 'add', runWorkflows: false } as const;
  stageContact(runtime, draft, how);
  const missed = must(await createContact(runtime, 'act-5', { ...maya, email: `three-${maya.email}` })).id;
  for (const key of runtime.lookups.messagesAbout(ids.maya)) {
    const reason = `250 accepted for ${maya.email}`;
    runtime.runner.act(null, [{ do: 'message-moved', key, state: 'sent', attempts: 1, reason }], ids.maya);
    runtime.runner.act(null, [{ do: 'message-moved', key, state: 'sent', attempts: 1, reason }]);
  }
  const said = (id: string, contact: string) =>
    ({ id, contact, channel: 'note', direction: 'internal', body: 'of Bo', who: null, at: 6 }) as const;
  runtime.runner.act(null, [{ do: 'conversation-added', entry: said('said-2', ids.bo) }], ids.bo);
  await runtime.runner.commit();
  expect(erasable(runtime, ids.maya)).toBe('Maya "May" Öztürk-Aydın');

  expect(must(await eraseContacts(runtime, files, [ids.maya, 'brought', missed, 'nix']))).toEqual({ erased: 3 });
  expect(mentions(memory)).toEqual([]);
  expect(conversationOf(runtime, ids.bo).map((one) => one.body)).toEqual(['of Bo']);
  expect([erasable(runtime, ids.maya), erasable(runtime, 'nix')]).toEqual([undefined, undefined]);
  expect(erasable(runtime, ids.bo)).toBe('Bo');
  expect(must(await eraseContacts(runtime, files, [ids.maya]))).toEqual({ erased: 0 });
  await close();
});

test('more contacts at once than the ledger looks for one by one are gone all the same', async () => {
  const memory = await disk();
  const { runtime, files, close, ...ids } = await lived(memory);
  const many: string[] = [ids.maya];
  for (let n = 0; n < 90; n += 1) {
    const id = `number-${n}-of-many`;
    const how = { id, by: 'import', duplicates: 'add', runWorkflows: false } as const;
    stageContact(runtime, { ...maya, email: `${n}-${maya.email}` }, how);
    // One after another, so that they stand in many files.
    await runtime.runner.commit();
    many.push(id);
  }
  const bo = JSON.stringify(await contactPage(runtime, ids.bo));
  expect(must(await eraseContacts(runtime, files, many))).toEqual({ erased: 91 });
  expect(mentions(memory)).toEqual([]);
  expect(JSON.stringify(await contactPage(runtime, ids.bo))).toBe(bo);
  await close();
});

test('while an import runs nothing is erased, and it says what to do', async () => {
  const memory = await disk();
  const { runtime, files, close, ...ids } = await lived(memory);
  const job = { id: 'j1', fileName: 'new.csv', state: 'running' } as never;
  runtime.runner.act(null, [{ do: 'job-moved', job }]);
  const refused = await eraseContacts(runtime, files, [ids.maya]);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'import-running' } });
  expect(runtime.get('contacts', ids.maya)?.email).toBe(maya.email);
  await close();
});

test('an address that another contact shares stays with that one', async () => {
  const memory = await disk();
  const { runtime, files, close, ...ids } = await lived(memory);
  must(await createContact(runtime, 'act-9', { ...emptyContactDraft, firstName: 'Maya', lastName: 'Lee' }));
  must(await eraseContacts(runtime, files, [ids.maya]));
  const left = memory.files().filter((file) => memory.bytes(file).includes('Maya'));
  expect(left.every((file) => file.startsWith('/w/ledger'))).toBe(true);
  expect(memory.files().filter((file) => memory.bytes(file).includes(maya.email))).toEqual([]);
  await close();
});

test(
  'stopped before any operation of the erasing: the contact is whole, or gone from every file after the next opening',
  async () => {
    const failures: string[] = [];
    let [before, after] = [0, 0];
    for (let operation = 0, ended = false; !ended; operation++) {
      const memory = await disk();
      const { runtime, files, ...ids } = await lived(memory);
      const stopped = memory.stopAt(memory.operations() + operation);
      const erasing = eraseContacts(runtime, files, [ids.maya]);
      ended = await Promise.race([erasing.then(() => true), stopped.then(() => false)]);
      for (const found of [memory.afterKill(), memory.afterPowerCut(randomOf(operation))]) {
        const house = await openSmallHouse(found, '/w', systemClock, {
          segmentBytes: 4000,
          snapshotBytes: 4000,
          busyBytes: 0,
        });
        await finishErasing(house.runtime, house.files);
        const wrong = house.runtime.ledger.status().report.problems.find((one) => one.code !== 'ledger-tail-cut');
        if (wrong !== undefined) failures.push(`operation ${operation}: ${wrong.message}`);
        const contact = house.runtime.get('contacts', ids.maya);
        if (contact?.erased === undefined) {
          before++;
          if (contact?.email !== maya.email || contact.deletedAt !== undefined)
            failures.push(`operation ${operation}: neither before nor after`);
        } else {
          after++;
          const left = mentions(found);
          if (left.length > 0) failures.push(`operation ${operation}: ${left.join()}`);
          if (contact.erased !== 'done') failures.push(`operation ${operation}: not finished`);
        }
        if (house.runtime.get('contacts', ids.bo)?.email !== 'bo@example.org')
          failures.push(`operation ${operation}: Bo`);
        if ((await contactPage(house.runtime, ids.bo)).timeline.length < 3)
          failures.push(`operation ${operation}: Bo’s timeline`);
        await house.close();
      }
    }
    expect(failures).toEqual([]);
    expect(before).toBeGreaterThan(0);
    expect(after).toBeGreaterThan(50);
  },
  LONG,
);
