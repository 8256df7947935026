// Documents of a workspace as somebody, or a disk, may have left them: the library opens with what is good, or says why not.
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { openLibrary, type Documents } from '../../../electron/runtime/library.ts';
import { realDisk } from '../../../electron/store/disk.ts';
import { openDocument } from '../../../electron/store/document.ts';
import { poolsDocumentSchema } from '../../../shared/model/pool.ts';
import { good } from '../../../shared/model/problem.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { usersDocumentSchema } from '../../../shared/model/user.ts';
import { checkRefusal, fuzz, mutatedJson, mutatedText } from '../../support/fuzz.ts';
import { must } from '../../support/must.ts';
import { seedText } from '../../support/seed.ts';
import { aUser } from '../../support/workflow.ts';

const gateway = {
  url: 'https://gateway.example.com/send',
  headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
  body: '{ "to": "{{ to }}" }',
  allowPrivate: false,
};
const smtp = {
  host: 'mail.example.com',
  port: 587,
  tls: 'required',
  user: 'crm',
  fromName: 'CRM',
  fromAddress: 'crm@example.com',
};
const intact: Readonly<Record<string, unknown>> = {
  'settings.json': { timeZone: 'Europe/Berlin', you: 'ana', smtp, sms: gateway, whatsapp: null },
  'users.json': { users: [aUser('ana'), aUser('bo', { removedAt: 1 }), aUser('chi')] },
  'pools.json': {
    pools: [
      {
        id: 'sales',
        name: 'Sales',
        members: [
          { user: 'ana', weight: 2 },
          { user: 'bo', weight: 1 },
        ],
      },
    ],
  },
  'shelf.json': { workflows: { 'assign-new-contacts': { bindings: { ana: 'chi', bo: null }, editedAt: 1 } } },
  'workflows/assign-new-contacts.json': JSON.parse(seedText) as unknown,
};
const names = Object.keys(intact);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
  mkdirSync(join(folder, 'workflows'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const documents: Documents = {
  openDocument: (name, format, defaults) => openDocument(realDisk, join(folder, name), format, defaults),
  removeDocument: async (name) => {
    await realDisk.unlink(join(folder, name));
    return good(null);
  },
  listDocuments: (below) => Promise.resolve(good(names.filter((name) => name.startsWith(`${below}/`)))),
};

const bits = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '1e999',
  '-0',
  '"__proto__":{}',
  '\0',
  '\ufeff',
  '['.repeat(20_000),
];
const edited = fc.constantFrom(...names).chain((name) =>
  fc.record({
    name: fc.constant(name),
    text: fc.oneof(
      mutatedJson(intact[name]).map((value) => JSON.stringify(value) ?? ''),
      mutatedText(JSON.stringify(intact[name], null, 2), bits),
      fc.json(),
      fc.string({ unit: 'binary', maxLength: 60 }),
    ),
  }),
);

fuzz(
  'the library opens with what is good and names what is not; the file stays as it is',
  edited,
  async ({ name, text }) => {
    for (const [other, value] of Object.entries(intact)) writeFileSync(join(folder, other), JSON.stringify(value));
    const file = join(folder, name);
    writeFileSync(file, text);
    const before = readFileSync(file);
    const opened = await openLibrary(documents);
    checkRefusal(opened);
    expect(readFileSync(file).equals(before)).toBe(true);
    if (!opened.ok) return;
    const { library, problems } = opened.value;
    for (const problem of problems) checkRefusal({ ok: false, problem });
    const settings = library.settings();
    expect(settingsSchema.safeParse(settings).success).toBe(true);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: settings.timeZone || 'UTC' })).not.toThrow();
    expect(usersDocumentSchema.safeParse({ users: [...library.users().values()] }).success).toBe(true);
    expect(poolsDocumentSchema.safeParse({ pools: [...library.pools().values()] }).success).toBe(true);
    for (const [id, { document }] of library.workflows()) expect(document.id).toBe(id);

    // What was opened can be saved, and is then opened as it was.
    must(await library.saveSettings(settings));
    must(await library.saveUsers([...library.users().values()]));
    for (const { document, bindings, editedAt } of library.workflows().values())
      must(await library.saveWorkflow(document, bindings, editedAt));
    const again = must(await openLibrary(documents)).library;
    expect(again.settings()).toEqual(settings);
    expect(again.users()).toEqual(library.users());
    expect([...again.workflows().keys()]).toEqual([...library.workflows().keys()]);
  },
);
