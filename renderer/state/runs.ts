// One run on the screen, tested or live: its entries and a cursor over them. Stepping, playing, scrubbing only move the cursor.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunPage, TestWorld } from '../../shared/ipc-types.ts';
import { frameAt, nextStep, runAfter, type Frame } from '../../shared/engine/frame.ts';
import { withMessages } from '../../shared/engine/standing.ts';
import { isOver, startTest, stepTest, testEntries, TEST_RUN, type TestRun } from '../../shared/engine/test-run.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { foldEntry } from '../../shared/engine/run-state.ts';
import { nextStop, stopsOf } from '../../shared/engine/visits.ts';
import type { Graph } from '../../shared/graph/index-graph.ts';
import { contactName, type Contact } from '../../shared/model/contact.ts';
import type { CrmEventType } from '../../shared/model/crm-event.ts';
import type { Message } from '../../shared/model/message.ts';

export const speeds = [0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];
/** How long a state is shown while playing at speed 1, ms. */
const BEAT = 350;
/** A test that loops over waits never ends by itself: playing stops after so many steps. */
const MOST_STEPS = 1000;

export interface TraceState {
  readonly mode: 'off' | 'test' | 'live';
  readonly graph: Graph | null;
  readonly zone: string;
  readonly contactName: string;
  /** 0 = the draft. */
  readonly revision: number;
  readonly entries: readonly Entry[];
  /** The cursor: so many entries are shown. */
  readonly shown: number;
  readonly frame: Frame | null;
  /** The log line whose details are open. */
  readonly picked: number | null;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly breakpoints: ReadonlySet<string>;
  /** Test only: the run on its borrowed world, and what it began with. */
  readonly test: TestRun | null;
  /** Live only: the run's messages as they stand now. */
  readonly messages: readonly Message[];
}

export type TraceStore = StoreApi<TraceState> & {
  readonly begin: (graph: Graph, world: TestWorld, contact: Contact, event: CrmEventType) => void;
  /** Shows a live run; called again with a newer page it keeps the cursor. */
  readonly show: (page: RunPage, graph: Graph, zone: string) => void;
  /** Entries that a live run has just written. */
  readonly append: (entries: readonly Entry[]) => void;
  readonly step: () => void;
  readonly back: () => void;
  /** Plays to the end, to a breakpoint, or until `node` comes next; pauses when it plays. */
  readonly play: (node?: string) => void;
  readonly pause: () => void;
  readonly restart: () => void;
  readonly leave: () => void;
  /** Moves the cursor to a stop, by its index; 0 = before everything. */
  readonly scrub: (stop: number) => void;
  readonly pick: (visit: number | null) => void;
  readonly toggleBreakpoint: (node: string) => void;
  readonly setSpeed: (speed: Speed) => void;
};

const off: TraceState = {
  mode: 'off',
  graph: null,
  zone: 'UTC',
  contactName: '',
  revision: 0,
  entries: [],
  shown: 0,
  frame: null,
  picked: null,
  playing: false,
  speed: 1,
  breakpoints: new Set(),
  test: null,
  messages: [],
};

/** `still`: no motion is wanted, so playing jumps from pause to pause. */
export function openTrace(still: () => boolean): TraceStore {
  const store = createStore<TraceState>(() => off);
  const { getState, setState } = store;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let target: string | undefined;

  function show(shown: number, more: Partial<TraceState> = {}): void {
    const { graph, zone, entries, test, messages } = { ...getState(), ...more };
    if (graph === null) return;
    const frame = withMessages(frameAt(graph, test === null ? 'live' : TEST_RUN, entries, shown, zone), messages);
    setState({ ...more, shown, frame, picked: frame.visits.length === 0 ? null : frame.visits.length - 1 });
  }

  /** One more stop to the test, if there can be one. True when the log has grown. */
  function grow(): boolean {
    const { test } = getState();
    if (test === null || isOver(test)) return false;
    const next = stepTest(test);
    setState({ test: next, entries: testEntries(next) });
    return true;
  }

  /** Moves to the next stop. False at the end. */
  function forward(): boolean {
    const { entries, shown } = getState();
    if (shown >= entries.length && !grow()) return false;
    show(nextStop(getState().entries, shown));
    return true;
  }

  function pause(): void {
    clearTimeout(timer);
    target = undefined;
    if (getState().playing) setState({ playing: false });
  }

  const isPause = (next: string | null): boolean =>
    next !== null && (next === target || getState().breakpoints.has(next));

  /** One beat of playing: a step is first shown running, then left. */
  function beat(left: number): void {
    const { entries, shown, speed } = getState();
    if (left === 0 || (shown >= entries.length && !grow())) return pause();
    const now = getState().entries;
    if (now[shown]?.kind === 'node-entered') show(shown + 1);
    else {
      show(nextStop(now, shown));
      if (isPause(getState().frame?.next ?? null)) return pause();
    }
    timer = setTimeout(() => beat(left - 1), BEAT / speed);
  }

  /** Straight to the next pause, for whom no motion is wanted. */
  function rush(): void {
    let { shown } = getState();
    let run = runAfter(TEST_RUN, getState().entries.slice(0, shown));
    for (let left = MOST_STEPS; left > 0; left -= 1) {
      if (shown >= getState().entries.length && !grow()) break;
      const { entries } = getState();
      const stop = nextStop(entries, shown);
      for (const entry of entries.slice(shown, stop)) run = foldEntry(TEST_RUN, run, entry);
      shown = stop;
      if (isPause(nextStep(run))) break;
    }
    show(shown);
    pause();
  }

  return {
    ...store,
    begin: (graph, world, contact, event) => {
      pause();
      const { breakpoints, speed } = getState();
      const borrowed = {
        get: ((table: string, id: string) => (table === 'rotations' ? world.rotations[id] : undefined)) as never,
        users: new Map(world.users.map((user) => [user.id, user])),
        pools: new Map(world.pools.map((pool) => [pool.id, pool])),
        zone: world.zone,
      };
      const by = { id: 'test', type: event, contact: contact.id, at: world.now, by: null, workflow: graph.workflow.id };
      const test = startTest(graph, borrowed, contact, by, world.now);
      const entries = testEntries(test);
      const begun = {
        ...off,
        breakpoints,
        speed,
        mode: 'test',
        graph,
        zone: world.zone,
        contactName: contactName(contact),
        entries,
        test,
      } as const;
      show(entries.length, begun);
    },
    show: (page, graph, zone) => {
      const { mode, shown, entries } = getState();
      const follows = mode !== 'live' || shown >= entries.length;
      const live = {
        mode: 'live',
        graph,
        zone,
        contactName: page.contactName,
        revision: page.run.revision,
        messages: page.messages,
        entries: page.entries,
      } as const;
      show(follows ? page.entries.length : shown, live);
    },
    append: (more) => {
      const { entries, shown } = getState();
      const last = entries.at(-1)?.seq ?? 0;
      const all = [...entries, ...more.filter((entry) => entry.seq > last)];
      if (all.length > entries.length) show(shown >= entries.length ? all.length : shown, { entries: all });
    },
    step: () => {
      pause();
      forward();
    },
    back: () => {
      pause();
      const { entries, shown } = getState();
      show(stopsOf(entries).findLast((stop) => stop < shown) ?? Math.min(1, shown));
    },
    play: (node) => {
      if (getState().playing) return pause();
      target = node;
      setState({ playing: true });
      if (still()) rush();
      else beat(MOST_STEPS);
    },
    pause,
    restart: () => {
      pause();
      show(Math.min(1, getState().entries.length));
    },
    leave: () => {
      pause();
      const { breakpoints, speed } = getState();
      setState({ ...off, breakpoints, speed });
    },
    scrub: (stop) => {
      pause();
      const stops = stopsOf(getState().entries);
      show(stops[Math.min(Math.max(stop, 0), stops.length - 1)] ?? 0);
    },
    pick: (picked) => setState({ picked }),
    toggleBreakpoint: (node) => {
      const breakpoints = new Set(getState().breakpoints);
      if (!breakpoints.delete(node)) breakpoints.add(node);
      setState({ breakpoints });
    },
    setSpeed: (speed) => setState({ speed }),
  };
}

/** Where the cursor stands among the stops, and how many there are so far. */
export function scrubPlace({ entries, shown }: Pick<TraceState, 'entries' | 'shown'>): {
  readonly at: number;
  readonly of: number;
} {
  const stops = stopsOf(entries);
  return {
    at: Math.max(
      0,
      stops.findLastIndex((stop) => stop <= shown),
    ),
    of: stops.length,
  };
}
