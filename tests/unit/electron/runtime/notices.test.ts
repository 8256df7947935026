// The bell of "You are": whose notices it shows, and that all of them can be marked as read.
import { expect, onTestFinished, test } from 'vitest';
import { createContact } from '../../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { markAllRead, markRead } from '../../../../electron/runtime/notices.ts';
import { removeUser, restoreUser } from '../../../../electron/runtime/people.ts';
import { publish } from '../../../../electron/runtime/publishing.ts';
import { bell } from '../../../../electron/runtime/queries/outbox.ts';
import type { Runtime } from '../../../../electron/runtime/runtime.ts';
import { addSample } from '../../../../electron/runtime/sample.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** A workspace with the sample, published, and this many new contacts: each was handed out and told of. */
async function told(contacts: number): Promise<Runtime> {
  const { runtime, close } = must(await openHouse(realDisk, temporaryFolder()));
  onTestFinished(close);
  must(await addSample(runtime));
  for (const workflow of runtime.library.workflows().keys()) must(await publish(runtime, workflow, 'stay'));
  for (let n = 0; n < contacts; n += 1) {
    must(await createContact(runtime, `act-${n}`, { ...emptyContactDraft, email: `c${n}@example.com` }));
  }
  return runtime;
}

const youAre = async (runtime: Runtime, you: string | null): Promise<void> => {
  must(await runtime.library.saveSettings({ ...runtime.library.settings(), you }));
};

test('everybody sees all notices, a user the own ones', async () => {
  const runtime = await told(8);
  expect(bell(runtime).unread).toBe(8);
  await youAre(runtime, 'ana');
  expect(bell(runtime).rows.every(({ message }) => message.to.user === 'ana')).toBe(true);
  expect(bell(runtime).unread).toBe(bell(runtime).rows.length);
});

test('who was removed is nobody: the bell is everybody’s again, until the user is back', async () => {
  const runtime = await told(8);
  await youAre(runtime, 'ana');
  const own = bell(runtime).unread;
  must(await removeUser(runtime, 'ana'));
  expect(bell(runtime).unread).toBe(8);
  must(await restoreUser(runtime, 'ana'));
  expect(bell(runtime).unread).toBe(own);
});

test('one notice is marked as read, then all, also those that the list does not show', async () => {
  const runtime = await told(60);
  const [first] = bell(runtime).rows;
  must(await markRead(runtime, [first?.message.key ?? '']));
  expect(bell(runtime).unread).toBe(59);
  expect(bell(runtime).rows.length).toBeLessThan(60);
  must(await markAllRead(runtime));
  expect(bell(runtime).unread).toBe(0);
});

test('marking all touches the notices of "You are" alone', async () => {
  const runtime = await told(8);
  await youAre(runtime, 'ana');
  const own = bell(runtime).unread;
  must(await markAllRead(runtime));
  await youAre(runtime, null);
  expect(bell(runtime).unread).toBe(8 - own);
});

test('a notice opened as Everybody is read, but by its user only once it was opened as that user', async () => {
  const runtime = await told(1);
  const [row] = bell(runtime).rows;
  const { key = '', to } = row?.message ?? {};
  must(await markRead(runtime, [key]));
  expect(runtime.get('outbox', key)).toMatchObject({ read: true, readBy: 'everybody' });
  await youAre(runtime, to?.user ?? null);
  expect(bell(runtime).unread).toBe(0);
  must(await markRead(runtime, [key]));
  expect(runtime.get('outbox', key)).toMatchObject({ read: true });
  expect(runtime.get('outbox', key)?.readBy).toBeUndefined();
});

test('a notice of somebody else that "You are" happens to open is not read by its user', async () => {
  const runtime = await told(1);
  const [row] = bell(runtime).rows;
  const { key = '', to } = row?.message ?? {};
  await youAre(runtime, to?.user === 'ana' ? 'bo' : 'ana');
  must(await markRead(runtime, [key]));
  expect(runtime.get('outbox', key)).toMatchObject({ read: false });
});
