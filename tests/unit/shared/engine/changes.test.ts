// A change states new values: which records each sets, and that lines of the ledger set the same.
import { describe, expect, test } from 'vitest';
import { changePuts, tableNames, type Get, type Put, type TableName } from '../../../../shared/engine/changes.ts';
import { entriesPuts, lineKey, linePuts, type Line } from '../../../../shared/engine/line.ts';
import { overlay } from '../../../../shared/engine/overlay.ts';
import type { Entry, EntryBody } from '../../../../shared/engine/trace.ts';
import type { ConversationEntry } from '../../../../shared/model/conversation.ts';
import type { ImportJob } from '../../../../shared/model/import-job.ts';
import type { Live } from '../../../../shared/model/live.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { resetRotation } from '../../../../shared/rotation.ts';
import type { Change } from '../../../../shared/steps/change.ts';
import { aContact, anEvent, MORNING } from '../../../support/desk.ts';

const NOW = MORNING + 5000;
const maya = aContact('maya', { tags: ['a'], owner: 'bo' });
const message = {
  key: 'k1',
  state: 'retry',
  attempts: 1,
  nextAt: 9,
  reason: 'no answer',
  title: 'x',
  stateAt: 1,
} as Message;
const held = new Map<string, object>([
  ['contacts maya', maya],
  ['contacts gone', { ...maya, id: 'gone', deletedAt: 7 }],
  ['outbox k1', message],
]);
const get: Get = ((table: TableName, id: string) => held.get(`${table} ${id}`)) as Get;
const updated = { ...maya, updatedAt: NOW };

describe('the records that a change sets', () => {
  test.each<[Change, readonly Put[]]>([
    [{ do: 'contact-created', contact: maya }, [{ table: 'contacts', id: 'maya', value: maya }]],
    [
      { do: 'contact-edited', contact: 'maya', set: { email: 'm@x.example' } },
      [{ table: 'contacts', id: 'maya', value: { ...updated, email: 'm@x.example' } }],
    ],
    [
      { do: 'contact-owner-set', contact: 'maya', from: 'bo', to: 'ana' },
      [{ table: 'contacts', id: 'maya', value: { ...updated, owner: 'ana', ownerSince: NOW } }],
    ],
    [
      { do: 'contact-owner-set', contact: 'maya', from: 'bo', to: 'ana', byHand: true },
      [{ table: 'contacts', id: 'maya', value: { ...updated, owner: 'ana', ownerSince: NOW, ownerByHand: true } }],
    ],
    [
      { do: 'contact-owner-set', contact: 'maya', from: 'bo', to: null },
      [{ table: 'contacts', id: 'maya', value: { ...updated, owner: null } }],
    ],
    [
      { do: 'contact-tags-set', contact: 'maya', tags: ['a', 'b'], added: ['b'] },
      [{ table: 'contacts', id: 'maya', value: { ...updated, tags: ['a', 'b'] } }],
    ],
    [
      { do: 'contact-deleted', contact: 'maya' },
      [{ table: 'contacts', id: 'maya', value: { ...updated, deletedAt: NOW } }],
    ],
    [
      { do: 'contact-restored', contact: 'gone' },
      [{ table: 'contacts', id: 'gone', value: { ...updated, id: 'gone' } }],
    ],
    [
      { do: 'rotation-moved', rotation: 'w/a', state: resetRotation() },
      [{ table: 'rotations', id: 'w/a', value: resetRotation() }],
    ],
    [
      { do: 'conversation-added', entry: { id: 'c1' } as ConversationEntry },
      [{ table: 'conversations', id: 'c1', value: { id: 'c1' } }],
    ],
    [
      { do: 'message-moved', key: 'k1', state: 'sent', attempts: 2 },
      [{ table: 'outbox', id: 'k1', value: { key: 'k1', state: 'sent', attempts: 2, title: 'x', stateAt: NOW } }],
    ],
    [
      { do: 'message-moved', key: 'k1', state: 'retry', attempts: 2, nextAt: 99, reason: 'busy' },
      [{ table: 'outbox', id: 'k1', value: { ...message, attempts: 2, nextAt: 99, reason: 'busy', stateAt: NOW } }],
    ],
    [{ do: 'message-read', key: 'k1', read: true }, [{ table: 'outbox', id: 'k1', value: { ...message, read: true } }]],
    [
      { do: 'message-read', key: 'k1', read: true, by: 'everybody' },
      [{ table: 'outbox', id: 'k1', value: { ...message, read: true, readBy: 'everybody' } }],
    ],
    [
      { do: 'workflow-live', live: { workflow: 'w1' } as Live },
      [{ table: 'live', id: 'w1', value: { workflow: 'w1' } }],
    ],
    [{ do: 'job-moved', job: { id: 'j1' } as ImportJob }, [{ table: 'jobs', id: 'j1', value: { id: 'j1' } }]],
  ])('%j', (change, puts) => {
    expect(changePuts(change, NOW, get)).toEqual(puts);
  });

  test.each<Change>([
    { do: 'contact-edited', contact: 'nobody', set: {} },
    { do: 'contact-owner-set', contact: 'nobody', from: null, to: 'ana' },
    { do: 'contact-deleted', contact: 'nobody' },
    { do: 'contact-restored', contact: 'nobody' },
    { do: 'message-moved', key: 'none', state: 'sent', attempts: 1 },
    { do: 'message-read', key: 'none', read: true },
    { do: 'run-put-away', run: 'none' },
    { do: 'run-restored', run: 'none', backup: NOW },
  ])('none for a record that is not there: %j', (change) => {
    expect(changePuts(change, NOW, get)).toEqual([]);
  });

  test('what was kept of the owner before goes with that owner', () => {
    const owned = changePuts(
      { do: 'contact-owner-set', contact: 'maya', from: 'bo', to: 'ana', byHand: true },
      NOW,
      get,
    );
    const next = overlay(get);
    next.take(owned);
    const given = (to: string | null, hand: { readonly byHand?: true } = {}) =>
      changePuts({ do: 'contact-owner-set', contact: 'maya', from: 'ana', to, ...hand }, NOW + 1, next.get)[0]?.value;
    expect(given('bo')).toEqual({ ...updated, owner: 'bo', ownerSince: NOW + 1, updatedAt: NOW + 1 });
    for (const hand of [{}, { byHand: true } as const])
      expect(given(null, hand)).toEqual({ ...updated, owner: null, updatedAt: NOW + 1 });
  });

  test('since when the owner has it is kept, but not where it was given as it came in', () => {
    const fresh = { ...maya, owner: null, createdAt: NOW, updatedAt: NOW };
    const given = (at: number, contact = fresh) =>
      changePuts({ do: 'contact-owner-set', contact: 'maya', from: null, to: 'ana' }, at, ((table) =>
        table === 'contacts' ? contact : undefined) as Get)[0]?.value;
    expect(given(NOW + 999)).toEqual({ ...fresh, owner: 'ana', updatedAt: NOW + 999 });
    expect(given(NOW + 1000)).toEqual({ ...fresh, owner: 'ana', ownerSince: NOW + 1000, updatedAt: NOW + 1000 });
    const edited = { ...fresh, updatedAt: NOW + 1 };
    expect(given(NOW + 2, edited)).toEqual({ ...edited, owner: 'ana', ownerSince: NOW + 2, updatedAt: NOW + 2 });
  });

  test('applied twice is applied once: values, never differences', () => {
    const change: Change = { do: 'contact-tags-set', contact: 'maya', tags: ['a', 'b'], added: ['b'] };
    const layer = overlay(get);
    const first = layer.take(changePuts(change, NOW, layer.get));
    expect(changePuts(change, NOW, layer.get)).toEqual(first);
  });
});

describe('a layer over the tables', () => {
  test('shows what was put, and what shines through', () => {
    const layer = overlay(get);
    expect(layer.get('contacts', 'maya')).toBe(maya);
    layer.take([
      { table: 'contacts', id: 'maya', value: updated },
      { table: 'outbox', id: 'k1', value: null },
    ]);
    expect(layer.get('contacts', 'maya')).toBe(updated);
    expect(layer.get('outbox', 'k1')).toBeUndefined();
    expect(get('contacts', 'maya')).toBe(maya);
    expect(layer.puts).toHaveLength(2);
  });
});

describe('lines of the ledger', () => {
  const tagged: Change = { do: 'contact-tags-set', contact: 'maya', tags: ['b'], added: ['b'] };
  const owned: Change = { do: 'contact-owner-set', contact: 'maya', from: 'bo', to: 'ana' };
  const entry = (seq: number, body: EntryBody): Entry => ({ seq, at: NOW, ...body }) as Entry;
  const began = entry(1, {
    kind: 'run-began',
    workflow: 'w1',
    revision: 1,
    contact: 'maya',
    event: 'e1',
    node: 't1',
    because: '',
    to: 'a1',
  });
  const left = entry(2, {
    kind: 'node-left',
    node: 'a1',
    port: 'next',
    to: null,
    result: 'done',
    changes: [owned, tagged],
  });
  const queued = entry(3, { kind: 'message-queued', node: 'a1', message: { ...message, key: 'k2' } });

  test('an event sets what its changes set, each seeing those before', () => {
    const line: Line = { k: 'event', event: anEvent('maya', { at: NOW }), changes: [owned, tagged], refused: [] };
    expect(linePuts(line, get).at(-1)).toEqual({
      table: 'contacts',
      id: 'maya',
      value: { ...updated, owner: 'ana', ownerSince: NOW, tags: ['b'] },
    });
    expect(lineKey(line)).toBe('maya');
  });

  test('an act of a person', () => {
    const line: Line = { k: 'act', at: NOW, by: null, contact: 'maya', changes: [tagged] };
    expect(linePuts(line, get)).toEqual([{ table: 'contacts', id: 'maya', value: { ...updated, tags: ['b'] } }]);
    expect(lineKey(line)).toBe('maya');
    expect(lineKey({ k: 'act', at: NOW, by: null, changes: [] })).toBeUndefined();
  });

  test('an advance: its changes, its messages, the run', () => {
    const line: Line = { k: 'run', run: 'r1', entries: [began, left, queued] };
    expect(linePuts(line, get).map((put) => `${put.table} ${put.id}`)).toEqual([
      'contacts maya',
      'contacts maya',
      'outbox k2',
      'runs r1',
    ]);
    expect(linePuts(line, get).at(-1)?.value).toMatchObject({ seq: 3, state: 'running', node: null });
    expect(lineKey(line)).toBe('r1');
  });

  test('what was missed sets nothing', () => {
    const line: Line = { k: 'missed', workflow: 'w1', event: anEvent('maya') };
    expect(linePuts(line, get)).toEqual([]);
    expect(lineKey(line)).toBe('missed:w1');
  });

  test('entries of a run that is gone set what they changed, and no run', () => {
    expect(entriesPuts('r1', [left, queued], get).map((put) => put.table)).toEqual(['contacts', 'contacts', 'outbox']);
  });
});

test('every table has a name', () => {
  expect(new Set(tableNames).size).toBe(tableNames.length);
});
