// More contacts than one message may name are acted on in several, each of which the door takes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeOwners, deleteContacts, restoreContacts } from '../../../../renderer/contacts/contact-acts.ts';
import { enrolAll, previewAll } from '../../../../renderer/contacts/enrol-all.ts';
import { useToasts } from '../../../../renderer/state/toasts.ts';
import { requests, type RequestName } from '../../../../shared/ipc.ts';
import { bad, good, type Result } from '../../../../shared/model/problem.ts';

const asked: { readonly name: string; readonly ids: readonly string[] }[] = [];
let answer: (ids: readonly string[]) => Result<unknown>;
const ids = Array.from({ length: 250_000 }, (_, at) => `c${at}`);

beforeEach(() => {
  asked.length = 0;
  answer = () => good(null);
  useToasts.setState({ toasts: [] });
  const request = (name: RequestName, input: { ids: string[] }) => {
    expect(requests[name].input.safeParse(input).success).toBe(true);
    asked.push({ name, ids: input.ids });
    return Promise.resolve(answer(input.ids));
  };
  vi.stubGlobal('window', { baton: { request } });
});
afterEach(() => vi.unstubAllGlobals());

const words = (): readonly string[] => useToasts.getState().toasts.map((toast) => toast.message);

test('deleting, and bringing them back', async () => {
  expect(await deleteContacts(ids, '')).toBe(true);
  await restoreContacts(ids);
  expect(asked.map((one) => [one.name, one.ids.length])).toEqual([
    ['contacts.delete', 100_000],
    ['contacts.delete', 100_000],
    ['contacts.delete', 50_000],
    ['contacts.restore', 100_000],
    ['contacts.restore', 100_000],
    ['contacts.restore', 50_000],
  ]);
  expect(asked.slice(0, 3).flatMap((one) => one.ids)).toEqual(ids);
  expect(words()).toContain('250,000 contacts brought back. Ended enrolments stay ended.');
});

test('what was deleted before one slice was refused can be undone', async () => {
  answer = (some) => (some[0] === 'c0' ? good(null) : bad('read-only', 'The disk is full.'));
  expect(await deleteContacts(ids, '')).toBe(false);
  expect(asked).toHaveLength(2);
  expect(words()).toEqual(expect.arrayContaining(['100,000 contacts deleted.', 'The disk is full.']));
});

test('changing the owner: how many went is said, not how many that user owns by now', async () => {
  answer = (some) => good({ changed: some.length, before: [] });
  await changeOwners(ids.slice(0, 2), { id: 'u1', name: 'Bo Lind' });
  await changeOwners(ids.slice(0, 1), null);
  await changeOwners(ids.slice(0, 2), null);
  expect(words()).toEqual(
    expect.arrayContaining([
      '2 contacts went to Bo Lind.',
      '1 contact has no owner now.',
      '2 contacts have no owner now.',
    ]),
  );
});

test('enrolling', async () => {
  answer = (some) => good({ enrolled: some.length - 1, refused: [{ contact: some[0], rule: 'Gone.' }] });
  const done = await enrolAll('press', ids, 'w1');
  expect(done).toMatchObject({
    value: { enrolled: 249_997, refused: [{ contact: 'c0' }, {}, { contact: 'c200000' }] },
  });
});

test('the preview of an enrolment is the sum of its parts', async () => {
  answer = (some) =>
    good({
      contacts: some.length,
      already: 1,
      again: 2,
      filtered: 3,
      messages: some.length,
      spread: [{ user: 'ana', name: 'Ana', count: some.length }],
    });
  expect(await previewAll(ids, 'w1', () => true)).toEqual(
    good({
      contacts: 250_000,
      already: 3,
      again: 6,
      filtered: 9,
      messages: 250_000,
      spread: [{ user: 'ana', name: 'Ana', count: 250_000 }],
    }),
  );
});

test('a preview that nobody waits for any more goes no further, and one that is refused is refused as a whole', async () => {
  answer = (some) => good({ contacts: some.length, already: 0, again: 0, filtered: 0, messages: 0, spread: [] });
  await previewAll(ids, 'w1', () => false);
  expect(asked).toHaveLength(1);
  answer = (some) => good({ contacts: some.length, refused: 'It is off.' });
  expect(await previewAll(ids, 'w1', () => true)).toMatchObject({
    value: { contacts: 250_000, refused: 'It is off.' },
  });
  answer = () => bad('workflow-gone', 'Gone.');
  expect(await previewAll(ids, 'w1', () => true)).toMatchObject({ problem: { code: 'workflow-gone' } });
  expect(await enrolAll('press', ids, 'w1')).toMatchObject({ problem: { code: 'workflow-gone' } });
});
