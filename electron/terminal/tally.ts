// Counts of a `baton run`: its last JSON line, and what a person reads instead.
import type { Message } from '../../shared/model/message.ts';
import type { Core } from '../runtime/core.ts';
import { userOf } from '../runtime/queries/people.ts';
import type { KeptRow } from './row.ts';
import { counted } from './words.ts';

export interface Summary {
  readonly rows: number;
  readonly runs: number;
  readonly refused: number;
  readonly states: Readonly<Record<string, number>>;
  /** By the owner's email, or the id of one who has none. */
  readonly owners: Readonly<Record<string, number>>;
  /** Channel -> state -> count. */
  readonly messages: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly skippedRows: readonly { readonly line: number; readonly reason: string }[];
  readonly seconds: number;
}

export class Tally {
  /** Messages that are still on their way; their last state counts. */
  readonly open: string[] = [];
  private readonly counts = { rows: 0, runs: 0, refused: 0 };
  private readonly states = new Map<string, number>();
  private readonly owners = new Map<string, number>();
  private readonly messages = new Map<string, number>();
  private readonly skippedRows: { line: number; reason: string }[] = [];

  constructor(private readonly core: Core) {}

  add(row: KeptRow): void {
    this.counts.rows += 1;
    if ('skipped' in row) {
      this.skippedRows.push({ line: row.line, reason: row.skipped });
      return;
    }
    if (row.run === undefined) {
      this.counts.refused += 1;
      return;
    }
    this.counts.runs += 1;
    plus(this.states, this.core.get('runs', row.run)?.state ?? 'failed');
    const owner = this.core.get('contacts', row.contact)?.owner;
    if (typeof owner === 'string') plus(this.owners, userOf(this.core, owner)?.email || owner);
    for (const message of row.messages) {
      if (message.state === 'queued') this.open.push(message.key);
      else plus(this.messages, stateKey(message));
    }
  }

  /** True when something did not go well: exit code 3. */
  hasTrouble(): boolean {
    return this.skippedRows.length > 0 || this.states.has('failed');
  }

  summary(seconds: number): Summary {
    const counts = new Map(this.messages);
    for (const key of this.open) {
      const message = this.core.get('outbox', key);
      if (message !== undefined) plus(counts, stateKey(message));
    }
    const messages: Record<string, Record<string, number>> = {};
    for (const [key, count] of counts) {
      const [channel = '', state = ''] = key.split(' ');
      (messages[channel] ??= {})[state] = count;
    }
    return {
      ...this.counts,
      states: Object.fromEntries(this.states),
      owners: Object.fromEntries(this.owners),
      messages,
      skippedRows: this.skippedRows,
      seconds,
    };
  }
}

function stateKey(message: Message): string {
  return `${message.channel} ${message.state}`;
}

function plus(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The summary as a person reads it. `name` gives the name behind an owner's key. */
export function summaryWords(summary: Summary, name: (owner: string) => string): string {
  const { rows, runs, refused, skippedRows } = summary;
  const states = Object.entries(summary.states).map(([state, count]) => `${count} ${state}`);
  const owners = Object.entries(summary.owners).map(([owner, count]) => `  ${count}  ${name(owner)}`);
  const messages = Object.entries(summary.messages).flatMap(([channel, some]) =>
    Object.entries(some).map(([state, count]) => `  ${count}  ${channel} ${state}`),
  );
  return [
    `${counted(rows, 'row')}, ${counted(runs, 'enrolment')}${states.length === 0 ? '' : ` (${states.join(', ')})`}, ${refused} refused, ${skippedRows.length} skipped, in ${summary.seconds.toFixed(2)} s`,
    ...(owners.length === 0 ? [] : ['Owners', ...owners]),
    ...(messages.length === 0 ? [] : ['Messages', ...messages]),
    ...skippedRows.map(({ line, reason }) => `Line ${line} skipped: ${reason}`),
  ].join('\n');
}
