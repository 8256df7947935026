// Each file of tests/workflows/ is a test: a workflow, its people, what happens, and the trace that must follow.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Arrival, Entry } from '../../shared/engine/trace.ts';
import { readWorkflow } from '../../shared/file/read.ts';
import { writeWorkflow } from '../../shared/file/write.ts';
import { checkWorkflow } from '../../shared/graph/check.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { aContact, aDesk, MORNING } from '../support/desk.ts';
import { must } from '../support/must.ts';
import { aUser } from '../support/workflow.ts';

/** What happens, one after another. `trace` is what it must leave behind, a line for each entry. */
interface Act {
  /** A contact comes into being. Refused by the trigger: the rule is the only line. */
  readonly create?: Partial<Contact> & { readonly id: string };
  /** A time comes for a contact who waits in that step. */
  readonly timeCame?: { readonly contact: string; readonly node: string };
  /** The workflow was off; now it is on again, and this contact goes on. */
  readonly resume?: string;
  /** A contact changes from outside. */
  readonly contact?: Partial<Contact> & { readonly id: string };
  /** A user changes: switched off, removed, another name. */
  readonly user?: Partial<User> & { readonly id: string };
  /** ISO time; it stays until the next. */
  readonly at?: string;
  /** The workflow is off meanwhile. */
  readonly frozen?: boolean;
  readonly trace?: readonly string[];
}

interface Story {
  readonly about: string;
  readonly workflow: Workflow | string;
  readonly users: readonly (Partial<User> & { readonly id: string })[];
  readonly pools?: readonly Pool[];
  readonly zone?: string;
  /** "severity code node", for each finding; none unless it says so. */
  readonly findings?: readonly string[];
  readonly acts: readonly Act[];
  /** Who owns each contact in the end. */
  readonly owners?: Readonly<Record<string, string | null>>;
}

const folder = new URL('../workflows/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

const stories = files.map((file) => ({
  file,
  story: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Story,
}));

describe('a workflow file with the trace that must follow', () => {
  test.each(stories)('$file: $story.about', ({ story }) => {
    const document = workflowOf(story.workflow);
    const users = new Map(story.users.map((user) => [user.id, aUser(user.id, user)]));
    const people = { users, pools: new Map((story.pools ?? []).map((pool) => [pool.id, pool])) };
    const findings = checkWorkflow(document, { bindings: {}, people, channelReady: () => true, rivals: [] });
    expect(findings.map((one) => `${one.severity} ${one.code} ${one.where?.node ?? ''}`)).toEqual(story.findings ?? []);

    const desk = aDesk({ document }, { people, zone: story.zone ?? 'Europe/Berlin' });
    let now = MORNING;
    for (const act of story.acts) {
      now = act.at === undefined ? now : Date.parse(act.at);
      if (act.contact !== undefined) {
        const { id } = act.contact;
        desk.put([{ table: 'contacts', id, value: { ...desk.world.get('contacts', id), ...act.contact } }]);
      }
      if (act.user !== undefined)
        users.set(act.user.id, { ...aUser(act.user.id), ...users.get(act.user.id), ...act.user });
      if (act.trace !== undefined) expect(happen(desk, act, now)).toEqual(act.trace);
    }
    for (const [contact, owner] of Object.entries(story.owners ?? {})) {
      expect([contact, desk.world.get('contacts', contact)?.owner]).toEqual([contact, owner]);
    }
  });
});

/** The workflow itself or, by name, one of tests/fixtures/. Read as a file, so that it is checked as one. */
function workflowOf(given: Workflow | string): Workflow {
  if (typeof given === 'string')
    return must(readWorkflow(readFileSync(new URL(`../fixtures/${given}`, import.meta.url), 'utf8')));
  const blank = { description: '', settings: { allowReentry: false }, notes: [], layout: {}, requires: [], tests: [] };
  return must(readWorkflow(writeWorkflow({ ...blank, ...given })));
}

function happen(desk: ReturnType<typeof aDesk>, act: Act, now: number): readonly string[] {
  const options = { now, ...(act.frozen === true ? { frozen: true } : {}) };
  if (act.create !== undefined) {
    try {
      return desk.enrol(aContact(act.create.id, act.create), options).entries.map(line);
    } catch (error) {
      return [(error as Error).message];
    }
  }
  const arrival: Arrival =
    act.timeCame === undefined ? { kind: 'resume' } : { kind: 'time-came', node: act.timeCame.node };
  return desk.arrive(`r-${act.timeCame?.contact ?? act.resume ?? ''}`, arrival, options).entries.map(line);
}

/** An entry in one line. */
function line(entry: Entry): string {
  const reason = 'reason' in entry && entry.reason !== undefined ? `: ${entry.reason}` : '';
  switch (entry.kind) {
    case 'run-began':
      return `began by ${entry.node}: ${entry.because}`;
    case 'node-entered':
      return `entered ${entry.node}${entry.visit > 1 ? ` again (${entry.visit})` : ''}`;
    case 'node-left':
      return `left ${entry.node} by ${entry.port}, ${entry.result}${reason}`;
    case 'message-queued':
      return `${entry.message.channel} to ${entry.message.to.user ?? entry.message.to.address}: ${entry.message.title || entry.message.text}`;
    case 'wait-began':
    case 'wait-over':
      return `${entry.kind === 'wait-began' ? 'waits' : 'waited'} in ${entry.node} until ${new Date(entry.due).toISOString()}`;
    case 'arrival-late':
      return `too late: ${entry.what}`;
    case 'run-paused':
      return `paused${reason}`;
    case 'run-resumed':
      return 'resumed';
    case 'run-ended':
      return `${entry.how}${reason}`;
  }
}
