// A workspace in memory for tests of steps and runs: records, users, pools, a clock. Runs change it as the ledger would.
import { advance, type AdvanceOptions } from '../../shared/engine/advance.ts';
import type { World } from '../../shared/engine/walk-view.ts';
import { beginRun, listen } from '../../shared/engine/begin.ts';
import type { Get, Put } from '../../shared/engine/changes.ts';
import { entriesPuts } from '../../shared/engine/line.ts';
import type { Arrival, Entry, EntryOf } from '../../shared/engine/trace.ts';
import { indexGraph, type Graph } from '../../shared/graph/index-graph.ts';
import { emptyContactDraft, type Contact } from '../../shared/model/contact.ts';
import type { CrmEvent } from '../../shared/model/crm-event.ts';
import type { People } from '../../shared/model/directory.ts';
import { contactFacts } from '../../shared/model/facts.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import type { Instant } from '../../shared/model/time.ts';
import type { Bindings, Workflow } from '../../shared/model/workflow.ts';
import { aUser, somePeople } from './workflow.ts';

/** 1 December 2026, 09:00 in Berlin. */
export const MORNING: Instant = Date.UTC(2026, 11, 1, 8);

export function aContact(id: string, more: Partial<Contact> = {}): Contact {
  const times = { createdAt: MORNING, updatedAt: MORNING };
  return { ...emptyContactDraft, id, firstName: id, owner: null, doNotDisturb: false, ...times, ...more };
}

export function anEvent(contact: string, more: Partial<CrmEvent> = {}): CrmEvent {
  return { id: `e-${contact}`, type: 'contact-created', contact, at: MORNING, by: null, ...more };
}

export interface Desk {
  readonly graph: Graph;
  readonly world: World;
  /** Begins a run for a contact and lets it go on. */
  readonly enrol: (contact: Contact, options?: Partial<AdvanceOptions>) => Ran;
  /** Something comes to a run. */
  readonly arrive: (run: string, arrival: Arrival, options?: Partial<AdvanceOptions>) => Ran;
  readonly put: (puts: readonly Put[]) => void;
}

/** What an arrival made of a run. */
export interface Ran {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly run: Run;
  readonly contact: Contact;
  readonly messages: readonly Message[];
  /** The kinds of the entries, with the node: "node-entered a1". */
  readonly trace: readonly string[];
  /** The last entry by which a node was left. */
  readonly left: EntryOf<'node-left'>;
}

interface DeskOptions {
  readonly people?: People;
  readonly bindings?: Bindings;
  readonly zone?: string;
}

export function aDesk({ document }: { readonly document: Workflow }, options: DeskOptions = {}): Desk {
  const graph = indexGraph(document, options.bindings ?? {});
  const records = new Map<string, object | null>();
  const get: Get = ((table, id) => records.get(`${table} ${id}`) ?? undefined) as Get;
  const people = options.people ?? somePeople([aUser('ana'), aUser('bo'), aUser('chi')]);
  const world: World = { get, ...people, zone: options.zone ?? 'Europe/Berlin' };
  const put = (puts: readonly Put[]): void => {
    for (const one of puts) records.set(`${one.table} ${one.id}`, one.value);
  };
  const after = (id: string, entries: readonly Entry[], began: readonly Entry[] = []): Ran => {
    put(entriesPuts(id, entries, get));
    const run = need(get('runs', id), `run ${id}`);
    return {
      id,
      entries: [...began, ...entries],
      run,
      contact: need(get('contacts', run.contact), 'contact'),
      messages: entries.flatMap((entry) => (entry.kind === 'message-queued' ? [entry.message] : [])),
      trace: [...began, ...entries].map((entry) => ('node' in entry ? `${entry.kind} ${entry.node}` : entry.kind)),
      get left() {
        return need(
          entries.findLast((entry) => entry.kind === 'node-left'),
          'a node that was left',
        );
      },
    };
  };
  const advanced = (id: string, arrival: Arrival, more: Partial<AdvanceOptions> = {}): readonly Entry[] =>
    advance(graph, need(get('runs', id), `run ${id}`), arrival, world, { now: MORNING, ...more }).entries;
  return {
    graph,
    world,
    put,
    arrive: (id, arrival, more) => after(id, advanced(id, arrival, more)),
    enrol: (contact, more) => {
      put([{ table: 'contacts', id: contact.id, value: contact }]);
      const event = anEvent(contact.id);
      const heard = listen(graph, event, contactFacts(contact, world.users.get(contact.owner ?? '')));
      if (!heard.yes) throw new Error(heard.rule);
      const began = beginRun(graph, 1, event, heard, more?.now ?? MORNING);
      const id = `r-${contact.id}`;
      put(entriesPuts(id, [began], get));
      return after(id, advanced(id, { kind: 'go-on' }, more), [began]);
    },
  };
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
