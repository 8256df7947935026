// The history of one workspace while it lives: every record that was set, in order and in the bursts that share a frame,
// every document, and how far each was acknowledged. What a crash leaves must be the state after one of the bursts, and
// not of one before the last that was acknowledged.
import type { Runtime } from '../../electron/runtime/runtime.ts';
import { writeWorkflow } from '../../shared/file/write.ts';
import { foldEntries } from '../../shared/engine/run-state.ts';
import { tableNames } from '../../shared/engine/changes.ts';
import type { Run } from '../../shared/model/run.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import type { Result } from '../../shared/model/problem.ts';
import { must } from '../support/must.ts';
import { WORKFLOW } from './crash-workflow.ts';

type DocumentName = 'users' | 'pools' | 'settings' | 'draft';
/** "table id" -> the record as JSON. */
type State = Map<string, string>;
interface Row {
  readonly table: string;
  readonly key: string;
  readonly json: string | undefined;
}

export class Chronicle {
  /** The state that the history goes on from. */
  private base: State = new Map();
  private bursts: Row[][] = [];
  /** Bursts that were acknowledged. */
  private acked = 0;
  /** The document as it was last acknowledged, then those that were tried since. */
  private readonly documents = new Map<DocumentName, string[]>();
  private numbers = 0;

  /** A number that was not used before. */
  number(): number {
    return ++this.numbers;
  }

  /** Begins to follow a runtime that was just opened: what it shows is built upon, so from here on it must stay. */
  follow(runtime: Runtime): void {
    this.base = stateOf(runtime);
    this.bursts = [];
    this.acked = 0;
    this.noteDocuments(runtime);
    let open = false;
    let told = 0;
    const before = this.base.size;
    runtime.ledger.onPut((table, id, _, value) => {
      // Listening begins with the records that are there.
      if (told++ < before) return;
      if (!open) {
        open = true;
        this.bursts.push([]);
        // What is staged with no await between is in one frame.
        queueMicrotask(() => (open = false));
      }
      this.bursts
        .at(-1)
        ?.push({ table, key: `${table} ${id}`, json: value === null ? undefined : JSON.stringify(value) });
    });
  }

  /** The documents as they stand are acknowledged. */
  noteDocuments(runtime: Runtime): void {
    for (const [name, json] of documentsOf(runtime)) this.documents.set(name, [json]);
  }

  /** A document is about to be saved. */
  trying(name: DocumentName, value: unknown): void {
    this.documents.set(name, [...(this.documents.get(name) ?? []), print(name, value)]);
  }

  /** An act that stages all it does before it first waits. */
  async staged(act: () => Promise<Result<unknown>>): Promise<void> {
    const before = this.bursts.length;
    const answer = act();
    const upTo = this.bursts.length;
    must(await answer);
    // An act that had nothing to do answers at once, and says nothing of what others wait for.
    if (upTo > before) this.acked = Math.max(this.acked, upTo);
  }

  /** An act that stages late; its last record is in this table. */
  async late(table: string, act: () => Promise<unknown>): Promise<void> {
    await act();
    const last = this.bursts.findLastIndex((burst) => burst.some((row) => row.table === table));
    this.acked = Math.max(this.acked, last + 1);
  }

  /** Somebody is shown a record as it stands, and so the frame that it came with is acknowledged. */
  shown(key: string, value: object): void {
    const json = JSON.stringify(value);
    const last = this.bursts.findLastIndex((burst) => burst.some((row) => row.key === key && row.json === json));
    this.acked = Math.max(this.acked, last + 1);
  }

  async written(name: DocumentName, value: unknown, save: () => Promise<Result<unknown>>): Promise<void> {
    this.trying(name, value);
    must(await save());
    this.documents.set(name, [print(name, value)]);
  }

  /** A copy, for another way that things could go on from here. */
  copy(): Chronicle {
    const copy = new Chronicle();
    copy.base = new Map(this.base);
    copy.bursts = this.bursts.map((burst) => [...burst]);
    copy.acked = this.acked;
    copy.numbers = this.numbers;
    for (const [name, all] of this.documents) copy.documents.set(name, [...all]);
    return copy;
  }

  /** What is wrong with a workspace as it was found; undefined when everything promised holds. */
  async whyWrong(runtime: Runtime): Promise<string | undefined> {
    for (const [name, json] of documentsOf(runtime)) {
      const may = this.documents.get(name);
      if (may !== undefined && !may.includes(json)) return `${name} is ${json}; it may be ${may.join(' or ')}`;
    }
    return this.whyNoState(stateOf(runtime)) ?? (await whyNoRevision(runtime)) ?? whyNoTrace(runtime);
  }

  private whyNoState(found: State): string | undefined {
    const state = new Map(this.base);
    let nearest = '';
    for (const [index, burst] of [[], ...this.bursts].entries()) {
      for (const { key, json } of burst) {
        if (json === undefined) state.delete(key);
        else state.set(key, json);
      }
      if (index < this.acked) continue;
      const difference = differs(state, found);
      if (difference === undefined) return undefined;
      nearest ||= difference;
    }
    return `its records are those after none of the ${this.bursts.length} bursts from the acknowledged ${this.acked} on: ${nearest}`;
  }
}

/** The text of a document: a draft's in the order of its file. */
function print(name: DocumentName, value: unknown): string {
  return name === 'draft' ? writeWorkflow(value as Workflow) : JSON.stringify(value);
}

function stateOf({ ledger }: Runtime): State {
  const state: State = new Map();
  for (const table of tableNames) {
    for (const [id, value] of ledger.table(table)) state.set(`${table} ${id}`, JSON.stringify(value));
  }
  return state;
}

/** All that a workspace holds, as text: records, documents, traces. */
export async function printAll(runtime: Runtime): Promise<string> {
  const rows = [...stateOf(runtime)].map(([key, json]) => `${key} ${json}`).sort();
  const traces: string[] = [];
  for (const id of [...runtime.ledger.table('runs').keys(), ...runtime.ledger.table('contacts').keys()].sort()) {
    // A line that cannot be read is no trace.
    const lines = await runtime.ledger.trace(id).catch((error: unknown) => String(error));
    traces.push(`${id} ${JSON.stringify(lines)}`);
  }
  return [...rows, ...documentsOf(runtime).map(([name, json]) => `${name} ${json}`), ...traces].join('\n');
}

function differs(one: State, other: State): string | undefined {
  for (const [key, json] of one) if (other.get(key) !== json) return `${key} is ${other.get(key)}, should be ${json}`;
  for (const key of other.keys()) if (!one.has(key)) return `${key} should not be there`;
  return undefined;
}

function documentsOf({ library }: Runtime): readonly (readonly [DocumentName, string])[] {
  const draft: Workflow | undefined = library.workflows().get(WORKFLOW)?.document;
  return [
    ['users', JSON.stringify([...library.users().values()])],
    ['pools', JSON.stringify([...library.pools().values()])],
    ['settings', JSON.stringify(library.settings())],
    ...(draft === undefined ? [] : ([['draft', print('draft', draft)]] as const)),
  ];
}

/** The revision that is live, and that of each run, can be read. */
async function whyNoRevision({ ledger, library, get }: Runtime): Promise<string | undefined> {
  const runs = [...ledger.table('runs').values()] as Run[];
  const wanted = new Set(runs.map((run) => run.revision)).add(get('live', WORKFLOW)?.revision ?? 0);
  for (const number of wanted) {
    if (number === 0) continue;
    const read = await library.readRevision(WORKFLOW, number);
    if (!read.ok) return `revision ${number}: ${read.problem.message}`;
  }
  return undefined;
}

/** Every run is the fold of its trace, which has no gaps: its history up to that point. */
async function whyNoTrace({ ledger }: Runtime): Promise<string | undefined> {
  for (const [id, run] of ledger.table('runs')) {
    const entries = (await ledger.trace(id)).flatMap((line) => (line.k === 'run' ? line.entries : []));
    if (entries.some((entry, index) => entry.seq !== index + 1)) return `the trace of run ${id} has a gap`;
    const folded = JSON.stringify(foldEntries(id, undefined, entries));
    if (folded !== JSON.stringify(run)) return `run ${id} is not what its trace says`;
  }
  return undefined;
}
