// Facts about the workspace as data. A change states the new value, never a difference (ARCHITECTURE.md, section 7).
import type { Contact } from '../model/contact.ts';
import type { ConversationEntry } from '../model/conversation.ts';
import type { ImportJob } from '../model/import-job.ts';
import type { Live } from '../model/live.ts';
import type { MessageState } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { RotationState } from '../rotation.ts';

/** The fields of a contact that people and imports edit. */
export type ContactEdit = Partial<
  Omit<Contact, 'id' | 'owner' | 'ownerSince' | 'ownerByHand' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'erased'>
>;

export type Change =
  | { readonly do: 'contact-created'; readonly contact: Contact }
  | { readonly do: 'contact-edited'; readonly contact: string; readonly set: ContactEdit }
  | {
      readonly do: 'contact-owner-set';
      readonly contact: string;
      readonly from: string | null;
      readonly to: string | null;
      /** A person did it, and no step that could also tell the owner. */
      readonly byHand?: true;
    }
  | {
      readonly do: 'contact-tags-set';
      readonly contact: string;
      readonly tags: readonly string[];
      readonly added: readonly string[];
    }
  | { readonly do: 'contact-deleted'; readonly contact: string }
  | { readonly do: 'contact-restored'; readonly contact: string }
  /** Takes the contact's data out of the records. Names the records about it, because a change finds records by id only. */
  | {
      readonly do: 'contact-erased';
      readonly contact: string;
      readonly runs: readonly string[];
      readonly messages: readonly string[];
      readonly conversations: readonly string[];
    }
  /** No file holds its data any more. */
  | { readonly do: 'contact-erasure-done'; readonly contact: string }
  | { readonly do: 'rotation-moved'; readonly rotation: string; readonly state: RotationState }
  | { readonly do: 'conversation-added'; readonly entry: ConversationEntry }
  | {
      readonly do: 'message-moved';
      readonly key: string;
      readonly state: MessageState;
      readonly attempts: number;
      readonly nextAt?: Instant;
      readonly reason?: string;
      /** Where it goes from now on, if not to where it went before. */
      readonly address?: string;
    }
  | { readonly do: 'message-read'; readonly key: string; readonly read: boolean; readonly by?: 'everybody' }
  /** Somebody has seen that it was given up. */
  | { readonly do: 'run-put-away'; readonly run: string }
  /** It goes on in a workspace restored from a backup of that time. */
  | { readonly do: 'run-restored'; readonly run: string; readonly backup: Instant }
  | { readonly do: 'workflow-live'; readonly live: Live }
  | { readonly do: 'job-moved'; readonly job: ImportJob };

export type ChangeOf<D extends Change['do']> = Extract<Change, { do: D }>;
