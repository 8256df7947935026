// A step that kills Baton each time it starts: after three crashes in that step it is given up, with the reason, and
// everything else goes on, once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openHouse } from '../../electron/runtime/house.ts';
import { entriesOf } from '../../electron/runtime/queries/runs.ts';
import type { Runtime } from '../../electron/runtime/runtime.ts';
import { realDisk } from '../../electron/store/disk.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import type { Run } from '../../shared/model/run.ts';
import { must } from '../support/must.ts';
import { startProgram, type Program } from '../support/program.ts';
import { short } from '../support/workshop.ts';
import { figure } from './figures.ts';
import type { PoisonedSays, PoisonedTask, PoisonedWay } from './programs/poisoned.ts';

const CONTACTS = 40;
const POISON = 17;

interface Life {
  readonly deaths: number;
  readonly told: readonly string[];
}

/** Starts on a workspace with a deadly contact until a start lives to its end. */
async function live(folder: string, way: PoisonedWay): Promise<Life> {
  const start = (more: Partial<PoisonedTask>): Program<PoisonedSays> =>
    startProgram<PoisonedSays>(inject('programs'), 'poisoned', {
      folder,
      way,
      poison: `C${POISON}`,
      begin: false,
      ...more,
    } satisfies PoisonedTask);
  const begun = start({ begin: true });
  let deaths = (await begun.ended) === 'SIGKILL' ? 1 : 0;
  expect(begun.complaint()).toBe('');
  for (let starts = 0; starts < 8; starts += 1) {
    const program = start({});
    const how = await program.ended;
    expect(program.complaint()).toBe('');
    if (how !== 'SIGKILL') {
      expect(program.said).toContainEqual({ done: true });
      return { deaths, told: program.said.flatMap((said) => ('told' in said ? [said.told.message] : [])) };
    }
    deaths += 1;
  }
  throw new Error('Baton cannot start any more');
}

async function within(way: PoisonedWay, look: (life: Life, runtime: Runtime) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'baton-poison-'));
  const folder = join(root, 'workspace');
  try {
    const life = await live(folder, way);
    const { runtime, report, close } = must(await openHouse(realDisk, folder));
    expect([...report.problems, ...runtime.problems].filter((one) => one.code !== 'ledger-tail-cut')).toEqual([]);
    await look(life, runtime);
    await close();
    figure('8', `poison, ${way}: crashes until it was given up`, life.deaths);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const contactsOf = (runtime: Runtime): readonly Contact[] =>
  [...runtime.ledger.table('contacts').values()] as Contact[];

function runOf(runtime: Runtime, contact: string): Run {
  const [run, more] = runtime.lookups.runsOfContact(contact).flatMap((id) => runtime.get('runs', id) ?? []);
  if (run === undefined || more !== undefined) throw new Error(`${contact} has not one run`);
  return run;
}

test.each([
  ['interrupted', 3],
  ['waiting', 3],
] as const)(
  'a run that kills Baton (%s) is given up in its step after three crashes; all others go on, once',
  (way, crashes) =>
    within(way, async (life, runtime) => {
      expect(life.deaths).toBe(crashes);
      expect(life.told).toEqual([
        expect.stringMatching(/^Baton crashed 3 times at “Add Tag” in “Welcome” with C17\b.* ended as failed\.$/),
      ]);
      const contacts = contactsOf(runtime);
      expect(contacts).toHaveLength(CONTACTS);
      for (const contact of contacts) {
        const run = runOf(runtime, contact.id);
        const trace = (await entriesOf(runtime, run.id)).map(short);
        const wait =
          way === 'waiting' ? ['node-entered wait', 'wait-began wait', 'wait-over wait', 'node-left wait'] : [];
        const before = ['run-began t', ...wait, 'node-entered before', 'node-left before', 'node-entered deadly'];
        if (contact.firstName === `C${POISON}`) {
          expect(run).toMatchObject({ state: 'failed', reason: '“Add Tag”: Baton crashed 3 times in this step.' });
          expect(trace).toEqual([...before, 'run-ended failed']);
          expect(contact.tags).toEqual(['before']);
        } else {
          expect(trace).toEqual([...before, 'node-left deadly', 'run-ended completed']);
          expect(contact.tags).toEqual(['before', 'after']);
        }
      }
    }),
);

test('a row that kills Baton ends its import after three crashes; what came before it is in, once', () =>
  within('import', (life, runtime) => {
    expect(life.deaths).toBe(4);
    const [job] = [...runtime.ledger.table('jobs').values()] as ImportJob[];
    expect(job).toMatchObject({ state: 'failed', rowsDone: POISON, created: POISON });
    expect(job?.reason).toContain(`Baton crashed 3 times at row ${POISON + 1}`);
    const names = contactsOf(runtime).map((contact) => contact.firstName);
    expect(names).toEqual(Array.from({ length: POISON }, (_, n) => `C${n}`));
    expect(contactsOf(runtime).every((contact) => runOf(runtime, contact.id).state === 'completed')).toBe(true);
    return Promise.resolve();
  }));
