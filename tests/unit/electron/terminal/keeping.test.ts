// `baton backup`: one new file, never over one that is there. `baton erase` on a full disk. `baton restore`: what is said of a file that is not.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { updateContact } from '../../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { exit } from '../../../../electron/terminal/exit.ts';
import { backup, erase, restoreBackup } from '../../../../electron/terminal/keeping.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

async function backedUp(file: string): Promise<readonly string[]> {
  const workspace = join(temporaryFolder(), 'w');
  await must(await openHouse(realDisk, workspace)).close();
  const out: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: () => undefined, isWatched: false };
  await backup(realDisk, file, workspace, terminal);
  return out;
}

test('a backup is written to a new file', async () => {
  const file = join(temporaryFolder(), 'one.baton-backup');
  expect(await backedUp(file)).toEqual([expect.stringContaining(`Backed up to ${file}`)]);
  expect(readFileSync(file).length).toBeGreaterThan(0);
});

test('a file or folder that is there is left as it is, and the command is refused', async () => {
  const folder = temporaryFolder();
  const [notes, inner] = [join(folder, 'notes.txt'), join(folder, 'inner')];
  writeFileSync(notes, 'dear diary');
  mkdirSync(inner);
  for (const file of [notes, inner]) {
    await expect(backedUp(file)).rejects.toMatchObject({
      code: exit.unusable,
      problem: { message: expect.stringContaining(file), fix: 'Choose another name, or delete it first.' },
    });
  }
  expect(readFileSync(notes, 'utf8')).toBe('dear diary');
  expect(readdirSync(folder)).toEqual(['inner', 'notes.txt']);
});

test('of a backup that is not there it is the file that is to be checked', async () => {
  const terminal = { out: () => undefined, note: () => undefined, isWatched: false };
  await expect(
    restoreBackup(realDisk, '/nix/one.baton-backup', join(temporaryFolder(), 'w'), terminal),
  ).rejects.toMatchObject({
    code: exit.unusable,
    problem: { code: 'file-missing', fix: 'Check its name, and that it has not been moved.' },
  });
});

test.each([
  [0, []],
  [1, ['1 message may have been sent since: it stands', '1 enrolment of then goes on: what it sends']],
  [2, ['2 messages may have been sent since: they stand', '2 enrolments of then go on: what they send']],
])('a restoring says what %i contacts under way leave to a person', async (count, said) => {
  const shop = await Workshop.open();
  const { document } = aWorkflow('w1')
    .trigger('t1')
    .step('n1', 'notify-user', { ...telling, channel: 'sms', to: 'users', users: ['ana'] })
    .step('p1', 'wait', { for: { amount: 1, unit: 'days' } })
    .step('g1', 'add-tag', { tags: ['after'] });
  await shop.publish(document);
  for (let n = 0; n < count; n += 1) await shop.contact(`c${n}`);
  await shop.close();
  const folder = temporaryFolder();
  const [out, notes]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    isWatched: false,
  };
  await backup(realDisk, join(folder, 'one.baton-backup'), shop.folder, terminal);
  await restoreBackup(realDisk, join(folder, 'one.baton-backup'), join(folder, 'copy'), terminal);
  expect(notes).toEqual([
    ...said.map((text) => expect.stringContaining(text) as string),
    'Passwords are not in a backup: enter them again in Settings.',
  ]);
});

test('on a full disk an erasing ends with the reason, as nobody is there to make room', async () => {
  const shop = await Workshop.open();
  const maya = await shop.contact('Maya');
  await shop.close();
  let full = false;
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    full && operation === 'write' && path.includes('segment') ? 'ENOSPC' : undefined,
  );
  const terminal = {
    out: () => undefined,
    note: () => undefined,
    isWatched: true,
    ask: async () => {
      full = true;
      return 'Maya';
    },
  };
  await expect(erase(disk, maya, { workspace: shop.folder }, terminal)).rejects.toMatchObject({
    problem: { code: 'disk-full' },
  });
});

describe('erasing', () => {
  const silent = { out: () => undefined, note: () => undefined, isWatched: false };

  /** Maya twice, with one email; Zoe with one of her own; Moe with none. */
  async function people() {
    const shop = await Workshop.open();
    const [maya, twin] = [await shop.contact('Maya', { email: 'maya@example.org' }), await shop.contact('Maya')];
    const draft = { ...emptyContactDraft, firstName: 'Maya', email: 'maya@example.org' };
    must(await updateContact(shop.runtime, twin, draft, false));
    const [zoe, moe] = [await shop.contact('Zoe', { email: 'zoe@example.org' }), await shop.contact('Moe')];
    await shop.close();
    return { shop, maya, twin, zoe, moe };
  }

  const left = async ({ folder }: Workshop, ids: readonly string[]) => {
    const again = await Workshop.open({ folder });
    const found = ids.map((id) => again.contactOf(id).erased === undefined);
    await again.close();
    return found;
  };

  test('takes an id or an email, in any letter case, and the name as it was typed', async () => {
    const { shop, zoe, moe, maya } = await people();
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return ' Zoe ';
    };
    await erase(realDisk, 'ZOE@example.org', { workspace: shop.folder }, { ...silent, ask });
    expect(asked).toEqual([expect.stringContaining('Zoe (zoe@example.org) leaves this workspace')]);
    await erase(realDisk, moe, { workspace: shop.folder, confirm: 'Moe' }, silent);
    expect(await left(shop, [zoe, moe, maya])).toEqual([false, false, true]);
  });

  test.each([
    ['another name is typed', { confirm: 'Zoey' }, 'not Zoey'],
    ['nothing is typed', { confirm: ' ' }, 'not (nothing)'],
    ['nobody is there to be asked', {}, 'has to be confirmed'],
  ])('erases nothing when %s', async (_, more, said) => {
    const { shop, zoe } = await people();
    await expect(erase(realDisk, zoe, { workspace: shop.folder, ...more }, silent)).rejects.toMatchObject({
      code: exit.unusable,
      problem: { code: 'not-confirmed', message: expect.stringContaining(said) },
    });
    expect(await left(shop, [zoe])).toEqual([true]);
  });

  test('of two with one email neither is meant; their ids are told', async () => {
    const { shop, maya, twin } = await people();
    const erasing = erase(realDisk, 'maya@example.org', { workspace: shop.folder, confirm: 'Maya' }, silent);
    await expect(erasing).rejects.toMatchObject({
      problem: { code: 'contact', fix: `Name one by its id: ${[maya, twin].join(', ')}.` },
    });
    expect(await left(shop, [maya, twin])).toEqual([true, true]);
  });

  test('who was erased is not there any more, and nobody is called nothing', async () => {
    const { shop, zoe } = await people();
    await erase(realDisk, zoe, { workspace: shop.folder, confirm: 'Zoe' }, silent);
    for (const which of [zoe, 'zoe@example.org', '', 'nobody'])
      await expect(erase(realDisk, which, { workspace: shop.folder, confirm: '' }, silent)).rejects.toMatchObject({
        problem: { code: 'contact', message: `There is no contact ${which} here.` },
      });
  });
});
