// What people write: workflows, revisions, users, pools, settings. Each its own document; memory follows the disk.
import { z } from 'zod';
import { parseWorkflow } from '../../shared/file/read.ts';
import { issueWords } from '../../shared/model/issue-words.ts';
import { writeWorkflow } from '../../shared/file/write.ts';
import { poolsDocumentSchema, type Pool } from '../../shared/model/pool.ts';
import { bad, good, type Problem, type Result } from '../../shared/model/problem.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import type { Instant } from '../../shared/model/time.ts';
import { usersDocumentSchema, type User } from '../../shared/model/user.ts';
import { emptyWorkflow, type Bindings, type Revision, type Workflow } from '../../shared/model/workflow.ts';
import type { Document, DocumentFormat } from '../store/document.ts';
import type { Workspace } from '../store/open-workspace.ts';
import { contentHash } from './ids.ts';
import { settingsFormat } from './settings-document.ts';
import { Turns } from './turns.ts';

/** Where documents come from. */
export type Documents = Pick<Workspace<never>, 'openDocument' | 'listDocuments' | 'removeDocument'>;

/** A draft with what belongs to it but not into its file. */
export interface Shelved {
  readonly document: Workflow;
  readonly bindings: Bindings;
  readonly editedAt: Instant;
}

const shelfSchema = z.object({
  workflows: z.record(
    z.string(),
    z.object({ bindings: z.record(z.string(), z.string().nullable()), editedAt: z.number() }),
  ),
});
type Shelf = z.infer<typeof shelfSchema>;

const PUT_BACK = 'Put the file back from a backup, or publish the workflow again.';

export interface Library {
  /** One edit after another: whoever reads, changes and saves does it in here. */
  readonly turns: Turns;
  users(): ReadonlyMap<string, User>;
  pools(): ReadonlyMap<string, Pool>;
  settings(): Settings;
  workflows(): ReadonlyMap<string, Shelved>;
  saveUsers(users: readonly User[]): Promise<Result<unknown>>;
  savePools(pools: readonly Pool[]): Promise<Result<unknown>>;
  saveSettings(settings: Settings): Promise<Result<unknown>>;
  saveWorkflow(document: Workflow, bindings: Bindings, at: Instant): Promise<Result<unknown>>;
  /**
   * Lets a published version stand where there is no draft that can be read, so that it can be seen and turned off. It is
   * saved as a draft by the next edit, unless a file that cannot be read is in the way.
   */
  standIn(revision: Revision): void;
  /** Takes a draft away for good; its revisions stay. */
  removeWorkflow(id: string): Promise<Result<unknown>>;
  /** Written once, never changed. */
  writeRevision(revision: Revision): Promise<Result<unknown>>;
  readRevision(workflow: string, number: number): Promise<Result<Revision>>;
  /** A number that no revision file of the workflow has, also none that a crash left behind. */
  nextRevision(workflow: string): Promise<Result<number>>;
}

/** Opens all documents of a workspace. A draft that cannot be read is listed as a problem and left as it is. */
export async function openLibrary(
  documents: Documents,
): Promise<Result<{ library: Library; problems: readonly Problem[] }>> {
  const users = await documents.openDocument('users.json', usersFormat, { users: [] });
  if (!users.ok) return users;
  const pools = await documents.openDocument('pools.json', poolsFormat, { pools: [] });
  if (!pools.ok) return pools;
  const left: Problem[] = [];
  const settings = await documents.openDocument(
    'settings.json',
    settingsFormat((problem) => left.push(problem)),
    defaultSettings,
  );
  if (!settings.ok) return settings;
  const shelf = await documents.openDocument<Shelf>('shelf.json', shelfFormat, { workflows: {} });
  if (!shelf.ok) return shelf;
  const opened = await openDrafts(documents);
  if (!opened.ok) return opened;
  const { drafts, problems } = opened.value;

  const about = shelf.value.data().workflows;
  const shelved = new Map<string, Shelved>();
  for (const [id, draft] of drafts)
    shelved.set(id, { document: draft.data(), bindings: {}, editedAt: 0, ...about[id] });
  let userMap = byId(users.value.data().users);
  let poolMap = byId(pools.value.data().pools);

  const library: Library = {
    turns: new Turns(),
    users: () => userMap,
    pools: () => poolMap,
    settings: () => settings.value.data(),
    workflows: () => shelved,
    async saveUsers(next) {
      const saved = await users.value.save({ users: [...next] });
      if (saved.ok) userMap = byId(next);
      return saved;
    },
    async savePools(next) {
      const saved = await pools.value.save({ pools: [...next] });
      if (saved.ok) poolMap = byId(next);
      return saved;
    },
    saveSettings: (next) => settings.value.save(next),
    async saveWorkflow(document, bindings, editedAt) {
      const { id } = document;
      // The bindings first: a draft without them would mean other people.
      const workflows = { ...shelf.value.data().workflows, [id]: { bindings: { ...bindings }, editedAt } };
      const noted = await shelf.value.save({ workflows });
      if (!noted.ok) return noted;
      const draft = drafts.get(id);
      const kept = draft === undefined ? await openDraft(documents, id, document) : good(draft);
      if (!kept.ok) return kept;
      const saved = await kept.value.save(document);
      if (!saved.ok) return saved;
      drafts.set(id, kept.value);
      shelved.set(id, { document, bindings, editedAt });
      return good(null);
    },
    standIn({ workflow, document, bindings, publishedAt }) {
      if (!shelved.has(workflow)) shelved.set(workflow, { document, bindings, editedAt: publishedAt });
    },
    async removeWorkflow(id) {
      const removed = await documents.removeDocument(`workflows/${id}.json`);
      if (!removed.ok) return removed;
      drafts.delete(id);
      shelved.delete(id);
      const { [id]: _, ...workflows } = shelf.value.data().workflows;
      return shelf.value.save({ workflows });
    },
    async writeRevision(revision) {
      const name = `revisions/${revision.workflow}/${revision.number}-${revision.hash.slice(0, 12)}.json`;
      const file = await documents.openDocument(name, revisionFormat, revision);
      return file.ok ? file.value.save(revision) : file;
    },
    async readRevision(workflow, number) {
      const names = await revisionNames(documents, workflow);
      if (!names.ok) return names;
      const name = names.value.find((one) => one.number === number)?.name;
      if (name === undefined) {
        return bad('revision-missing', `Version ${number} of this workflow is not in the workspace.`, {
          where: { path: `revisions/${workflow}` },
          fix: PUT_BACK,
        });
      }
      const file = await documents.openDocument(name, revisionFormat, noRevision);
      return file.ok ? good(file.value.data()) : file;
    },
    async nextRevision(workflow) {
      const names = await revisionNames(documents, workflow);
      return names.ok ? good(Math.max(0, ...names.value.map((one) => one.number)) + 1) : names;
    },
  };
  return good({ library, problems: [...left, ...problems] });
}

/** Every draft that can be read, by id. */
async function openDrafts(
  documents: Documents,
): Promise<Result<{ readonly drafts: Map<string, Document<Workflow>>; readonly problems: readonly Problem[] }>> {
  const names = await documents.listDocuments('workflows');
  if (!names.ok) return names;
  const drafts = new Map<string, Document<Workflow>>();
  const problems: Problem[] = [];
  for (const name of names.value) {
    const id = name.slice('workflows/'.length, -'.json'.length);
    const draft = await openDraft(documents, id, emptyWorkflow(id, id));
    if (draft.ok) drafts.set(id, draft.value);
    else problems.push(draft.problem);
  }
  return good({ drafts, problems });
}

function openDraft(documents: Documents, id: string, defaults: Workflow): Promise<Result<Document<Workflow>>> {
  const parse = (json: unknown): Result<Workflow> => {
    const read = parseWorkflow(json);
    // A copy made by hand: saved under its own id it would take the place of the workflow that it is a copy of.
    if (read.ok && read.value.id !== id) return misnamed(read.value.id);
    return read;
  };
  return documents.openDocument(`workflows/${id}.json`, { parse, print: writeWorkflow }, defaults);
}

function misnamed(id: string): Result<never> {
  return bad('workflow-misnamed', `the file holds the workflow “${id}”.`, {
    fix: `Move it away and import it, or name it ${id}.json. Baton does not write over it.`,
  });
}

/** The revision files of a workflow, those too that a crash left without their ledger entry. */
async function revisionNames(
  documents: Documents,
  workflow: string,
): Promise<Result<readonly { readonly name: string; readonly number: number }[]>> {
  const folder = `revisions/${workflow}`;
  const names = await documents.listDocuments(folder);
  if (!names.ok) return names;
  return good(names.value.map((name) => ({ name, number: Number.parseInt(name.slice(folder.length + 1), 10) })));
}

/** Stands in for a file that was listed a moment ago, so it is never seen. */
const noRevision: Revision = {
  workflow: '',
  number: 0,
  hash: '',
  publishedAt: 0,
  by: null,
  document: emptyWorkflow('', ''),
  bindings: {},
};

const usersFormat = zodFormat(
  usersDocumentSchema.refine(({ users }) => eachOnce(users), 'two users have the same id'),
  'list of users',
);
const poolsFormat = zodFormat(
  poolsDocumentSchema.refine(({ pools }) => eachOnce(pools), 'two pools have the same id'),
  'list of pools',
);
const shelfFormat = zodFormat(shelfSchema, 'list of workflows');

const revisionSchema = z.looseObject({
  workflow: z.string(),
  number: z.number().int(),
  hash: z.string(),
  publishedAt: z.number(),
  by: z.string().nullable(),
  document: z.unknown(),
  bindings: z.record(z.string(), z.string().nullable()),
  /** Of the file's own content; a file of an older Baton has none. */
  sum: z.string().optional(),
});

const revisionFormat: DocumentFormat<Revision> = {
  parse: (json) => {
    const outer = revisionSchema.safeParse(json);
    if (!outer.success) return bad('revision-unreadable', 'the file is not a published version.', { fix: PUT_BACK });
    const { sum, ...revision } = outer.data;
    // Nobody edits a published version, so a file that says something else than was written is damaged.
    if (sum !== undefined && sum !== sumOfJson(json as object)) {
      return bad('revision-damaged', 'the file of a published version is damaged.', { fix: PUT_BACK });
    }
    const document = parseWorkflow(revision.document);
    return document.ok ? good({ ...revision, document: document.value }) : document;
  },
  print: (revision) => `${JSON.stringify({ ...revision, sum: sumOfJson(revision) }, null, 2)}\n`,
};

/** The sum of everything but the sum. */
function sumOfJson(revision: object): string {
  return contentHash(JSON.stringify({ ...revision, sum: undefined }));
}

function zodFormat<T>(schema: z.ZodType<T>, what: string): DocumentFormat<T> {
  return {
    parse: (json) => {
      const parsed = schema.safeParse(json);
      if (parsed.success) return good(parsed.data);
      const issue = parsed.error.issues[0];
      const why = issue === undefined ? 'it has another shape' : issueWords(issue, json);
      return bad('document-unreadable', `the file is not a ${what}: ${why}.`, {
        fix: 'Mend the file, or put back a good copy. Baton does not write over it.',
      });
    },
  };
}

/** Of two with one id, one would be lost at the next save. */
function eachOnce(all: readonly { readonly id: string }[]): boolean {
  return new Set(all.map((one) => one.id)).size === all.length;
}

function byId<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
