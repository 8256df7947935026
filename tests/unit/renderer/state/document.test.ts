// The open document: edits with undo, the picture that follows from it, locking, and drafts that come from elsewhere.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SAVE_AFTER } from '../../../../renderer/state/autosave.ts';
import { openDocument, type Draft, type DocumentStore } from '../../../../renderer/state/document.ts';
import { rename, setConfig, setLayout } from '../../../../shared/graph/edit.ts';
import type { WorkflowPage } from '../../../../shared/ipc-types.ts';
import { good } from '../../../../shared/model/problem.ts';
import { assignTo, aUser, aWorkflow, somePeople, telling } from '../../../support/workflow.ts';

const workflow = aWorkflow()
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana'))
  .step('n1', 'notify-user', telling).document;
const people = somePeople([aUser('ana'), aUser('bo')]);

function aPage(more: Partial<WorkflowPage> = {}): WorkflowPage {
  return {
    document: workflow,
    bindings: {},
    live: null,
    status: 'draft',
    changed: false,
    savedAt: 1000,
    ready: { notification: true, email: false, sms: false, whatsapp: false },
    rivals: [],
    ...more,
  };
}

function open(more: Partial<WorkflowPage> = {}): { readonly store: DocumentStore; readonly saved: Draft[] } {
  const saved: Draft[] = [];
  const store = openDocument(aPage(more), people, async (draft) => {
    saved.push(draft);
    return good({ savedAt: 2000, changed: true });
  });
  return { store, saved };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('editing', () => {
  test('is saved by itself, and says that the draft differs from what is live', async () => {
    const { store, saved } = open();
    store.edit('Rename', (now) => rename(now, 'a1', 'Choose an owner'));
    expect(store.getState().saving.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(saved.map(({ document }) => document.nodes['a1']?.label)).toEqual(['Choose an owner']);
    expect(store.getState().saving).toEqual({ kind: 'saved', at: 2000 });
    expect(store.getState().standing.changed).toBe(true);
  });

  test('a drag is one undo, and an undo is saved like any edit', async () => {
    const { store, saved } = open();
    for (const y of [20, 40, 60]) store.edit('Move', (now) => setLayout(now, { a1: [0, y] }), 'drag 1');
    store.undo();
    expect(store.getState().document).toBe(workflow);
    store.redo();
    expect(store.getState().document.layout['a1']).toEqual([0, 60]);
    store.undo();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    expect(saved.at(-1)?.document).toBe(workflow);
  });

  test('undo after a save gives the earlier document', async () => {
    const { store } = open();
    store.edit('Rename', (now) => rename(now, 'a1', 'Other'));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    store.undo();
    expect(store.getState().document).toBe(workflow);
  });

  test('is refused while the page is locked', () => {
    const { store } = open();
    store.setLocked(true);
    store.edit('Rename', (now) => rename(now, 'a1', 'Other'));
    expect(store.getState().document).toBe(workflow);
    store.setLocked(false);
    store.edit('Rename', (now) => rename(now, 'a1', 'Other'));
    expect(store.getState().document.nodes['a1']?.label).toBe('Other');
  });
});

describe('the picture', () => {
  test('follows each edit: findings, captions, order', () => {
    const { store } = open();
    expect(store.getState().picture.findings).toEqual([]);
    store.edit('Empty', (now) => setConfig(now, 'a1', { ...now.nodes['a1']?.config, users: [] }));
    const { picture } = store.getState();
    expect(picture.byNode.get('a1')?.map((finding) => finding.code)).toEqual(['empty']);
    expect(picture.captions.get('a1')).toBe('Choose at least one user');
    expect([...picture.unset]).toEqual(['a1']);
    expect([...picture.numbers]).toEqual([
      ['t1', 1],
      ['a1', 2],
      ['n1', 3],
    ]);
  });

  test('stays the same object while only cards move', () => {
    const { store } = open();
    const before = store.getState().picture;
    store.edit('Move', (now) => setLayout(now, { a1: [40, 40] }));
    expect(store.getState().picture).toBe(before);
  });

  test('follows the people: a user who is switched off is a finding', () => {
    const { store } = open();
    store.setPeople(somePeople([aUser('ana', { active: false })]));
    expect(store.getState().picture.byNode.get('a1')?.[0]?.code).toBe('nobody-active');
  });
});

describe('refresh', () => {
  test('keeps the draft when only what stands around it changed', () => {
    const { store } = open();
    store.edit('Rename', (now) => rename(now, 'a1', 'Mine'));
    store.refresh(aPage({ status: 'on', savedAt: 3000 }));
    expect(store.getState().standing.status).toBe('on');
    expect(store.getState().document.nodes['a1']?.label).toBe('Mine');
  });

  test('takes over a newer draft from elsewhere, and can undo that', () => {
    const { store } = open();
    const theirs = rename(workflow, 'a1', 'Theirs');
    store.refresh(aPage({ document: theirs, savedAt: 3000 }));
    expect(store.getState().document.nodes['a1']?.label).toBe('Theirs');
    store.undo();
    expect(store.getState().document).toBe(workflow);
  });
});
