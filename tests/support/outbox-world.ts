// The surroundings of an outbox for tests: a virtual clock, a store in memory that applies real lines, channels that obey.
import type { Outcome, OutsideChannel } from '../../electron/channels/channel.ts';
import { createOutbox, type Outbox, type OutboxParts } from '../../electron/runtime/outbox.ts';
import { linePuts, type Line } from '../../shared/engine/line.ts';
import type { Get } from '../../shared/engine/changes.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import type { User } from '../../shared/model/user.ts';

/** Time that stands still until it is told to go on. The wall clock can be set: timers and elapsed time notice nothing. */
export class VirtualClock {
  private time = 0;
  private offset = Date.UTC(2026, 9, 1, 9);
  private readonly timers = new Map<object, { readonly at: number; readonly call: () => void }>();

  readonly now = (): number => this.offset + this.time;
  readonly elapsed = (): number => this.time;

  readonly after = (ms: number, call: () => void): (() => void) => {
    const id = {};
    this.timers.set(id, { at: this.time + ms, call });
    return () => this.timers.delete(id);
  };

  get pending(): number {
    return this.timers.size;
  }

  /** Somebody sets the wall clock, or the machine sleeps. */
  jump(ms: number): void {
    this.offset += ms;
  }

  /** Lets so many ms pass; each timer has its turn, and everything that follows from it, before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.time = Math.max(this.time, next.timer.at);
      this.timers.delete(next.id);
      next.timer.call();
      await settled();
    }
    this.time = end;
  }

  private next(end: number): { readonly id: object; readonly timer: { at: number; call: () => void } } | undefined {
    const [first] = [...this.timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at);
    return first === undefined ? undefined : { id: first[0], timer: first[1] };
  }
}

/** Resolves when everything that needs no timer has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function aMessage(key: string, more: Partial<Message> = {}): Message {
  return {
    key,
    run: 'r1',
    workflow: 'w1',
    node: 'n1',
    contact: 'c1',
    channel: 'email',
    to: { user: 'ana', name: 'Ana Silva', address: 'ana@example.com' },
    title: 'New contact',
    text: 'Call Maya.',
    redirect: 'contact',
    at: Date.UTC(2026, 9, 1, 8),
    state: 'queued',
    attempts: 0,
    stateAt: Date.UTC(2026, 9, 1, 8),
    ...more,
  };
}

export interface Attempt {
  readonly key: string;
  readonly at: number;
}

type Answer = (message: Message) => Outcome | Promise<Outcome>;

export class OutboxWorld {
  readonly clock = new VirtualClock();
  readonly users = new Map<string, User>(
    ['ana', 'bo'].map((id) => [id, { id, name: id, email: `${id}@example.com`, phone: '+351912345678', active: true }]),
  );
  readonly contacts = new Map<string, Contact>([['c1', { id: 'c1' } as Contact]]);
  readonly attempts: Attempt[] = [];
  /** What happened, in order: "commit sending k1", "send k1". */
  readonly log: string[] = [];
  readonly failures: unknown[] = [];
  readonly answers: Record<OutsideChannel, Answer> = { email: taken, sms: taken, whatsapp: taken };
  readonly notReady: Partial<Record<OutsideChannel, string>> = {};
  /** Called before a commit; throw to make it fail. */
  beforeCommit: (lines: readonly Line[]) => void | Promise<void> = () => undefined;
  chance = 0.5;
  private readonly outboxTable = new Map<string, Message>();

  constructor(messages: readonly Message[] = []) {
    for (const message of messages) this.outboxTable.set(message.key, message);
  }

  open(): Outbox {
    return createOutbox(this.parts());
  }

  parts(): OutboxParts {
    return {
      clock: this.clock,
      random: () => this.chance,
      writer: { commit: (lines) => this.commit(lines()) },
      messages: { open: () => this.outboxTable.values(), get: (key) => this.outboxTable.get(key) },
      user: (id) => this.users.get(id),
      contact: (id) => this.contacts.get(id),
      senders: { email: this.sender('email'), sms: this.sender('sms'), whatsapp: this.sender('whatsapp') },
      failed: (error) => this.failures.push(error),
    };
  }

  /** What the runtime does when a step queued messages. */
  queue(outbox: Outbox, ...messages: readonly Message[]): void {
    for (const message of messages) this.outboxTable.set(message.key, message);
    outbox.queued(messages);
  }

  message(key: string): Message {
    const message = this.outboxTable.get(key);
    if (message === undefined) throw new Error(`no message ${key}`);
    return message;
  }

  /** How many messages are in each state. */
  states(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { state } of this.outboxTable.values()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  async commit(lines: readonly Line[]): Promise<void> {
    await this.beforeCommit(lines);
    const get = ((table: string, id: string) => (table === 'outbox' ? this.outboxTable.get(id) : undefined)) as Get;
    for (const line of lines) {
      for (const put of linePuts(line, get)) {
        this.outboxTable.set(put.id, put.value as Message);
        this.log.push(`commit ${(put.value as Message).state} ${put.id}`);
      }
    }
  }

  private sender(channel: OutsideChannel) {
    return {
      notReady: () => this.notReady[channel],
      send: async (message: Message): Promise<Outcome> => {
        this.attempts.push({ key: message.key, at: this.clock.now() });
        this.log.push(`send ${message.key}`);
        return this.answers[channel](message);
      },
    };
  }
}

function taken(): Outcome {
  return { kind: 'sent', words: '250 ok' };
}
