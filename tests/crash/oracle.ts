// What a workspace must hold after a crash, by what was acknowledged before it: nothing of that lost, nothing twice, no
// run torn. It outlives the crashes of one workspace.
import type { Runtime } from '../../electron/runtime/runtime.ts';
import { foldEntries } from '../../shared/engine/run-state.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { HISTORY, USERS, WHOLE, WORKFLOW } from './crash-workflow.ts';
import type { WriterSays } from './writer-says.ts';

export class Oracle {
  /** Value last acknowledged, and the highest one ever tried, by what it is about. */
  private readonly acked = new Map<string, number>();
  private readonly tried = new Map<string, number>();
  /** All values tried since the last that was acknowledged, and that one. */
  private readonly open = new Map<string, number[]>();
  /** Entries that were pushed out as committed. */
  private readonly entries = new Map<string, Entry[]>();
  /** Runs that were seen to have ended. */
  private readonly ended = new Map<string, Run>();

  /** How many acknowledgements there were. */
  acknowledged = 0;

  hear(said: readonly WriterSays[]): void {
    for (const one of said) {
      if ('try' in one) {
        this.tried.set(one.try, one.value);
        this.open.set(one.try, [...(this.open.get(one.try) ?? []), one.value]);
      } else if ('run' in one) this.entries.set(one.run, [...(this.entries.get(one.run) ?? []), ...one.entries]);
      else if ('ack' in one) {
        this.acked.set(one.ack, one.value);
        this.open.set(one.ack, [one.value]);
        this.acknowledged += 1;
      }
    }
  }

  /** The first number that was never used. */
  next(): number {
    return Math.max(0, ...this.tried.values(), ...this.contactNumbers()) + 1;
  }

  /** Contacts that were tried and not acknowledged. */
  unanswered(): readonly number[] {
    return this.contactNumbers().filter((n) => !this.acked.has(`contact ${n}`));
  }

  private contactNumbers(): readonly number[] {
    return [...this.tried.keys()].filter((key) => key.startsWith('contact ')).map((key) => Number(key.slice(8)));
  }

  /** Everything that is wrong with the workspace as it was found. `finished`: all runs must have come to their end. */
  async check(runtime: Runtime, finished = false): Promise<readonly string[]> {
    const wrong: string[] = [];
    const contacts = [...runtime.ledger.table('contacts').values()] as Contact[];
    const runs = [...runtime.ledger.table('runs').values()] as Run[];
    this.checkContacts(contacts, runs, wrong);
    this.checkDocuments(runtime, wrong);
    await this.checkRevisions(runtime, wrong);
    await this.checkRuns(runtime, runs, finished, wrong);
    return wrong;
  }

  private checkContacts(contacts: readonly Contact[], runs: readonly Run[], wrong: string[]): void {
    const byNumber = new Map<number, number>();
    for (const { firstName } of contacts) {
      const n = Number(firstName.slice(1));
      byNumber.set(n, (byNumber.get(n) ?? 0) + 1);
      if (!this.tried.has(`contact ${n}`)) wrong.push(`contact ${n} is there, and nobody ever asked for it`);
    }
    for (const n of this.contactNumbers()) {
      const count = byNumber.get(n) ?? 0;
      if (count > 1) wrong.push(`contact ${n} is there ${count} times`);
      if (count === 0 && this.acked.has(`contact ${n}`)) wrong.push(`contact ${n} was acknowledged and is lost`);
    }
    const runsOf = new Map<string, number>();
    for (const run of runs) runsOf.set(run.contact, (runsOf.get(run.contact) ?? 0) + 1);
    for (const { id, lastName, owner } of contacts) {
      if (runsOf.get(id) !== 1) wrong.push(`contact ${id} has ${runsOf.get(id) ?? 0} runs`);
      this.between(`name ${id}`, Number(lastName.slice(1)), wrong);
      this.checkOwner(id, owner, wrong);
    }
  }

  /** Owners go round with the number of the act, so the acts from the acknowledged one on say who it can be. */
  private checkOwner(id: string, owner: string | null, wrong: string[]): void {
    const acked = this.acked.get(`owner ${id}`);
    if (acked === undefined) return;
    // One that was tried before a kill may have come to pass, and a later one not.
    const may = (this.open.get(`owner ${id}`) ?? []).map((value) => USERS[value % USERS.length]);
    if (!may.includes(owner as 'ana')) wrong.push(`contact ${id} belongs to ${owner}; acknowledged was ${may[0]}`);
  }

  private checkDocuments({ library, get }: Runtime, wrong: string[]): void {
    for (const user of library.users().values()) this.between(`phone ${user.id}`, Number(user.phone.slice(1)), wrong);
    const [pool] = library.pools().values();
    this.between('pool', Number(pool?.name.slice(5) ?? 0), wrong);
    const draft = library.workflows().get(WORKFLOW)?.document.name;
    this.between('draft', Number(draft?.slice(6) ?? 0), wrong);
    for (const key of this.acked.keys()) {
      if (key.startsWith('read ') && get('outbox', key.slice(5))?.read !== true) wrong.push(`${key} is lost`);
    }
  }

  private between(key: string, value: number, wrong: string[]): void {
    const acked = this.acked.get(key);
    if (acked === undefined) return;
    const tried = Math.max(acked, this.tried.get(key) ?? acked);
    if (!(value >= acked && value <= tried)) wrong.push(`${key} is ${value}; acknowledged ${acked}, tried ${tried}`);
  }

  private async checkRevisions({ get, library, problems }: Runtime, wrong: string[]): Promise<void> {
    for (const problem of problems) wrong.push(`found unreadable: ${problem.message}`);
    const live = get('live', WORKFLOW)?.revision ?? 0;
    if (live < (this.acked.get('revision') ?? 0)) wrong.push(`revision ${live} is live; a later one was acknowledged`);
    if (live > 0 && !(await library.readRevision(WORKFLOW, live)).ok) wrong.push(`revision ${live} cannot be read`);
  }

  private async checkRuns(runtime: Runtime, runs: readonly Run[], finished: boolean, wrong: string[]): Promise<void> {
    const { ledger, get, watch } = runtime;
    let queued = 0;
    let picks = 0;
    for (const run of runs) {
      const lines = await ledger.trace(run.id);
      const trace = lines.flatMap((line) => (line.k === 'run' ? line.entries : []));
      const bad = whyNoPrefix(run, trace, this.entries.get(run.id) ?? [], watch.suspects(run.id));
      if (bad !== undefined) wrong.push(`run ${run.id}: ${bad}`);
      if (finished && !hasEnded(run)) wrong.push(`run ${run.id} never came to its end`);
      for (const entry of trace) {
        if (entry.kind === 'node-left' && entry.node === 'a') picks += 1;
        if (entry.kind !== 'message-queued') continue;
        queued += 1;
        const { key, contact } = entry.message;
        if (get('outbox', key)?.contact !== contact) wrong.push(`message ${key} is not in the outbox`);
      }
      const before = this.ended.get(run.id);
      if (before !== undefined && !same(before, run)) wrong.push(`run ${run.id} had ended and changed`);
      if (hasEnded(run)) this.ended.set(run.id, run);
    }
    for (const run of [...this.ended.keys(), ...this.entries.keys()])
      if (get('runs', run) === undefined) wrong.push(`run ${run} was told of and is lost`);
    const messages = [...ledger.table('outbox').values()] as Message[];
    if (messages.length !== queued) wrong.push(`${queued} messages were queued, ${messages.length} are there`);
    const turned = [...(get('rotations', `${WORKFLOW}/a`)?.picks ?? [])];
    const sum = turned.reduce((total, one) => total + one, 0);
    if (sum !== picks) wrong.push(`the rotation counts ${sum} picks; ${picks} were made`);
    if (turned.length > 0 && Math.max(...turned) - Math.min(...turned) > 1) wrong.push(`unfair: ${turned.join(' ')}`);
  }
}

/**
 * Why a trace is not what the run's history began with; undefined when it is. `suspect`: Baton was killed while it carried
 * the run on after a start. Twice killed in that, it goes step by step, and each step is on the disk by itself.
 */
function whyNoPrefix(run: Run, trace: readonly Entry[], told: readonly Entry[], suspect: boolean): string | undefined {
  const kinds = trace.map((entry) => `${entry.kind} ${'node' in entry ? entry.node : ''}`.trim());
  if (!same(kinds, HISTORY.slice(0, kinds.length)))
    return `its trace is ${kinds.join(', ')} (${run.state}: ${run.reason ?? 'no reason'})`;
  const whole = WHOLE.includes(kinds.length) || (suspect && trace.at(-1)?.kind === 'node-left');
  if (!whole) return `its trace ends within an advance, after ${kinds.at(-1)}`;
  if (trace.some((entry, index) => entry.seq !== index + 1)) return 'its entries are not numbered in order';
  // Killed between the sync and the telling, nobody was told; what was told must be there.
  if (told.some((entry) => !same(entry, trace[entry.seq - 1]))) return 'entries that were told of are lost or others';
  if (!same(foldEntries(run.id, undefined, trace), run)) return 'its state is not that of its trace';
  return undefined;
}

/** Equal as they stand on the disk. */
function same(one: object | undefined, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
