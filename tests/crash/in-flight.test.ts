// Rows 11 and 12: versions are published and users removed and brought back while contacts pour in. Every run names one
// version and does what that one says; nobody is given to a user whose removal was acknowledged; the rest share evenly.
import { expect, test } from 'vitest';
import { stageContact } from '../../electron/runtime/contacts.ts';
import { removeUser, restoreUser } from '../../electron/runtime/people.ts';
import { publish, turnOff, turnOn } from '../../electron/runtime/publishing.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import { must } from '../support/must.ts';
import { randomOf } from '../support/random.ts';
import { Workshop } from '../support/workshop.ts';
import { assignTo, aUser, aWorkflow, telling } from '../support/workflow.ts';
import { contactDraft } from './crash-workflow.ts';
import { figure, replay, seeds, size } from './figures.ts';

const USERS = ['ana', 'bo', 'chi', 'dee', 'eli'] as const;

/** Each version says in its notice which one it is. */
const version = (n: number) =>
  aWorkflow('w1', 'Hand out')
    .trigger('t')
    .step('a', 'assign-user', assignTo(...USERS))
    .step('n', 'notify-user', { ...telling, title: `version ${n}` }).document;

interface Interval {
  readonly active: ReadonlySet<string>;
  readonly given: Map<string, number>;
}

class Storm {
  readonly wrong: string[] = [];
  published = 0;
  removals = 0;
  contacts = 0;
  widest = 0;
  /** Users whose removal was acknowledged, and who were not brought back since. */
  private readonly removed = new Set<string>();
  /** Users who are being removed or brought back right now: both ways are right. */
  private readonly between = new Set<string>();
  private interval: Interval = { active: new Set(USERS), given: new Map() };
  /** `between`: it is being turned on or off, so both ways are right. */
  private toggled: 'on' | 'off' | 'between' = 'on';
  refused = 0;

  constructor(
    private readonly shop: Workshop,
    private readonly random: () => number,
  ) {}

  /** Publishes a version; contacts come in meanwhile. */
  async publishNext(): Promise<void> {
    await this.shop.save(version(this.published + 1));
    const { revision } = must(await publish(this.shop.runtime, 'w1', 'stay'));
    this.published += 1;
    if (revision !== this.published) this.wrong.push(`version ${this.published} became ${revision}`);
  }

  async changeUser(): Promise<void> {
    const back = this.removed.size >= 3 || (this.removed.size > 0 && this.random() < 0.5);
    const from = back ? [...this.removed] : USERS.filter((user) => !this.removed.has(user));
    const user = from[Math.floor(this.random() * from.length)] ?? 'ana';
    this.between.add(user);
    if (back) this.removed.delete(user);
    must(await (back ? restoreUser(this.shop.runtime, user) : removeUser(this.shop.runtime, user)));
    this.between.delete(user);
    if (!back) this.removed.add(user);
    this.removals += Number(!back);
    this.closeInterval();
  }

  /** Off and on: after the acknowledgement nobody begins. */
  async toggle(): Promise<void> {
    this.toggled = 'between';
    must(await turnOff(this.shop.runtime, 'w1', 'freeze'));
    this.toggled = 'off';
    for (let n = 0; n < 3; n += 1) this.create();
    await this.shop.runtime.runner.commit();
    this.toggled = 'between';
    must(await turnOn(this.shop.runtime, 'w1'));
    this.toggled = 'on';
  }

  create(): void {
    const n = this.contacts;
    this.contacts += 1;
    const how = { id: `c${n}`, by: null, duplicates: 'add', runWorkflows: true } as const;
    const added = stageContact(this.shop.runtime, contactDraft(n), how);
    const began = added.kind === 'created' ? added.happening.began.length : -1;
    const right = { on: began === 1, off: began === 0, between: began === 0 || began === 1 }[this.toggled];
    if (!right) this.wrong.push(`contact ${n} began ${began} runs while the workflow was ${this.toggled}`);
    if (began === 0) this.refused += 1;
    if (began !== 1) return;
    const { owner } = this.shop.contactOf(`c${n}`);
    if (owner === null) return void this.wrong.push(`contact ${n} has nobody`);
    if (this.removed.has(owner) && !this.between.has(owner))
      this.wrong.push(`contact ${n} was given to ${owner}, who is removed`);
    this.interval.given.set(owner, (this.interval.given.get(owner) ?? 0) + 1);
  }

  /** Since the last change of users everybody left was given as many, give or take one. */
  closeInterval(): void {
    const { users } = { users: this.shop.runtime.library.users() };
    const steady = [...this.interval.active].filter((user) => users.get(user)?.removedAt === undefined);
    const counts = steady.map((user) => this.interval.given.get(user) ?? 0);
    const spread = counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);
    this.widest = Math.max(this.widest, spread);
    if (spread > 1) this.wrong.push(`the spread was ${spread}: ${JSON.stringify([...this.interval.given])}`);
    const active = new Set(USERS.filter((user) => users.get(user)?.removedAt === undefined));
    this.interval = { active, given: new Map() };
  }
}

test('publishes and removals while contacts pour in', { timeout: 3_600_000 }, async () => {
  const failures: string[] = [];
  for (const seed of seeds(1, 3)) {
    const random = randomOf(seed);
    const shop = await Workshop.open({ users: USERS.map((id) => aUser(id)) });
    const storm = new Storm(shop, random);
    await storm.publishNext();
    const [publishes, contacts] = [size(40, 1000), size(400, 10_000)];
    let pouring = true;
    const pour = async (): Promise<void> => {
      while (storm.contacts < contacts || pouring) {
        for (let n = Math.floor(random() * 6); n >= 0; n -= 1) storm.create();
        if (random() < 0.3) await shop.runtime.runner.commit();
        await shop.clock.yield();
        // As many contacts for each version; the rest comes when all are published.
        while (pouring && storm.contacts > (storm.published * contacts) / publishes) await shop.clock.yield();
      }
    };
    const change = async (): Promise<void> => {
      while (storm.published < publishes) {
        await storm.publishNext();
        const kind = random();
        if (kind < 0.6) await storm.changeUser();
        else if (kind < 0.65) await storm.toggle();
      }
      pouring = false;
    };
    await Promise.all([pour(), change()]);
    await shop.runtime.runner.commit();
    storm.closeInterval();

    const runs = [...shop.runtime.ledger.table('runs').values()] as Run[];
    const messages = new Map((shop.messages() as readonly Message[]).map((one) => [one.run, one]));
    const used = new Set(runs.map((run) => run.revision));
    for (const run of runs) {
      const entries = await shop.traceOf(run.id);
      const named = entries.flatMap((entry) => (entry.kind === 'run-began' ? [entry.revision] : []));
      const notice = messages.get(run.id);
      if (named.length !== 1 || named[0] !== run.revision) storm.wrong.push(`${run.id} names ${named.join(', ')}`);
      if (notice?.title !== `version ${run.revision}`)
        storm.wrong.push(`${run.id} of ${run.revision} said ${notice?.title}`);
      if (run.state !== 'completed') storm.wrong.push(`${run.id} is ${run.state}`);
    }
    const ran = new Set(runs.map((run) => run.contact)).size;
    if (ran !== runs.length) storm.wrong.push(`${runs.length} runs for ${ran} contacts`);
    if (runs.length !== storm.contacts - storm.refused)
      storm.wrong.push(`${storm.contacts} contacts, ${runs.length} runs`);
    failures.push(...storm.wrong.map((one) => `${one}; ${replay('in-flight', seed)}`));
    figure(
      '11',
      `seed ${seed}: publishes, contacts, versions that contacts met`,
      `${storm.published}, ${storm.contacts}, ${used.size}`,
    );
    figure('12', `seed ${seed}: removals, widest spread since a change`, `${storm.removals}, ${storm.widest}`);
    expect(storm.published).toBeGreaterThanOrEqual(publishes);
    expect(storm.contacts).toBeGreaterThanOrEqual(contacts);
    expect(used.size).toBeGreaterThan(publishes / 4);
    expect(storm.removals).toBeGreaterThan(0);
    await shop.close();
  }
  expect(failures).toEqual([]);
});
