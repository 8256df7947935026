// What a run does next: (graph, run, arrival, world) -> entries and the records they set. Pure; a live run and a test run both live by it.
import { restoredReason, type Message } from '../model/message.ts';
import { hasEnded, type Run } from '../model/run.ts';
import type { Instant } from '../model/time.ts';
import { asStep, type Graph, type GraphNode } from '../graph/index-graph.ts';
import type { Plan, PlannedMessage, View } from '../steps/define.ts';
import type { Put } from './changes.ts';
import { entryPuts } from './line.ts';
import { overlay, type Overlay } from './overlay.ts';
import { renderable } from './render.ts';
import { draftOf, foldInto, type RunDraft } from './run-state.ts';
import type { Arrival, Entry, EntryOf, LaterEntry, NodeResult } from './trace.ts';
import { WalkView, type World } from './walk-view.ts';

export interface AdvanceOptions {
  readonly now: Instant;
  /** Stop after one step: a debugger is at the wheel. */
  readonly oneStep?: boolean;
  /** The workflow is off and frozen: record what arrives, stop before the next step. */
  readonly frozen?: boolean;
}

/** What followed from an arrival. */
export interface Advance {
  readonly entries: readonly Entry[];
  /** The records that the entries set, as `entriesPuts` finds them too: they are at hand here. */
  readonly puts: readonly Put[];
}

/** More visits than this without a wait between is a loop: the run fails. */
export const MAX_VISITS = 1000;

/**
 * What follows from an arrival. The run goes on until it waits, pauses or ends.
 * An arrival for a run that ended, or for a wait no longer open, is recorded and changes nothing.
 */
export function advance(graph: Graph, run: Run, arrival: Arrival, world: World, options: AdvanceOptions): Advance {
  const walk = new Walk(graph, run, world, options);
  if (walk.arrive(arrival)) walk.goOn();
  return walk.done();
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Left = Writable<EntryOf<'node-left'>>;

/** One advance in the making: entries so far, the run after them, and the world with their changes. */
class Walk {
  private readonly entries: Entry[] = [];
  /** A copy of its own, moved on by each entry. */
  private readonly run: RunDraft;
  private readonly layer: Overlay;
  private readonly view: View;
  /** When the entries happen: the wall clock, and never before the last one, also when it was set back. */
  private readonly at: Instant;

  constructor(
    private readonly graph: Graph,
    run: Run,
    world: World,
    private readonly options: AdvanceOptions,
  ) {
    this.run = draftOf(run);
    this.at = Math.max(options.now, run.lastAt);
    this.layer = overlay(world.get);
    this.view = new WalkView(graph, run.contact, world, this.layer, options.now);
  }

  /** Records the arrival; true when the run goes on from here. */
  arrive(arrival: Arrival): boolean {
    const { run } = this;
    if (hasEnded(run)) return this.late(`${arrivalWords(arrival)} after the end`);
    switch (arrival.kind) {
      case 'go-on':
        return run.state === 'running';
      case 'resume':
        if (run.state !== 'paused') return false;
        this.note({ ...this.stamp(), kind: 'run-resumed' });
        return true;
      case 'end':
        this.note({ ...this.stamp(), kind: 'run-ended', how: arrival.how, reason: arrival.reason });
        return false;
      case 'give-up': {
        const node = run.node === null ? undefined : this.graph.nodes.get(run.node);
        if (node !== undefined && !run.inside) this.enter(node);
        const reason = node === undefined ? arrival.reason : `“${node.label}”: ${arrival.reason}`;
        this.note({ ...this.stamp(), kind: 'run-ended', how: 'failed', reason, crashed: true });
        return false;
      }
      case 'time-came': {
        if (run.state !== 'waiting' || run.node !== arrival.node) return this.late(arrivalWords(arrival));
        const due = run.due ?? this.options.now;
        this.note({ ...this.stamp(), kind: 'wait-over', node: arrival.node, due });
        return true;
      }
    }
  }

  done(): Advance {
    const { entries, run, layer } = this;
    if (entries.length > 0) layer.take([{ table: 'runs', id: run.id, value: run }]);
    return { entries, puts: layer.puts };
  }

  goOn(): void {
    for (let visits = 0; this.run.state === 'running'; visits += 1) {
      const node = this.run.node === null ? undefined : this.graph.nodes.get(this.run.node);
      if (node === undefined) return this.end('completed');
      if (this.run.inside) {
        // Back from a wait: leave by the port that the wait was planned with.
        this.leave(node, 'next', 'done', {});
        if (this.options.oneStep) return this.endIfOver();
        continue;
      }
      if (this.options.frozen)
        return this.note({ ...this.stamp(), kind: 'run-paused', reason: 'The workflow is off.' });
      if (visits >= MAX_VISITS)
        return this.end('failed', `The run went through ${MAX_VISITS} steps without a wait: there is a loop.`);
      this.visit(node);
      if (this.options.oneStep) return this.endIfOver();
    }
  }

  private visit(node: GraphNode): void {
    const visit = this.enter(node);
    const step = asStep(node);
    if (node.disabled) {
      return this.leave(node, node.ports[0]?.id ?? 'next', 'skipped', { reason: 'This step is switched off.' });
    }
    if (step === undefined)
      return this.end('failed', `“${node.label}” is of a kind that this version of Baton does not know.`);
    if (this.layer.get('contacts', this.run.contact) === undefined) return this.end('stopped', 'The contact is gone.');
    let plan: Plan;
    try {
      const at = { run: this.run.id, node: node.id, visit };
      plan = step.plan({ config: renderable(node, this.view), view: this.view, at } as never);
    } catch (error) {
      // A bug in one step must not keep every other run from going on.
      return this.end('failed', `“${node.label}” broke: ${error instanceof Error ? error.message : String(error)}`);
    }
    if ('until' in plan) {
      const { until: due, because } = plan;
      const more = because === undefined ? {} : { because };
      return this.note({ ...this.stamp(), kind: 'wait-began', node: node.id, due, ...more });
    }
    if ('stop' in plan) return this.end(plan.stop, `${node.label}: ${plan.reason}`, plan.because);
    this.leave(node, plan.leave, plan.result, plan);
    for (const planned of plan.messages ?? []) {
      const message = this.message(node, visit, planned);
      this.note({ seq: this.run.seq + 1, at: this.at, kind: 'message-queued', node: node.id, message });
    }
  }

  private enter(node: GraphNode): number {
    const { visits } = this.run;
    const visit = (Object.hasOwn(visits, node.id) ? (visits[node.id] ?? 0) : 0) + 1;
    this.note({ seq: this.run.seq + 1, at: this.at, kind: 'node-entered', node: node.id, visit });
    return visit;
  }

  private leave(node: GraphNode, port: string, result: NodeResult, plan: Partial<Left>): void {
    const entry: Left = {
      seq: this.run.seq + 1,
      at: this.at,
      kind: 'node-left',
      node: node.id,
      port,
      to: node.next[port] ?? null,
      result,
    };
    if (plan.reason !== undefined) entry.reason = plan.reason;
    if (plan.flag === true) entry.flag = true;
    if (plan.output !== undefined) entry.output = plan.output;
    if (plan.changes !== undefined && plan.changes.length > 0) entry.changes = plan.changes;
    if (plan.because !== undefined) entry.because = plan.because;
    this.note(entry);
  }

  private message(node: GraphNode, visit: number, planned: PlannedMessage): Message {
    const { dead, channel } = planned;
    const now = this.at;
    const inApp = channel === 'notification';
    const { restored } = this.run;
    const held = dead === undefined && !inApp && restored !== undefined;
    const message: Writable<Message> = {
      key: `${this.run.id}/${node.id}/${visit}/${planned.recipient}`,
      run: this.run.id,
      workflow: this.run.workflow,
      node: node.id,
      contact: this.run.contact,
      channel,
      to: planned.to,
      title: planned.title,
      text: planned.text,
      redirect: planned.redirect,
      at: now,
      state: dead !== undefined ? 'dead' : inApp ? 'sent' : held ? 'uncertain' : 'queued',
      attempts: 0,
      stateAt: now,
      read: inApp ? false : undefined,
    };
    if (planned.cc !== undefined) message.cc = planned.cc;
    if (planned.bcc !== undefined) message.bcc = planned.bcc;
    if (dead !== undefined) message.reason = dead;
    else if (held) message.reason = restoredReason(restored);
    return message;
  }

  private endIfOver(): void {
    if (this.run.state === 'running' && this.run.node === null) this.end('completed');
  }

  private end(how: 'completed' | 'failed' | 'stopped', reason?: string, because?: object): void {
    const entry: Writable<EntryOf<'run-ended'>> = { seq: this.run.seq + 1, at: this.at, kind: 'run-ended', how };
    if (reason !== undefined) entry.reason = reason;
    if (because !== undefined) entry.because = because;
    this.note(entry);
  }

  private late(what: string): false {
    this.note({ ...this.stamp(), kind: 'arrival-late', what });
    return false;
  }

  private stamp(): { seq: number; at: Instant } {
    return { seq: this.run.seq + 1, at: this.at };
  }

  private note(entry: LaterEntry): void {
    this.entries.push(entry);
    foldInto(this.run, entry);
    if (entry.kind === 'message-queued' || entry.kind === 'node-left')
      this.layer.take(entryPuts(entry, this.layer.get));
  }
}

function arrivalWords(arrival: Arrival): string {
  const words = {
    'go-on': 'asked to go on',
    resume: 'turned on again',
    end: 'asked to end',
    'give-up': 'given up',
    'time-came': 'a wait was over',
  };
  return words[arrival.kind];
}
