// Row 9: servers that take a message and drop their answer, buttons pressed twice, events delivered three times. Nobody is
// told twice unless a person asked for it, and one press does one thing.
import { expect, test } from 'vitest';
import { createContact, stageContact } from '../../electron/runtime/contacts.ts';
import { enrol } from '../../electron/runtime/enrol.ts';
import { systemClock } from '../../electron/runtime/clock.ts';
import { openHouse, type House } from '../../electron/runtime/house.ts';
import { publish, turnOff } from '../../electron/runtime/publishing.ts';
import { entriesOf } from '../../electron/runtime/queries/runs.ts';
import { outboxPage } from '../../electron/runtime/queries/outbox.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { emptyContactDraft } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import { testChannel } from '../../electron/channels/channels.ts';
import { must } from '../support/must.ts';
import { randomOf } from '../support/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Workshop } from '../support/workshop.ts';
import { assignTo, aUser, aWorkflow, telling } from '../support/workflow.ts';
import { contactDraft } from './crash-workflow.ts';
import { figure, promised, replay, seeds, size } from './figures.ts';
import { plainMail, startCountingMailServer, SwitchedGateway } from './providers.ts';

/** Of so many answers one is dropped. */
const DROPPED = 0.2;

// A contact may come in as often as it likes: what keeps an event from running twice is that it is there already.
const tellTwice = aWorkflow('w1')
  .with((document) => ({ ...document, settings: { ...document.settings, allowReentry: true } }))
  .trigger('t')
  .step('a', 'assign-user', assignTo('ana', 'bo', 'chi'))
  .step('m', 'notify-user', { ...telling, channel: 'email' })
  .step('s', 'notify-user', { ...telling, channel: 'sms' }).document;

function messagesOf(house: House, channel: string): readonly Message[] {
  return ([...house.runtime.ledger.table('outbox').values()] as Message[]).filter((one) => one.channel === channel);
}

/** Resolves when no message is on its way any more. */
async function settled(house: House): Promise<void> {
  const open = (): boolean =>
    ([...house.runtime.ledger.table('outbox').values()] as Message[]).some(
      ({ state }) => state === 'queued' || state === 'sending' || state === 'retry',
    );
  while (open()) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('answers dropped after the message was taken: nobody is told twice', { timeout: 3_600_000 }, async () => {
  const failures: string[] = [];
  for (const seed of seeds(1, 1)) {
    const random = randomOf(seed);
    const mail = await startCountingMailServer(() => random() < DROPPED);
    const gateway = await SwitchedGateway.open();
    let cut = 0;
    gateway.answer = (response) => {
      if (random() >= DROPPED) return void response.end('ok');
      cut += 1;
      response.socket?.destroy();
    };
    const folder = temporaryFolder();
    const house = must(await openHouse(realDisk, folder, { clock: systemClock }));
    const { runtime } = house;
    must(await runtime.library.saveUsers(['ana', 'bo', 'chi'].map((id) => aUser(id))));
    must(await runtime.library.saveSettings({ ...defaultSettings, smtp: plainMail(mail.port), sms: gateway.settings }));
    must(await runtime.library.saveWorkflow(tellTwice, {}, 0));
    runtime.listeners.stale();
    must(await publish(runtime, 'w1', 'stay'));
    await runtime.start();

    const contacts = size(500, 5000);
    for (let n = 0; n < contacts; n += 1) {
      // Each event arrives three times.
      for (let time = 0; time < 3; time += 1)
        stageContact(runtime, contactDraft(n), { id: `c${n}`, by: null, duplicates: 'add', runWorkflows: true });
      if (n % 50 === 49) await runtime.runner.commit();
    }
    await runtime.runner.commit();
    await settled(house);

    const wrong = (what: string): void => void failures.push(`${what}; ${replay('duplicates', seed)}`);
    for (const [what, taken, dropped, messages] of [
      ['email', mail.taken, mail.dropped(), messagesOf(house, 'email')],
      ['SMS', gateway.taken, cut, messagesOf(house, 'sms')],
    ] as const) {
      const twice = [...taken.values()].filter((count) => count > 1).length;
      const uncertain = messages.filter((one) => one.state === 'uncertain').length;
      figure('9', `${what}: sends / answers dropped / keys taken twice`, `${messages.length} / ${dropped} / ${twice}`);
      if (twice > 0) wrong(`${what}: ${twice} keys were taken twice`);
      if (messages.length !== contacts || taken.size !== contacts)
        wrong(`${what}: ${messages.length} messages, ${taken.size} taken`);
      // About one in five; so the row did what it says.
      if (dropped < promised(50, 750)) wrong(`${what}: only ${dropped} answers were dropped`);
      if (uncertain !== dropped) wrong(`${what}: ${dropped} answers were dropped, ${uncertain} messages are uncertain`);
    }
    if (runtime.ledger.table('runs').size !== contacts) wrong('an event ran more than once');
    let repeated = 0;
    for (let n = 0; n < contacts; n += 1) {
      const events = (await runtime.ledger.trace(`c${n}`)).filter((line) => line.k === 'event').length;
      const [run = ''] = runtime.lookups.runsOfContact(`c${n}`);
      const began = (await entriesOf(runtime, run)).filter((entry) => entry.kind === 'run-began').length;
      repeated += Number(events !== 1 || began !== 1);
    }
    if (repeated > 0) wrong(`${repeated} events are there more than once, or began their run more than once`);
    const needing = outboxPage(runtime, 'attention', 0, 1).total;
    if (needing !== mail.dropped() + cut) wrong(`${needing} messages need attention`);

    // A person asks for some of them again, with a double click each; a start asks for none.
    gateway.answer = (response) => void response.end('ok');
    const again = messagesOf(house, 'sms')
      .filter((one) => one.state === 'uncertain')
      .slice(0, 20);
    await Promise.all(again.flatMap(({ key }) => [1, 2].map(() => runtime.outbox.sendAgain(key, null))));
    await settled(house);
    const asked = again.filter(({ key }) => gateway.taken.get(key) !== 2).length;
    if (asked > 0) wrong(`${asked} of ${again.length} messages were not sent again exactly once`);
    const [mails, texts] = [mail.taken.size, gateway.count];
    await house.close();
    const next = must(await openHouse(realDisk, folder, { clock: systemClock }));
    await next.runtime.start();
    await settled(next);
    await next.runtime.outbox.idle();
    if (mail.taken.size !== mails || gateway.count !== texts) wrong('a start sent something again');
    await next.close();
  }
  expect(failures).toEqual([]);
});

test('a button pressed twice does one thing', { timeout: 600_000 }, async () => {
  const gateway = await SwitchedGateway.open();
  const shop = await Workshop.open({ settings: { sms: gateway.settings } });
  const { runtime } = shop;
  const presses = size(8, 100);
  const text = { ...telling, channel: 'sms', to: 'users', users: ['ana'] };
  const workflow = (n: number) =>
    aWorkflow('w1')
      .trigger('t')
      .step('p', 'wait')
      .step('s', 'notify-user', { ...text, message: `${n}` }).document;
  for (let n = 1; n <= presses; n += 1) {
    // Publish, twice at once: one version; what was paused goes on once.
    await shop.save(workflow(n));
    const published = await Promise.all([publish(runtime, 'w1', 'stay'), publish(runtime, 'w1', 'stay')]);
    expect(published.map((one) => must(one).revision)).toEqual([n, n]);
    // A new contact, and an enrolment, twice at once: one run each.
    const draft = { ...emptyContactDraft, firstName: `C${n}` };
    const made = await Promise.all([createContact(runtime, `c${n}`, draft), createContact(runtime, `c${n}`, draft)]);
    const id = must(made[0] ?? { ok: true, value: { id: '' } }).id;
    runtime.runner.arrive(shop.runOf(id), { kind: 'end', how: 'stopped', reason: 'makes room for the next' });
    await Promise.all([enrol(runtime, `e${n}`, [id], 'w1'), enrol(runtime, `e${n}`, [id], 'w1')]);
    expect(shop.runsOf(id)).toHaveLength(2);
    must(await turnOff(runtime, 'w1', 'freeze'));
    await shop.pass(24 * 3_600_000);
    await Promise.all([publish(runtime, 'w1', 'stay'), publish(runtime, 'w1', 'stay')]);
    await shop.settle();
    expect(gateway.count).toBe(n);
    // The same press, delivered once more when all is over.
    await enrol(runtime, `e${n}`, [id], 'w1');
    expect(shop.runsOf(id)).toHaveLength(2);
    expect((await shop.traceOf(shop.runsOf(id)[1]?.id ?? '')).filter((one) => one.kind === 'run-began')).toHaveLength(
      1,
    );
  }
  figure('9', 'presses of Publish, Enrol and New contact, twice each: runs of each / messages', `1 / ${gateway.count}`);
  // "Send a test" sends one for each press.
  const { count } = gateway;
  const test = { channel: 'sms', settings: gateway.settings } as const;
  await Promise.all([1, 2, 3].map(() => testChannel(test, null, '+441632960001', 0)));
  expect(gateway.count).toBe(count + 3);
});
