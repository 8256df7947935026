// Carries runs on: an event and all that follows from it are staged together, in one frame of the ledger.
import type { Contact } from '../../shared/model/contact.ts';
import type { CrmEvent } from '../../shared/model/crm-event.ts';
import { contactFacts } from '../../shared/model/facts.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { invariant } from '../../shared/model/problem.ts';
import { emptyWorkflow } from '../../shared/model/workflow.ts';
import { indexGraph } from '../../shared/graph/index-graph.ts';
import { advance } from '../../shared/engine/advance.ts';
import type { World } from '../../shared/engine/walk-view.ts';
import { beginRun, listen, type Heard } from '../../shared/engine/begin.ts';
import type { Get, Put } from '../../shared/engine/changes.ts';
import { changesPuts, type Line, type Refusal } from '../../shared/engine/line.ts';
import { foldEntry } from '../../shared/engine/run-state.ts';
import type { Arrival, Entry } from '../../shared/engine/trace.ts';
import type { Change } from '../../shared/steps/change.ts';
import type { Ledger } from '../store/book.ts';
import type { Clock } from './clock.ts';
import { hashId } from './ids.ts';
import type { Library } from './library.ts';
import { whyDeaf, type Listener, type Listeners } from './listeners.ts';
import type { Lookups } from './lookups.ts';

/** What one event led to. */
export interface Happening {
  readonly began: readonly {
    readonly run: string;
    readonly workflow: string;
    readonly revision: number;
    readonly entries: readonly Entry[];
  }[];
  readonly refused: readonly Refusal[];
}

/** Told after the frame is on the disk. */
export interface Committed {
  /**
   * What a run that was there before went on to. One that only began is open nowhere, and a hundred thousand of them need
   * not be held and sent. Left out when nobody listens.
   */
  readonly entries: ((run: string, entries: readonly Entry[]) => void) | undefined;
  waitBegan(): void;
  messages(messages: readonly Message[]): void;
}

/** To end a run nobody has to know its steps. */
const noSteps = indexGraph(emptyWorkflow('none', ''), {});

/** What is told once it is on the disk. */
interface Staged {
  readonly entries: { readonly run: string; readonly entries: readonly Entry[] }[];
  readonly messages: Message[];
  waits: boolean;
}

function nothingStaged(): Staged {
  return { entries: [], messages: [], waits: false };
}

export class Runner {
  private readonly get: Get;
  private staged = nothingStaged();

  constructor(
    private readonly ledger: Ledger<Line>,
    private readonly library: Library,
    private readonly listeners: Listeners,
    private readonly lookups: Lookups,
    private readonly clock: Clock,
    private readonly zone: () => string,
    private readonly committed: Committed,
  ) {
    this.get = ((table, id) => ledger.get(table, id)) as Get;
  }

  /** Stages an event with the change that it is, and the runs it begins. Nothing is acknowledged before `commit`. */
  happen(event: CrmEvent, changes: readonly Change[]): Happening {
    const puts = changesPuts(changes, event.at, this.get);
    const facts = this.factsAfter(event, puts);
    const refused: Refusal[] = [];
    const missed: string[] = [];
    const begin: { listener: Listener; heard: Extract<Heard, { yes: true }>; overrides: string | undefined }[] = [];
    for (const listener of this.listeners.all()) {
      const heard = listen(listener.graph, event, facts);
      if (!heard.yes && heard.deaf) continue;
      const answer = this.mayBegin(listener, event, heard);
      if (answer.rule === undefined && heard.yes) begin.push({ listener, heard, overrides: answer.overrides });
      else refused.push({ workflow: listener.workflow, rule: answer.rule ?? '' });
      if (heard.yes && listener.status === 'off') missed.push(listener.workflow);
    }
    this.ledger.stage({ k: 'event', event, changes, refused }, puts);
    for (const workflow of missed) this.ledger.stage({ k: 'missed', workflow, event });
    const began = begin.map(({ listener, heard, overrides }) => this.begin(listener, event, heard, overrides));
    return { began, refused };
  }

  /**
   * Stages what follows from an arrival for a run, or its first step. Gives the entries; none when the run's revision is not
   * at hand, except for an end.
   */
  arrive(run: Run, arrival: Arrival, oneStep = false): readonly Entry[] {
    const found = this.listeners.revision(run.workflow, run.revision);
    const graph = found ?? (arrival.kind === 'end' ? noSteps : undefined);
    if (graph === undefined) return [];
    const { entries, puts } = advance(graph, run, arrival, this.world(), {
      now: this.clock.now(),
      frozen: this.isFrozen(run.workflow),
      oneStep,
    });
    if (entries.length > 0) this.stage(run.id, entries, puts);
    return entries;
  }

  /** True while runs of the workflow stop before their next step. */
  isFrozen(workflow: string): boolean {
    const live = this.get('live', workflow);
    return live?.status === 'binned' || (live?.status === 'off' && live.frozen);
  }

  /** Stages what somebody or something did that begins no run. */
  act(by: string | null, changes: readonly Change[], contact?: string): void {
    this.ledger.stage({ k: 'act', at: this.clock.now(), by, ...(contact === undefined ? {} : { contact }), changes });
  }

  /** Ends a run and begins another in its place, in the same wait of the live revision. */
  move(run: Run, listener: Listener): void {
    const { node, due } = run;
    invariant(node !== null && due !== undefined && listener.live !== undefined, `run ${run.id} is not waiting`);
    const now = this.clock.now();
    this.stage(run.id, [
      {
        seq: run.seq + 1,
        at: Math.max(now, run.lastAt),
        kind: 'run-ended',
        how: 'moved',
        reason: `to version ${listener.live.revision}`,
      },
    ]);
    const event: CrmEvent = {
      id: hashId(run.id, 'moved', listener.live.revision),
      type: 'moved',
      contact: run.contact,
      at: now,
      by: null,
      workflow: run.workflow,
    };
    this.ledger.stage({ k: 'event', event, changes: [], refused: [] });
    const heard = { yes: true, node, because: `moved from version ${run.revision}` } as const;
    const began = { ...beginRun(listener.graph, listener.live.revision, event, heard, now), to: node };
    const next = hashId(run.workflow, run.contact, event.id);
    this.stage(next, [
      began,
      { seq: 2, at: now, kind: 'node-entered', node, visit: 1 },
      { seq: 3, at: now, kind: 'wait-began', node, due },
    ]);
    if (run.restored !== undefined) this.act(null, [{ do: 'run-restored', run: next, backup: run.restored }]);
  }

  /** Resolves when all that was staged is on the disk; then whoever listens hears of it. */
  async commit(): Promise<void> {
    const { staged } = this;
    this.staged = nothingStaged();
    await this.ledger.commit();
    for (const { run, entries } of staged.entries) this.committed.entries?.(run, entries);
    if (staged.waits) this.committed.waitBegan();
    if (staged.messages.length > 0) this.committed.messages(staged.messages);
  }

  private begin(
    listener: Listener,
    event: CrmEvent,
    heard: Extract<Heard, { yes: true }>,
    overrides: string | undefined,
  ): Happening['began'][number] {
    const { graph, workflow, live } = listener;
    invariant(live !== undefined, `workflow ${workflow} is not published`);
    const id = hashId(workflow, event.contact, event.id);
    const began = beginRun(graph, live.revision, event, heard, event.at, overrides);
    const run = foldEntry(id, undefined, began);
    const next = advance(graph, run, { kind: 'go-on' }, this.world(), { now: this.clock.now() });
    const entries = [began, ...next.entries];
    this.stage(id, entries, next.puts);
    return { run: id, workflow, revision: live.revision, entries };
  }

  private stage(run: string, entries: readonly Entry[], puts?: readonly Put[]): void {
    this.ledger.stage({ k: 'run', run, entries }, puts);
    if (this.committed.entries !== undefined && entries[0]?.kind !== 'run-began')
      this.staged.entries.push({ run, entries });
    for (const entry of entries) {
      if (entry.kind === 'message-queued') this.staged.messages.push(entry.message);
      else if (entry.kind === 'wait-began') this.staged.waits = true;
    }
  }

  /** The rule that says no, or the rule that enrolling by hand overrides. */
  private mayBegin(
    listener: Listener,
    event: CrmEvent,
    heard: Heard,
  ): { readonly rule?: string; readonly overrides?: string } {
    const byHand = event.type === 'enrolled-by-hand';
    if (listener.status !== 'on') return { rule: whyDeaf[listener.status] };
    const runs = this.lookups.runsOf(listener.workflow, event.contact).map((id) => this.get('runs', id));
    if (runs.some((run) => run !== undefined && !hasEnded(run)))
      return { rule: 'The contact is in this workflow already.' };
    if (!heard.yes) return { rule: heard.rule };
    const overrides = heard.overrides === undefined ? [] : [heard.overrides];
    if (runs.length > 0 && !listener.graph.workflow.allowReentry) {
      const rule = 'The contact was in this workflow before, and re-entry is off.';
      if (!byHand) return { rule };
      overrides.push(rule);
    }
    return overrides.length === 0 ? {} : { overrides: overrides.join(' ') };
  }

  private factsAfter(event: CrmEvent, puts: readonly Put[]): ReturnType<typeof contactFacts> {
    const put = puts.findLast((one) => one.table === 'contacts' && one.id === event.contact);
    const contact = put === undefined ? this.get('contacts', event.contact) : (put.value as Contact | null);
    invariant(contact, `event ${event.id} names a contact that is not there`);
    return contactFacts(contact, contact.owner === null ? undefined : this.library.users().get(contact.owner));
  }

  private world(): World {
    return { get: this.get, users: this.library.users(), pools: this.library.pools(), zone: this.zone() };
  }
}
