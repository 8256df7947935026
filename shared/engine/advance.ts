// What a run does next: (graph, run, arrival, world) -> entries. Pure; a live run and a test run both live by it.
import { directoryOf, type Directory } from '../model/directory.ts';
import type { Message } from '../model/message.ts';
import type { Pool } from '../model/pool.ts';
import { invariant } from '../model/problem.ts';
import { hasEnded, type Run } from '../model/run.ts';
import type { Instant } from '../model/time.ts';
import type { User } from '../model/user.ts';
import { asStep, type Graph, type GraphNode } from '../graph/index-graph.ts';
import type { Plan, PlannedMessage, Step, View } from '../steps/define.ts';
import { changePuts, type Get } from './changes.ts';
import { overlay, type Overlay } from './overlay.ts';
import { rendersOf } from './render.ts';
import { foldInto, type RunDraft } from './run-state.ts';
import type { Arrival, Entry, EntryBody, LaterEntry } from './trace.ts';

/** What a run may read of the workspace. */
export interface World {
  readonly get: Get;
  readonly users: ReadonlyMap<string, User>;
  readonly pools: ReadonlyMap<string, Pool>;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

export interface AdvanceOptions {
  readonly now: Instant;
  /** Stop after one step: a debugger is at the wheel. */
  readonly oneStep?: boolean;
  /** The workflow is off and frozen: record what arrives, stop before the next step. */
  readonly frozen?: boolean;
}

/** More visits than this without a wait between is a loop: the run fails. */
export const MAX_VISITS = 1000;

/**
 * The entries that follow from what arrived. The run goes on until it waits, pauses or ends.
 * An arrival for a run that ended, or for a wait no longer open, is recorded and changes nothing.
 */
export function advance(
  graph: Graph,
  run: Run,
  arrival: Arrival,
  world: World,
  options: AdvanceOptions,
): readonly Entry[] {
  const walk = new Walk(graph, run, world, options);
  if (walk.arrive(arrival)) walk.goOn();
  return walk.entries;
}

/** One advance in the making: entries so far, the run after them, and the world with their changes. */
class Walk {
  readonly entries: Entry[] = [];
  /** A copy of its own, moved on by each entry. */
  private readonly run: RunDraft;
  private readonly layer: Overlay;
  private readonly directory: Directory;

  constructor(
    private readonly graph: Graph,
    run: Run,
    private readonly world: World,
    private readonly options: AdvanceOptions,
  ) {
    this.run = { ...run };
    this.layer = overlay(world.get);
    this.directory = directoryOf(world, graph.bindings, graph.document.requires);
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
        this.note({ kind: 'run-resumed' });
        return true;
      case 'end':
        this.note({ kind: 'run-ended', how: arrival.how, reason: arrival.reason });
        return false;
      case 'time-came': {
        if (run.state !== 'waiting' || run.node !== arrival.node) return this.late(arrivalWords(arrival));
        this.note({ kind: 'wait-over', node: arrival.node, due: run.due ?? this.options.now });
        return true;
      }
    }
  }

  goOn(): void {
    for (let visits = 0; this.run.state === 'running'; visits += 1) {
      const node = this.run.node === null ? undefined : this.graph.nodes.get(this.run.node);
      if (node === undefined) return this.end('completed');
      if (this.run.inside) {
        // Back from a wait: leave by the port that the wait was planned with.
        this.leave(node, 'next', { result: 'done' });
        if (this.options.oneStep) return this.endIfOver();
        continue;
      }
      if (this.options.frozen) return this.note({ kind: 'run-paused', reason: 'The workflow is off.' });
      if (visits >= MAX_VISITS)
        return this.end('failed', `The run went through ${MAX_VISITS} steps without a wait: there is a loop.`);
      this.visit(node);
      if (this.options.oneStep) return this.endIfOver();
    }
  }

  private visit(node: GraphNode): void {
    const { visits } = this.run;
    const visit = (Object.hasOwn(visits, node.id) ? (visits[node.id] ?? 0) : 0) + 1;
    this.note({ kind: 'node-entered', node: node.id, visit });
    const step = asStep(node);
    if (node.disabled) {
      return this.leave(node, node.ports[0]?.id ?? 'next', { result: 'skipped', reason: 'This step is switched off.' });
    }
    if (step === undefined)
      return this.end('failed', `"${node.label}" is of a kind that this version of Baton does not know.`);
    const contact = this.layer.get('contacts', this.run.contact);
    if (contact === undefined) return this.end('stopped', 'The contact is gone.');
    let plan: Plan;
    try {
      plan = this.plan(step, node, visit);
    } catch (error) {
      // A bug in one step must not keep every other run from going on.
      return this.end('failed', `"${node.label}" broke: ${error instanceof Error ? error.message : String(error)}`);
    }
    if ('until' in plan) {
      return this.note({ kind: 'wait-began', node: node.id, due: plan.until, ...because(plan) });
    }
    if ('stop' in plan) return this.end(plan.stop, `${node.label}: ${plan.reason}`, because(plan));
    this.leave(node, plan.leave, {
      result: plan.result,
      ...(plan.reason === undefined ? {} : { reason: plan.reason }),
      ...(plan.flag === true ? { flag: true } : {}),
      ...(plan.output === undefined ? {} : { output: plan.output }),
      ...(plan.changes === undefined || plan.changes.length === 0 ? {} : { changes: plan.changes }),
      ...because(plan),
    });
    for (const message of plan.messages ?? []) {
      this.note({ kind: 'message-queued', node: node.id, message: this.message(node, visit, message) });
    }
  }

  private leave(
    node: GraphNode,
    port: string,
    what: Omit<Extract<EntryBody, { kind: 'node-left' }>, 'kind' | 'node' | 'port' | 'to'>,
  ): void {
    this.note({ kind: 'node-left', node: node.id, port, to: node.next[port] ?? null, ...what });
    for (const change of what.changes ?? []) this.layer.take(changePuts(change, this.options.now, this.layer.get));
  }

  private plan(step: Step, node: GraphNode, visit: number): Plan {
    const view = this.view();
    const config = { ...node.config, ...rendersOf(node, view) };
    return step.plan({ config, view, at: { run: this.run.id, node: node.id, visit } } as never);
  }

  private view(): View {
    const contact = this.layer.get('contacts', this.run.contact);
    invariant(contact !== undefined, 'a run has a contact');
    const { users } = this.world;
    return {
      now: this.options.now,
      zone: this.world.zone,
      workflow: this.graph.workflow,
      contact,
      users: () => [...users.values()],
      user: (id) => (id === null ? undefined : users.get(id)),
      directory: this.directory,
      rotation: (id) => this.layer.get('rotations', id),
    };
  }

  private message(node: GraphNode, visit: number, planned: PlannedMessage): Message {
    const { recipient, dead, ...rest } = planned;
    const { now } = this.options;
    const inApp = planned.channel === 'notification';
    return {
      key: `${this.run.id}/${node.id}/${visit}/${recipient}`,
      run: this.run.id,
      workflow: this.run.workflow,
      node: node.id,
      contact: this.run.contact,
      ...rest,
      at: now,
      state: dead !== undefined ? 'dead' : inApp ? 'sent' : 'queued',
      attempts: 0,
      stateAt: now,
      ...(dead === undefined ? {} : { reason: dead }),
      ...(inApp ? { read: false } : {}),
    };
  }

  private endIfOver(): void {
    if (this.run.state === 'running' && this.run.node === null) this.end('completed');
  }

  private end(how: 'completed' | 'failed' | 'stopped', reason?: string, more: { because?: object } = {}): void {
    this.note({ kind: 'run-ended', how, ...(reason === undefined ? {} : { reason }), ...more });
  }

  private late(what: string): false {
    this.note({ kind: 'arrival-late', what });
    return false;
  }

  private note(body: Exclude<EntryBody, { kind: 'run-began' }>): void {
    const entry = { seq: this.run.seq + 1, at: this.options.now, ...body } as LaterEntry;
    this.entries.push(entry);
    foldInto(this.run, entry);
  }
}

function because(plan: { readonly because?: object }): { because?: object } {
  return plan.because === undefined ? {} : { because: plan.because };
}

function arrivalWords(arrival: Arrival): string {
  const words = {
    'go-on': 'asked to go on',
    resume: 'turned on again',
    end: 'asked to end',
    'time-came': 'a wait was over',
  };
  return words[arrival.kind];
}
