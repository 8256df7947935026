// Files between workspaces: who is who, what stays unmapped, and that a file which travels stays the same bytes.
import { describe, expect, test } from 'vitest';
import { clipText, readClip } from '../../../../shared/file/clipboard.ts';
import { applyImport, planImport, type ImportPlan } from '../../../../shared/file/import-plan.ts';
import { keyForPool, keyForUser, withRequires } from '../../../../shared/file/requires.ts';
import { writeWorkflow } from '../../../../shared/file/write.ts';
import { checkWorkflow } from '../../../../shared/graph/check.ts';
import { paste, setConfig } from '../../../../shared/graph/edit.ts';
import type { People } from '../../../../shared/model/directory.ts';
import type { User } from '../../../../shared/model/user.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { must } from '../../../support/must.ts';
import { seedText, seedUsers } from '../../../support/seed.ts';
import { assignTo, aUser, aWorkflow, somePeople } from '../../../support/workflow.ts';

function plan(people: People, workflows: Readonly<Record<string, string>> = {}, text = seedText): ImportPlan {
  return must(
    planImport(text, {
      ...people,
      workflows: new Map(Object.entries(workflows)),
      findings: (document, bindings) =>
        checkWorkflow(document, { bindings, people, channelReady: () => true, rivals: [] }),
    }),
  );
}

/** "ana>ana bo>u7 chi>?" */
function found({ needs }: ImportPlan): string {
  return needs.map((need) => `${need.key}>${need.found ?? '?'}`).join(' ');
}

const home = somePeople(seedUsers);
const [ana, bo, chi] = seedUsers as readonly [User, User, User];

describe('who is who', () => {
  test.each<[string, readonly User[], string]>([
    ['the same users', seedUsers, 'ana>ana bo>bo chi>chi'],
    [
      'other ids, other names, emails in capitals',
      [{ ...ana, id: 'u7', name: 'Silva, Ana', email: 'ANA@example.com ' }, bo, chi],
      'ana>u7 bo>bo chi>chi',
    ],
    [
      'somebody else by that id',
      [{ ...ana, name: 'Ana Kowalski', email: 'kowalski@example.com' }, bo, chi],
      'ana>? bo>bo chi>chi',
    ],
    ['nobody', [], 'ana>? bo>? chi>?'],
    ['removed', [{ ...ana, removedAt: 1 }, bo, chi], 'ana>? bo>bo chi>chi'],
    ['two with one email: the one of that id', [ana, { ...ana, id: 'ana-2' }, bo, chi], 'ana>ana bo>bo chi>chi'],
    [
      'two with one email, neither of that id',
      [{ ...ana, id: 'a1' }, { ...ana, id: 'a2' }, bo, chi],
      'ana>? bo>bo chi>chi',
    ],
    ['the same id and name without an email', [{ ...ana, email: '' }, bo, chi], 'ana>ana bo>bo chi>chi'],
    ['another id, the same name, without an email', [{ ...ana, id: 'x', email: '' }, bo, chi], 'ana>? bo>bo chi>chi'],
  ])('%s', (_, users, expected) => {
    expect(found(plan(somePeople(users)))).toBe(expected);
  });

  test('by name where the file has no email', () => {
    const text = seedText.replace(', "email": "ana@example.com"', '');
    expect(found(plan(somePeople([{ ...ana, id: 'x', name: ' ana SILVA' }, bo, chi]), {}, text))).toBe(
      'ana>x bo>bo chi>chi',
    );
  });

  test('keys that the file does not list mean themselves, if they are here', () => {
    const text = writeWorkflow({ ...plan(home).document, requires: [] });
    expect(found(plan(somePeople([ana, { ...bo, removedAt: 1 }]), {}, text))).toBe('ana>ana bo>? chi>?');
  });

  test('pools by name', () => {
    const pooled = aWorkflow('w', 'W')
      .trigger('t1')
      .step('a1', 'assign-user', { users: undefined, pool: 'sales' }).document;
    const text = writeWorkflow({ ...pooled, requires: [{ key: 'sales', kind: 'pool', name: 'Sales' }] });
    expect(found(plan(somePeople([], [{ id: 'p1', name: 'sales', members: [] }]), {}, text))).toBe('sales>p1');
    expect(found(plan(somePeople([], [{ id: 'sales', name: 'Sales team', members: [] }]), {}, text))).toBe('sales>?');
  });
});

describe('importing', () => {
  test('everybody known: no bindings, no findings', () => {
    const all = plan(home);
    expect(all).toMatchObject({ findings: [], clash: null });
    expect(applyImport(all, 'new', {}, 'w9')).toMatchObject({ document: { id: 'assign-new-contacts' }, bindings: {} });
  });

  test('somebody unknown blocks, by name, until mapped by hand', () => {
    const people = somePeople([bo, chi, { ...ana, email: 'else@example.com', name: 'Ana Kowalski' }]);
    const some = plan(people);
    expect(some.findings).toMatchObject([
      {
        severity: 'error',
        code: 'user-not-here',
        message: 'Ana Silva is not in this workspace.',
        where: { node: 'a1' },
      },
    ]);
    expect(applyImport(some, 'new', {}, 'w9').bindings).toEqual({ ana: null });
    expect(applyImport(some, 'new', { ana: 'bo' }, 'w9').bindings).toEqual({ ana: 'bo' });
    expect(applyImport(some, 'new', { ana: 'ana' }, 'w9').bindings).toEqual({});
  });

  test('a person may take somebody found out again', () => {
    expect(applyImport(plan(home), 'new', { bo: null }, 'w9').bindings).toEqual({ bo: null });
  });

  test('the id that is there: over it, beside it, or under a new one', () => {
    const clash = plan(home, { 'assign-new-contacts': 'Mine' });
    expect(clash.clash).toEqual({ id: 'assign-new-contacts', name: 'Mine' });
    expect(applyImport(clash, 'replace', {}, 'w9').document).toMatchObject({
      id: 'assign-new-contacts',
      name: 'Assign new contacts',
    });
    expect(applyImport(clash, 'copy', {}, 'w9').document).toMatchObject({
      id: 'w9',
      name: 'Assign new contacts (copy)',
    });
    expect(applyImport(clash, 'new', {}, 'w9').document).toMatchObject({ id: 'w9', name: 'Assign new contacts' });
  });

  test('what cannot be read is refused', () => {
    const refused = planImport('{', { ...home, workflows: new Map(), findings: () => [] });
    expect(refused.ok).toBe(false);
  });
});

describe('a file that travels stays the same bytes', () => {
  function exported(document: Workflow, bindings: Readonly<Record<string, string | null>>, people: People): string {
    return writeWorkflow(withRequires(document, bindings, people));
  }

  test.each<[string, readonly User[]]>([
    ['the same users', seedUsers],
    ['other ids and names', seedUsers.map((user, n) => ({ ...user, id: `u${n}`, name: `Somebody ${n}` }))],
    [
      'ids that mean somebody else',
      [
        { ...ana, id: 'bo' },
        { ...bo, id: 'chi' },
        { ...chi, id: 'ana' },
      ],
    ],
    ['nobody', []],
    ['namesakes with other emails', seedUsers.map((user) => ({ ...user, email: `not-${user.email}` }))],
  ])('through a workspace with %s', (_, users) => {
    const people = somePeople(users);
    const { document, bindings } = applyImport(plan(people), 'new', {}, 'w9');
    expect(exported(document, bindings, people)).toBe(seedText);
  });

  test('somebody put in for another is who the file names from then on', () => {
    const people = somePeople([bo, chi, aUser('zoe')]);
    const { document, bindings } = applyImport(plan(people), 'new', { ana: 'zoe' }, 'w9');
    expect(withRequires(document, bindings, people).requires[0]).toEqual({
      key: 'ana',
      kind: 'user',
      name: 'Zoe',
      email: 'zoe@example.com',
    });
  });
});

describe('the list of people', () => {
  const { document } = aWorkflow()
    .trigger('t1')
    .step('a1', 'assign-user', { ...assignTo('bo', 'ana'), fallback: 'chi' })
    .step('n1', 'notify-user', { to: 'users', users: ['ana'] });

  test('each once, sorted, as they are here', () => {
    expect(withRequires(document, {}, home).requires).toEqual([
      { key: 'ana', kind: 'user', name: 'Ana Silva', email: 'ana@example.com' },
      { key: 'bo', kind: 'user', name: 'Bo Lind', email: 'bo@example.com' },
      { key: 'chi', kind: 'user', name: 'Chi Okafor', email: 'chi@example.com' },
    ]);
  });

  test('nobody here keeps the row of the file; without one the key is the name', () => {
    const row = { key: 'zoe', kind: 'user', name: 'Zoe', email: 'z@example.com', team: 'x' } as const;
    const other = setConfig({ ...document, requires: [row] }, 'a1', assignTo('zoe', 'yan'));
    expect(withRequires(other, {}, somePeople([ana])).requires).toEqual([
      { key: 'ana', kind: 'user', name: 'Ana Silva', email: 'ana@example.com' },
      { key: 'yan', kind: 'user', name: 'yan' },
      row,
    ]);
  });

  test('who is used no more goes, unless a step that cannot be read may name them', () => {
    const row = { key: 'zoe', kind: 'user', name: 'Zoe' } as const;
    const keys = (of: Workflow): readonly string[] =>
      withRequires({ ...of, requires: [row] }, {}, home).requires.map((one) => one.key);
    expect(keys(document)).toEqual(['ana', 'bo', 'chi']);
    expect(
      keys({
        ...document,
        nodes: { ...document.nodes, x: { type: 'time-travel', typeVersion: 1, label: 'x', config: {} } },
      }),
    ).toEqual(['ana', 'bo', 'chi', 'zoe']);
    expect(
      keys({
        ...document,
        nodes: { ...document.nodes, x: { type: 'assign-user', typeVersion: 1, label: 'x', config: { users: 'zoe' } } },
      }),
    ).toEqual(['ana', 'bo', 'chi', 'zoe']);
  });
});

describe('the key for a user who is chosen', () => {
  const { document } = aWorkflow().trigger('t1').step('a1', 'assign-user', assignTo('ana', 'x'));

  test.each([
    ['their id', {}, 'bo', 'bo', {}],
    ['the key by which the workflow has them already', { x: 'bo' }, 'bo', 'x', { x: 'bo' }],
    ['not a key that means somebody else', { bo: 'chi' }, 'bo', 'bo-2', { bo: 'chi', 'bo-2': 'bo' }],
    ['not a key that means nobody', { bo: null }, 'bo', 'bo-2', { bo: null, 'bo-2': 'bo' }],
    ['the next one that is free', { bo: null, 'bo-2': 'chi' }, 'bo', 'bo-3', { bo: null, 'bo-2': 'chi', 'bo-3': 'bo' }],
  ])('%s', (_, bindings, id, key, after) => {
    expect(keyForUser(document, bindings, { id })).toEqual({ key, bindings: after });
  });

  test('a pool never shares a key with a user', () => {
    expect(keyForPool(document, {}, { id: 'ana' })).toEqual({ key: 'ana-2', bindings: { 'ana-2': 'ana' } });
  });
});

describe('the clipboard', () => {
  const source = aWorkflow('w1').trigger('t1').step('a1', 'assign-user', assignTo('ana', 'bo')).document;
  const text = clipText(source, ['a1'], {}, home);

  test('pasted where it came from', () => {
    const { copied, bindings } = must(readClip(text, { document: source, bindings: {}, people: home }));
    expect(bindings).toEqual({});
    expect(copied.nodes['a1']?.config).toEqual(source.nodes['a1']?.config);
  });

  test('pasted in another workspace: users are found by email and written by its keys', () => {
    const people = somePeople([
      { ...ana, id: 'u1' },
      { ...aUser('bo'), email: 'other@example.com' },
    ]);
    const { copied, bindings } = must(readClip(text, { document: aWorkflow('w2').document, bindings: {}, people }));
    expect(copied.nodes['a1']?.config['users']).toEqual([{ user: 'u1' }, { user: 'bo' }]);
    expect(bindings).toEqual({ bo: null });
    expect(copied.requires.map((row) => row.key)).toEqual(['u1', 'bo']);
  });

  test('a stranger never takes the key of somebody who is there', () => {
    const people = somePeople([aUser('ana', { email: 'other@example.com' }), aUser('bo')]);
    const into = aWorkflow('w2').trigger('t1').step('a9', 'assign-user', assignTo('ana')).document;
    const { copied, bindings } = must(readClip(text, { document: into, bindings: {}, people }));
    expect(copied.nodes['a1']?.config['users']).toEqual([{ user: 'ana-2' }, { user: 'bo' }]);
    expect(bindings).toEqual({ 'ana-2': null });
    const pasted = paste(into, copied, { a1: 'b1' });
    expect(checkWorkflow(pasted, { bindings, people, channelReady: () => true, rivals: [] })).toMatchObject([
      { code: 'user-not-here', message: 'Ana Silva is not in this workspace.', where: { node: 'b1' } },
      { code: 'unreachable' },
    ]);
  });

  test('the same stranger again is the same nobody', () => {
    const requires = [{ key: 'ana', kind: 'user', name: 'Ana Silva', email: 'ana@example.com' }] as const;
    const into = { ...source, requires };
    const { copied, bindings } = must(
      readClip(text, { document: into, bindings: { ana: null }, people: somePeople([bo]) }),
    );
    expect(bindings).toEqual({ ana: null });
    expect(copied.nodes['a1']?.config['users']).toEqual([{ user: 'ana' }, { user: 'bo' }]);
  });

  test.each([['some text'], [seedText], ['']])('no steps in %s', (other) => {
    expect(readClip(other, { document: source, bindings: {}, people: home })).toMatchObject({
      ok: false,
      problem: { code: 'nothing-to-paste' },
    });
  });
});
