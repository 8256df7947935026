// The door: every request the window may make and every push it may hear. Nothing else crosses.
import { z } from 'zod';
import type * as F from './ipc-file-types.ts';
import type * as T from './ipc-types.ts';
import type { ConversationEntry } from './model/conversation.ts';
import { limits } from './model/limits.ts';
import type { Entry } from './engine/trace.ts';
import type { User } from './model/user.ts';
import type { Pool } from './model/pool.ts';
import { gatewaySchema, secretNames, settingsSchema, smtpSchema } from './model/settings.ts';
import type { Result } from './model/problem.ts';

const id = z.string().min(1).max(300);
const line = z.string().max(limits.contact.value);
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) };
const draft = z.strictObject({
  firstName: line,
  lastName: line,
  email: line,
  phone: line,
  source: line,
  tags: z.array(line).max(limits.contact.tags),
  custom: z.record(z.string().max(limits.contact.fieldName), line),
});
const userDraft = z.strictObject({
  name: z.string().min(1).max(limits.user.name),
  email: z.string().max(limits.user.email),
  phone: z.string().max(limits.user.phone),
  active: z.boolean(),
});
const bindings = z.record(z.string(), z.string().nullable());
const csvOptions = z.strictObject({
  delimiter: z.string().max(4),
  encoding: z.string().max(40),
  header: z.boolean(),
  mapping: z.record(z.string(), z.string().nullable()),
});
/** A workflow document: only its outline is checked here; the file reader checks the rest. */
const workflowDocument = z.looseObject({ id, name: z.string().max(limits.name) });

/** One request: the schema of its input, and (as a type only) what it answers. */
interface RequestOf<I extends z.ZodType, O> {
  readonly input: I;
  readonly output: (value: O) => O;
}

function answers<O>(): <I extends z.ZodType>(input: I) => RequestOf<I, O> {
  return (input) => ({ input, output: (value) => value });
}

const wantedContacts = {
  search: z.string().max(limits.search),
  /** Only the contacts of this user; null: those of nobody. */
  owner: id.nullable().optional(),
  /** By the owner's name, those of nobody last; newest first unless told otherwise. */
  sort: z.enum(['newest', 'owner']).optional(),
};
const none = z.strictObject({});
const one = z.strictObject({ id });
const many = z.strictObject({ ids: z.array(id).max(limits.ids) });

export const requests = {
  'app.info': answers<T.AppInfo>()(none),
  'app.dismissBanner': answers<null>()(one),
  'app.addSample': answers<null>()(none),
  'app.removeSample': answers<{ readonly removed: number }>()(none),
  /** A file dropped on the window or chosen there: sent in pieces, kept as a private copy. */
  'files.begin': answers<{ token: string }>()(
    z.strictObject({ name: z.string().max(1000), bytes: z.number().int().min(0) }),
  ),
  'files.append': answers<null>()(z.strictObject({ token: id, piece: z.instanceof(Uint8Array) })),
  /** The person went no further with a file of contacts, of users or of a workflow: nothing of it is kept. */
  'files.forget': answers<null>()(z.strictObject({ token: id })),

  'workflows.list': answers<readonly T.WorkflowRow[]>()(none),
  'workflows.get': answers<T.WorkflowPage>()(one),
  'workflows.create': answers<{ id: string }>()(z.strictObject({ name: z.string().min(1).max(limits.name) })),
  'workflows.save': answers<{ savedAt: number; changed: boolean }>()(
    z.strictObject({ document: workflowDocument, bindings }),
  ),
  'workflows.duplicate': answers<{ id: string }>()(one),
  'workflows.delete': answers<null>()(one),
  'workflows.restore': answers<null>()(one),
  'workflows.touched': answers<T.Touched>()(one),
  'workflows.publish': answers<T.PublishAnswer>()(z.strictObject({ id, waiting: z.enum(['stay', 'move', 'end']) })),
  'workflows.turnOn': answers<null>()(one),
  'workflows.turnOff': answers<null>()(z.strictObject({ id, running: z.enum(['freeze', 'drain', 'end']) })),
  'workflows.export': answers<{ saved: string | null }>()(one),
  /** Opens the system's dialog; null = cancelled. */
  'workflows.importPick': answers<F.WorkflowImport | F.RefusedFile | null>()(none),
  'workflows.importText': answers<F.WorkflowImport>()(
    z.strictObject({ name: z.string().max(1000), text: z.string().max(6_000_000) }),
  ),
  'workflows.importApply': answers<{ id: string }>()(
    z.strictObject({ token: id, as: z.enum(['new', 'replace', 'copy']), mapping: bindings }),
  ),
  'workflows.runs': answers<T.Page<T.RunRow>>()(z.strictObject({ id, search: z.string().max(limits.search), ...page })),
  'workflows.missed': answers<T.Missed>()(one),
  'workflows.testWorld': answers<T.TestWorld>()(one),
  'workflows.rotation': answers<T.RotationPage>()(z.strictObject({ id, node: id })),
  'workflows.resetRotation': answers<null>()(z.strictObject({ rotation: id })),
  'runs.get': answers<T.RunPage>()(one),
  'runs.stop': answers<null>()(one),
  /** Those that crashed Baton and were given up, until somebody has put them away. */
  'runs.givenUp': answers<readonly T.RunRow[]>()(none),
  'runs.putAway': answers<null>()(one),

  'contacts.list': answers<T.Page<T.ContactRow>>()(z.strictObject({ ...wantedContacts, ...page })),
  /** The ids of all contacts that the list shows, in its order: "select all". */
  'contacts.ids': answers<readonly string[]>()(z.strictObject(wantedContacts)),
  'contacts.get': answers<T.ContactPage>()(one),
  /** `act` is minted once per press of the button: sent twice, it counts once. */
  'contacts.create': answers<{ id: string }>()(z.strictObject({ act: id, draft })),
  'contacts.update': answers<null>()(z.strictObject({ id, draft, doNotDisturb: z.boolean() })),
  'contacts.setOwner': answers<null>()(z.strictObject({ id, owner: id.nullable() })),
  'contacts.setOwners': answers<T.OwnersChanged>()(
    z.strictObject({ ids: z.array(id).max(limits.ids), owner: id.nullable() }),
  ),
  'contacts.delete': answers<null>()(many),
  'contacts.restore': answers<null>()(many),
  'contacts.enrolPreview': answers<T.EnrolPreview>()(
    z.strictObject({ ids: z.array(id).max(limits.ids), workflow: id }),
  ),
  'contacts.enrol': answers<{ enrolled: number; refused: readonly { contact: string; rule: string }[] }>()(
    z.strictObject({ act: id, ids: z.array(id).max(limits.ids), workflow: id }),
  ),
  'contacts.importPick': answers<{ token: string; fileName: string } | F.RefusedFile | null>()(none),
  'contacts.importPreview': answers<F.CsvPreview>()(z.strictObject({ token: id, options: csvOptions.nullable() })),
  'contacts.importKnown': answers<F.KnownRows>()(z.strictObject({ token: id, options: csvOptions })),
  'contacts.importStart': answers<{ job: string }>()(
    z.strictObject({
      token: id,
      options: csvOptions,
      duplicates: z.enum(['update', 'skip', 'add']),
      runWorkflows: z.boolean(),
    }),
  ),
  'contacts.importCancel': answers<null>()(one),
  'contacts.importUndo': answers<{ removed: number }>()(one),
  /** Saves the skipped rows with their reasons as a CSV; opens the system's dialog. */
  'contacts.importSaveSkipped': answers<{ saved: string | null }>()(one),
  'contacts.exportCsv': answers<{ saved: string | null }>()(none),
  'jobs.list': answers<readonly F.JobRow[]>()(none),

  'bin.contacts': answers<T.Page<T.BinnedContact>>()(z.strictObject(page)),
  'bin.workflows': answers<readonly T.BinnedWorkflow[]>()(none),
  /** Takes the contacts' data out of every file of the workspace. Cannot be undone. */
  'bin.eraseContacts': answers<{ erased: number }>()(many),
  'bin.emptyContacts': answers<{ erased: number }>()(none),
  /** Deletes workflows that are in the bin for good, and ends their enrolments. */
  'bin.deleteWorkflows': answers<{ deleted: number; ended: number }>()(many),
  /** Each opens the system's dialog; null = cancelled. */
  'backup.make': answers<{ saved: string | null; bytes: number }>()(none),
  /** Restores into a folder that is chosen, and starts Baton with it. */
  'backup.open': answers<T.Restored | null>()(none),
  'backup.openFolder': answers<null>()(none),

  'users.list': answers<readonly User[]>()(none),
  'users.create': answers<{ id: string }>()(userDraft),
  'users.update': answers<null>()(z.strictObject({ id, draft: userDraft })),
  'users.touches': answers<T.UserTouches>()(one),
  'users.remove': answers<null>()(one),
  'users.restore': answers<null>()(one),
  'users.importCsv': answers<F.UsersImport>()(z.strictObject({ token: id })),
  'pools.list': answers<readonly Pool[]>()(none),
  'pools.save': answers<{ id: string }>()(
    z.strictObject({
      id: id.nullable(),
      name: z.string().min(1).max(limits.name),
      members: z.array(z.strictObject({ user: id, weight: z.number().int().min(1).max(100) })).max(1000),
    }),
  ),
  'pools.remove': answers<null>()(one),

  'conversations.list': answers<T.Page<T.ConversationRow>>()(
    z.strictObject({ search: z.string().max(limits.search), ...page }),
  ),
  'conversations.get': answers<readonly ConversationEntry[]>()(z.strictObject({ contact: id })),
  'conversations.add': answers<null>()(
    z.strictObject({
      act: id,
      contact: id,
      channel: z.enum(['email', 'sms', 'whatsapp', 'call', 'note']),
      direction: z.enum(['in', 'out', 'internal']),
      body: z.string().min(1).max(limits.said),
    }),
  ),

  'outbox.list': answers<T.Page<T.OutboxRow>>()(
    z.strictObject({ show: z.enum(['all', 'attention', 'waiting', 'sent']), ...page }),
  ),
  /** Uncertain: a person says that it arrived. */
  'outbox.arrived': answers<null>()(z.strictObject({ key: id })),
  'outbox.sendAgain': answers<null>()(z.strictObject({ key: id })),
  /** How many failed and can be sent again. */
  'outbox.failed': answers<number>()(none),
  /** Sends all of them once more; answers how many. */
  'outbox.sendFailedAgain': answers<number>()(none),
  'bell.list': answers<T.Bell>()(none),
  'bell.read': answers<null>()(z.strictObject({ keys: z.array(id).max(10_000) })),
  /** Marks every notification of "You are" as read, also those that the list does not show. */
  'bell.readAll': answers<null>()(none),

  'settings.get': answers<T.SettingsPage>()(none),
  'settings.save': answers<null>()(z.strictObject({ settings: settingsSchema })),
  'settings.setSecret': answers<null>()(
    z.strictObject({ name: z.enum(secretNames), value: z.string().max(limits.credential) }),
  ),
  'settings.testEmail': answers<T.ChannelTest>()(
    z.strictObject({
      smtp: smtpSchema,
      password: z.string().max(limits.credential).nullable(),
      to: z.string().max(limits.user.email),
    }),
  ),
  'settings.testGateway': answers<T.ChannelTest>()(
    z.strictObject({
      name: z.enum(['sms', 'whatsapp']),
      gateway: gatewaySchema,
      secret: z.string().max(limits.credential).nullable(),
      to: z.string().max(limits.user.phone),
    }),
  ),
} as const;

export type RequestName = keyof typeof requests;
export type InputOf<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type OutputOf<N extends RequestName> = ReturnType<(typeof requests)[N]['output']>;

/** What the main process tells the window unasked. */
export interface Pushes {
  /** Something was committed: pages that show it ask again. At most ten a second. */
  readonly changed: T.Changed;
  /** Entries of live runs, for pages that show one. */
  readonly entries: { readonly run: string; readonly entries: readonly Entry[] };
  readonly job: F.JobRow;
  readonly banners: readonly T.Banner[];
  /** A notification was clicked, a link opened, a menu item chosen. */
  readonly open: T.Screen;
  readonly menu: { readonly command: string };
  /** A workflow file was opened from the desktop: show its import, or why it is refused. */
  readonly import: F.WorkflowImport | F.RefusedFile;
}

export type PushName = keyof Pushes;
export const pushNames = [
  'changed',
  'entries',
  'job',
  'banners',
  'open',
  'menu',
  'import',
] as const satisfies readonly PushName[];
export const requestNames = Object.keys(requests) as readonly RequestName[];

/** What the preload puts into the page, as `window.baton`. */
export interface Door {
  request<N extends RequestName>(name: N, input: InputOf<N>): Promise<Result<OutputOf<N>>>;
  /** Hears a push; gives back the function that stops it. */
  subscribe<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void): () => void;
}
