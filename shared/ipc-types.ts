// What the door hands out: rows and pages as the window shows them. Plain data, no methods.
import type { Entry } from './engine/trace.ts';
import type { Names } from './engine/names.ts';
import type { TimelineItem } from './engine/timeline.ts';
import type { Contact } from './model/contact.ts';
import type { ConversationEntry } from './model/conversation.ts';
import type { Live } from './model/live.ts';
import type { Message } from './model/message.ts';
import type { Pool } from './model/pool.ts';
import type { Finding } from './model/problem.ts';
import type { Run } from './model/run.ts';
import type { SecretName, Settings } from './model/settings.ts';
import type { Instant } from './model/time.ts';
import type { User } from './model/user.ts';
import type { Bindings, Workflow } from './model/workflow.ts';
import type { RotationState } from './rotation.ts';

export interface AppInfo {
  readonly version: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  readonly platform: string;
  readonly workspace: { readonly name: string; readonly folder: string };
  /** Nothing in it yet: offer the sample. */
  readonly empty: boolean;
  /** Something of the sample is here, and can be taken out. */
  readonly sample: boolean;
  /** IANA zone in force. */
  readonly zone: string;
  /** What stands in the way of working, or what a recovery found. Shown as banners. */
  readonly banners: readonly Banner[];
}

export interface Banner {
  readonly id: string;
  /** Of the problem: tells which way on to offer. */
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly fix?: string;
}

export type Status = 'draft' | 'on' | 'off';

export interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  /** Live revision; 0 = never published. */
  readonly revision: number;
  /** The draft differs from the live revision. */
  readonly changed: boolean;
  readonly steps: number;
  readonly errors: number;
  readonly active: number;
  readonly enrolled: number;
  readonly editedAt: Instant;
}

export interface WorkflowPage {
  readonly document: Workflow;
  readonly bindings: Bindings;
  readonly live: Live | null;
  readonly status: Status;
  readonly changed: boolean;
  readonly savedAt: Instant;
  /** Channels that are set up: others wait in the outbox. */
  readonly ready: Readonly<Record<Message['channel'], boolean>>;
  /** Names of other published workflows that assign the same contacts. */
  readonly rivals: readonly string[];
}

/** How many contacts each choice touches. */
export interface Touched {
  readonly running: number;
  readonly waiting: number;
  readonly paused: number;
  /** Where they are, per revision and step label. The next publish makes all of these revisions older ones. */
  readonly places: readonly { readonly revision: number; readonly step: string; readonly count: number }[];
}

export interface RunRow {
  readonly run: Run;
  /** Its workflow is off or in the bin: the enrolment stops before its next step. */
  readonly held: boolean;
  /** How many of its messages were not sent, or perhaps not. */
  readonly unsent: number;
  readonly workflowName: string;
  readonly contactName: string;
  readonly ownerName: string;
}

/** Contacts who came while a workflow was off and have not entered it since. */
export interface Missed {
  /** All of them in the order in which they came, in which they are to be enrolled. */
  readonly ids: readonly string[];
  /** The newest of them, at most 200, newest first. */
  readonly rows: readonly { readonly contact: Contact; readonly ownerName: string; readonly at: Instant }[];
}

export interface RunPage extends RunRow {
  readonly entries: readonly Entry[];
  /** The graph of the revision that the run belongs to. */
  readonly document: Workflow;
  readonly bindings: Bindings;
  /** The run's messages as they stand now. */
  readonly messages: readonly Message[];
  /** Null once it is erased. */
  readonly contact: Contact | null;
  /** Set when the entries are not there any more; the summary stays. */
  readonly removed: Removed | null;
}

/** Why a part of the history is not there any more, and since when. */
export interface Removed {
  readonly why: 'retention' | 'erased';
  readonly on: Instant;
}

/** What a test run borrows: the workspace as it is now. */
export interface TestWorld {
  readonly users: readonly User[];
  readonly pools: readonly Pool[];
  readonly rotations: Readonly<Record<string, RotationState>>;
  readonly zone: string;
  readonly now: Instant;
}

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

export interface ContactRow {
  readonly contact: Contact;
  readonly ownerName: string;
  /** The newest message to its owner about it, and the workflow that sent it; null when there is none. */
  readonly told: { readonly message: Message; readonly workflowName: string } | null;
}

/** What giving many contacts to one user changed. */
export interface OwnersChanged {
  readonly changed: number;
  /** Whose they were: the way back. */
  readonly before: readonly { readonly owner: string | null; readonly ids: readonly string[] }[];
}

/** A contact in the bin. */
export interface BinnedContact {
  readonly contact: Contact;
  readonly deletedAt: Instant;
  /** When its data is erased. */
  readonly goesAt: Instant;
}

/** A workflow in the bin. */
export interface BinnedWorkflow {
  readonly id: string;
  readonly name: string;
  readonly deletedAt: Instant;
  /** Enrolments that stopped in it, and would go on. */
  readonly active: number;
  readonly enrolled: number;
}

/** A backup that was put back. */
export interface Restored {
  readonly madeAt: Instant;
  readonly files: number;
  /** Messages that may have been sent since the backup: they stand in "Needs attention". */
  readonly uncertain: number;
  /** Enrolments under way: they go on, and the messages to the outside that they queue are held there too. */
  readonly enrolments: number;
  /** Imports that ran when it was made: they have ended. */
  readonly imports: number;
}

export interface ContactPage {
  /** Null when it is gone: `known` says what is. */
  readonly contact: Contact | null;
  readonly known: string;
  readonly owner: User | null;
  /** In time order, oldest first. */
  readonly timeline: readonly TimelineItem[];
  readonly names: Names;
  /** Set when the older part of the timeline, or the traces of some enrolments, were removed. */
  readonly removed: Removed | null;
  readonly runs: readonly RunRow[];
  readonly messages: readonly Message[];
}

/** Why an event did not enrol, or which rule it overrides. */
export interface EnrolPreview {
  readonly contacts: number;
  /** Contacts that are in the workflow now and will not be enrolled again. */
  readonly already: number;
  /** Contacts whose earlier enrolment ended and for whom "no re-entry" is overridden. */
  readonly again: number;
  /** Contacts whom no trigger accepts by itself: enrolling by hand overrides its filter. */
  readonly filtered: number;
  /** The spread over users that the first assign step would give. */
  readonly spread: readonly { readonly user: string; readonly name: string; readonly count: number }[];
  readonly messages: number;
  /** Why nobody can be enrolled: not published, off. */
  readonly refused?: string;
}

/** What removing a user touches. */
export interface UserTouches {
  readonly workflows: readonly { readonly id: string; readonly name: string; readonly step: string }[];
  readonly pools: readonly string[];
  readonly contacts: number;
  readonly queuedMessages: number;
}

export interface OutboxRow {
  readonly message: Message;
  readonly contactName: string;
  readonly workflowName: string;
  /** Its contact was erased, and its words with it. */
  readonly erased: boolean;
  /** Why it cannot be sent any more, in words. */
  readonly gone?: string;
}

export interface ConversationRow {
  readonly contact: Contact;
  readonly ownerName: string;
  readonly last: ConversationEntry | null;
}

export interface Bell {
  readonly unread: number;
  readonly rows: readonly OutboxRow[];
}

export interface SettingsPage {
  readonly settings: Settings;
  /** Which secrets are kept, and whether the system can keep them. */
  readonly secrets: Readonly<Record<SecretName, 'none' | 'kept' | 'this-start-only' | 'unreadable'>>;
  readonly canKeepSecrets: boolean;
  readonly machineZone: string;
}

/** What the server answered to "Send a test", in its own words. */
export interface ChannelTest {
  readonly sent: boolean;
  readonly words: string;
}

export interface RotationPage {
  readonly rotation: string;
  readonly next: readonly { readonly user: string; readonly name: string }[];
  readonly counts: readonly { readonly user: string; readonly name: string; readonly picks: number }[];
}

export interface PublishAnswer {
  readonly revision: number;
  readonly findings: readonly Finding[];
  /** After "move": how many contacts went over to the new version, and how many could not. */
  readonly moved?: { readonly over: number; readonly stayed: number };
}

/** What changed, so that open pages can ask again. */
export interface Changed {
  readonly contacts: boolean;
  readonly runs: boolean;
  readonly outbox: boolean;
  readonly workflows: boolean;
  readonly users: boolean;
  readonly conversations: boolean;
  readonly settings: boolean;
}

export type Screen =
  | { readonly to: 'contact' | 'conversation' | 'workflow' | 'run'; readonly id: string }
  | { readonly to: 'workflows' | 'contacts' | 'conversations' | 'users' | 'outbox' | 'bin' | 'settings' };
