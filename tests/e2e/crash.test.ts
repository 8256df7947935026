// The hard end: Baton is killed while 20,000 contacts come in. Nothing acknowledged is lost, nothing happens twice.
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import { expect, test, type Baton } from '../support/launch.ts';
import { seedText } from '../support/seed.ts';
import { records } from '../support/terminal.ts';
import { addContact, addSeedUsers, ask, dropFile, place, publishFile } from '../support/window.ts';

const ROWS = 20_000;
const csv = [
  'First name,Last name,Email',
  ...Array.from({ length: ROWS }, (_, row) => `Contact ${row + 1},From File,contact-${row + 1}@example.org`),
].join('\n');

interface Acknowledged {
  readonly rows: number;
  readonly owners: ReadonlyMap<string, string>;
}

/** Waits until more rows are in than before, writes down what is acknowledged, and kills Baton as a power cut would. */
async function killWithin({ app, page }: Baton, before: number): Promise<Acknowledged> {
  let rows = before;
  await expect
    .poll(
      async () => {
        rows = (await ask(page, 'jobs.list', {}))[0]?.job.rowsDone ?? 0;
        return rows;
      },
      { intervals: [5] },
    )
    .toBeGreaterThan(before);
  const { rows: contacts } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1000 });
  const closed = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await closed;
  return { rows, owners: new Map(contacts.map(({ contact }) => [contact.id, contact.owner ?? ''])) };
}

test('killed twice while 20,000 contacts come in: all are in once, owners stand, nobody is told twice', async ({
  launch,
}) => {
  test.setTimeout(300_000);
  const first = await launch();
  await addSeedUsers(first.page);
  await publishFile(first.page, seedText);
  const byHand = await addContact(first.page, 'Maya');
  await dropFile(first.page, 'everybody.csv', csv);
  await first.page.getByRole('dialog').getByRole('button', { name: 'Import contacts' }).click();
  const one = await killWithin(first, 0);
  expect(one.rows).toBeLessThan(ROWS);

  const second = await launch({ home: first.home });
  const two = await killWithin(second, one.rows);

  const third = await launch({ home: first.home });
  const { page } = third;
  await place(page, 'Contacts').click();
  await expect(page.getByText('20,001 contacts', { exact: true })).toBeVisible({ timeout: 60_000 });
  const [{ job } = { job: undefined }] = await ask(page, 'jobs.list', {});
  expect(job).toMatchObject({ state: 'done', rowsDone: ROWS, created: ROWS, merged: 0, skipped: 0 });
  await page.getByLabel('Search contacts').fill('contact-20000@');
  await page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Owner' })).toContainText('was told in the app');
  await third.close();

  const contacts = await records<Contact & { readonly ownerName: string }>('contacts', first.workspace);
  expect(contacts).toHaveLength(ROWS + 1);
  expect(new Set(contacts.map(({ email }) => email)).size).toBe(ROWS + 1);
  const ownerOf = new Map(contacts.map(({ id, owner }) => [id, owner ?? '']));
  expect(contacts.find(({ id }) => id === byHand)?.ownerName).toBe('Ana Silva');
  const acknowledged = [...one.owners, ...two.owners];
  expect(acknowledged.map(([id]) => [id, ownerOf.get(id)])).toEqual(acknowledged);
  // Row by row in turn, after Maya, as if nothing had happened.
  const names = new Map(contacts.map(({ email, ownerName }) => [email, ownerName]));
  const turns = ['Ana Silva', 'Bo Lind', 'Chi Okafor'];
  const inTurn = Array.from({ length: ROWS }, (_, row) => turns[(row + 1) % 3]);
  expect(inTurn.map((_, row) => names.get(`contact-${row + 1}@example.org`))).toEqual(inTurn);

  const runs = await records<Run>('runs', first.workspace);
  expect(runs).toHaveLength(ROWS + 1);
  expect(new Set(runs.map(({ contact }) => contact)).size).toBe(ROWS + 1);
  expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['completed']));
  const messages = await records<Message>('outbox', first.workspace);
  expect(messages).toHaveLength(ROWS + 1);
  expect(new Set(messages.map(({ contact }) => contact)).size).toBe(ROWS + 1);
  expect(messages.filter(({ contact, to }) => to.user !== ownerOf.get(contact))).toEqual([]);
});
