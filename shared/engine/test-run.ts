// A test run: the same advance on a borrowed world. Each step is a layer; stepping back drops one. Nothing is written or sent.
import type { Contact } from '../model/contact.ts';
import type { CrmEvent } from '../model/crm-event.ts';
import { contactFacts } from '../model/facts.ts';
import { hasEnded, type Run } from '../model/run.ts';
import type { Instant } from '../model/time.ts';
import type { Graph } from '../graph/index-graph.ts';
import { advance } from './advance.ts';
import type { World } from './walk-view.ts';
import { beginRun, listen } from './begin.ts';
import type { Get, Put } from './changes.ts';
import { entriesPuts } from './line.ts';
import type { Entry } from './trace.ts';

/** One step of the test: what it recorded, what it changed, and the time it pretends. */
export interface Layer {
  readonly entries: readonly Entry[];
  readonly puts: readonly Put[];
  readonly now: Instant;
}

export interface TestRun {
  readonly graph: Graph;
  /** The workspace as it was when the test began. */
  readonly world: World;
  readonly contact: Contact;
  readonly layers: readonly Layer[];
  /** Steps where "continue" stops before entering. */
  readonly breakpoints: ReadonlySet<string>;
  /** The rule by which the trigger refused the contact; then there is no run. */
  readonly refused?: string;
}

/** Id of the run in a test. */
export const TEST_RUN = 'test';
/** Revision number of a draft that was never published. */
const DRAFT = 0;

/** Begins a test: the trigger and its filters are part of it. The contact may be invented. */
export function startTest(graph: Graph, world: World, contact: Contact, event: CrmEvent, now: Instant): TestRun {
  const begun = { graph, world, contact, breakpoints: new Set<string>() };
  const owner = contact.owner === null ? undefined : world.users.get(contact.owner);
  const heard = listen(graph, event, contactFacts(contact, owner));
  const invented: Layer = { entries: [], puts: [{ table: 'contacts', id: contact.id, value: contact }], now };
  if (!heard.yes) return { ...begun, layers: [invented], refused: heard.rule };
  const began = layer(getOf(world, [invented]), [beginRun(graph, DRAFT, event, heard, now, heard.overrides)], now);
  return { ...begun, layers: [{ ...began, puts: [...invented.puts, ...began.puts] }] };
}

/** The test's run as it stands; undefined when the trigger refused. */
export function testedRun(test: TestRun): Run | undefined {
  return getOf(test.world, test.layers)('runs', TEST_RUN);
}

/** All entries so far, oldest first. */
export function testEntries(test: TestRun): readonly Entry[] {
  return test.layers.flatMap((one) => one.entries);
}

/** The time the test pretends. */
export function testNow(test: TestRun): Instant {
  return test.layers.at(-1)?.now ?? 0;
}

export function isOver(test: TestRun): boolean {
  const run = testedRun(test);
  return run === undefined || hasEnded(run);
}

/** One step on: the next step of the graph, or over the wait. The same test when it is over. */
export function stepTest(test: TestRun): TestRun {
  const get = getOf(test.world, test.layers);
  const run = get('runs', TEST_RUN);
  if (run === undefined || hasEnded(run)) return test;
  const waiting = run.state === 'waiting' && run.node !== null;
  const now = waiting ? Math.max(testNow(test), run.due ?? 0) : testNow(test);
  const arrival = waiting ? ({ kind: 'time-came', node: run.node ?? '' } as const) : ({ kind: 'go-on' } as const);
  const next = advance(test.graph, run, arrival, { ...test.world, get }, { now, oneStep: true });
  return { ...test, layers: [...test.layers, { ...next, now }] };
}

/** One step back: the last layer is dropped. The beginning stays. */
export function backTest(test: TestRun): TestRun {
  return test.layers.length <= 1 ? test : { ...test, layers: test.layers.slice(0, -1) };
}

/** Goes on to the end, to a breakpoint, or until the run stands before `node`. */
export function continueTest(test: TestRun, node?: string): TestRun {
  let now = test;
  for (let steps = 0; steps < MAX_TEST_STEPS && !isOver(now); steps += 1) {
    now = stepTest(now);
    const run = testedRun(now);
    const before = run?.inside === false ? run.node : null;
    if (before !== null && before !== undefined && (before === node || now.breakpoints.has(before))) break;
  }
  return now;
}

/** A loop over waits never ends by itself: "continue" stops after this many steps. */
const MAX_TEST_STEPS = 2000;

export function toggleBreakpoint(test: TestRun, node: string): TestRun {
  const breakpoints = new Set(test.breakpoints);
  if (!breakpoints.delete(node)) breakpoints.add(node);
  return { ...test, breakpoints };
}

function layer(get: Get, entries: readonly Entry[], now: Instant): Layer {
  return { entries, puts: entriesPuts(TEST_RUN, entries, get), now };
}

/** The workspace with all layers over it: the last put of a record counts. */
function getOf(world: World, layers: readonly Layer[]): Get {
  return ((table, id) => {
    for (let at = layers.length - 1; at >= 0; at -= 1) {
      const put = layers[at]?.puts.findLast((one) => one.table === table && one.id === id);
      if (put !== undefined) return put.value ?? undefined;
    }
    return world.get(table, id);
  }) as Get;
}
