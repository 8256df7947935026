// The outbox on a virtual clock: schedule, crashes, recipients who are gone, channels that are not set up, and clicks.
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../electron/channels/channel.ts';
import { backoff } from '../../../../electron/runtime/outbox.ts';
import { aMessage, OutboxWorld, settled } from '../../../support/outbox-world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const refused = (): Outcome => ({ kind: 'retry', reason: 'The mail server refused the connection.' });
const never = (): Promise<Outcome> => new Promise(() => undefined);

describe('sending', () => {
  it('has the intent on the disk before, and the outcome with the words of the server after', async () => {
    const world = new OutboxWorld();
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, aMessage('k1'));
    await outbox.idle();
    expect(world.log).toEqual(['commit sending k1', 'send k1', 'commit sent k1']);
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1, reason: '250 ok' });
  });

  it('sends once what was handed over twice, and nothing that is not queued', async () => {
    const world = new OutboxWorld();
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, aMessage('k1'), aMessage('k1'), aMessage('k2', { state: 'dead' }));
    world.queue(outbox, aMessage('k3', { channel: 'notification', state: 'sent' }));
    outbox.queued([aMessage('k1')]);
    await outbox.idle();
    outbox.queued([aMessage('k1')]);
    await outbox.idle();
    expect(world.attempts.map((one) => one.key)).toEqual(['k1']);
  });

  it('takes ten thousand messages a few at a time, with one timer at most', async () => {
    const world = new OutboxWorld();
    let [under, most, timers] = [0, 0, 0];
    world.answers.email = async () => {
      under += 1;
      most = Math.max(most, under);
      timers = Math.max(timers, world.clock.pending);
      await Promise.resolve();
      under -= 1;
      return { kind: 'sent', words: '' };
    };
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, ...Array.from({ length: 10_000 }, (_, n) => aMessage(`k${n}`)));
    await outbox.idle();
    expect(world.states()).toEqual({ sent: 10_000 });
    expect(new Set(world.attempts.map((one) => one.key)).size).toBe(10_000);
    expect(world.attempts).toHaveLength(10_000);
    expect(most).toBe(3);
    expect(timers).toBeLessThanOrEqual(1);
  });

  it('does not let a dead mail server delay the other channels', async () => {
    const world = new OutboxWorld();
    world.answers.email = never;
    const outbox = world.open();
    await outbox.start();
    const mails = Array.from({ length: 100 }, (_, n) => aMessage(`mail${n}`));
    world.queue(outbox, ...mails, aMessage('sms', { channel: 'sms' }), aMessage('wa', { channel: 'whatsapp' }));
    await settled();
    expect(world.message('sms').state).toBe('sent');
    expect(world.message('wa').state).toBe('sent');
    expect(world.states()).toEqual({ sending: 3, queued: 97, sent: 2 });
    expect(world.clock.pending).toBe(0);
  });

  it('takes a bug in a channel for "nobody knows", and goes on', async () => {
    const world = new OutboxWorld([aMessage('k1', { at: 1 }), aMessage('k2', { at: 2 })]);
    world.answers.email = (message) => {
      if (message.key === 'k1') throw new Error('boom');
      return { kind: 'sent', words: '' };
    };
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.message('k1')).toMatchObject({ state: 'uncertain', reason: 'Sending broke: boom' });
    expect(world.message('k2').state).toBe('sent');
  });
});

describe('trying again', () => {
  it('waits 1 s, doubled up to 15 minutes, and gives up after 12 tries', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    world.answers.email = refused;
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(24 * HOUR);
    const gaps = world.attempts.slice(1).map((one, n) => (one.at - (world.attempts[n]?.at ?? 0)) / SECOND);
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
    expect(world.message('k1')).toMatchObject({
      state: 'dead',
      attempts: 12,
      reason: 'Given up after 12 tries. The mail server refused the connection.',
    });
    expect(world.clock.pending).toBe(0);
  });

  it('varies each wait by a tenth at most', () => {
    expect([backoff(1, 0), backoff(1, 1), backoff(5, 0), backoff(11, 1)]).toEqual([900, 1100, 14_400, 990_000]);
  });

  it('shows when, and why', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    world.answers.email = refused;
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.message('k1')).toMatchObject({
      state: 'retry',
      attempts: 1,
      nextAt: world.clock.now() + SECOND,
      reason: 'The mail server refused the connection.',
    });
  });

  it('waits as long as the other side asks, but a day at most', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    const asked = [2 * HOUR, 400 * 24 * HOUR];
    world.answers.email = () => ({ kind: 'retry', reason: 'busy', after: asked.shift() ?? 0 });
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(27 * HOUR);
    const [first] = world.attempts;
    expect(world.attempts.slice(1, 3).map((one) => (one.at - (first?.at ?? 0)) / HOUR)).toEqual([2, 26]);
  });

  it.each(['dead', 'uncertain'] as const)('does not try again what is %s', async (kind) => {
    const world = new OutboxWorld([aMessage('k1')]);
    world.answers.email = () => ({ kind, reason: '550 no' });
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(HOUR);
    expect(world.attempts).toHaveLength(1);
    expect(world.message('k1')).toMatchObject({ state: kind, attempts: 1, reason: '550 no' });
  });

  it('goes on when the provider is back', async () => {
    const world = new OutboxWorld(Array.from({ length: 50 }, (_, n) => aMessage(`k${n}`)));
    world.answers.email = refused;
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(MINUTE);
    world.answers.email = () => ({ kind: 'sent', words: '' });
    await world.clock.pass(2 * MINUTE);
    expect(world.states()).toEqual({ sent: 50 });
  });
});

describe('after a crash', () => {
  it('what was being sent is uncertain and is not sent by itself; the rest goes on, with its tries', async () => {
    const world = new OutboxWorld([
      aMessage('cut', { state: 'sending', attempts: 1 }),
      aMessage('queued'),
      aMessage('later', { state: 'retry', attempts: 11, nextAt: Date.UTC(2026, 9, 1, 9, 5) }),
      aMessage('past', { state: 'retry', attempts: 2, nextAt: Date.UTC(2026, 9, 1, 8, 30) }),
      aMessage('old', { state: 'uncertain', attempts: 1 }),
    ]);
    world.answers.email = refused;
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.attempts.map((one) => one.key).sort()).toEqual(['past', 'queued']);
    expect(world.message('cut')).toMatchObject({
      state: 'uncertain',
      attempts: 1,
      reason: 'Baton stopped while it was being sent: it may have arrived.',
    });
    await world.clock.pass(5 * MINUTE);
    expect(world.message('later')).toMatchObject({ state: 'dead', attempts: 12 });
    expect(world.attempts.filter((one) => ['cut', 'old'].includes(one.key))).toEqual([]);
  });

  it('sends nothing before it was started', async () => {
    const world = new OutboxWorld();
    const outbox = world.open();
    world.queue(outbox, aMessage('k1'));
    await world.clock.pass(MINUTE);
    expect(world.attempts).toEqual([]);
    await outbox.start();
    await outbox.idle();
    expect(world.attempts).toHaveLength(1);
  });

  it('a clock that was set back holds nothing up but what waits for a retry', async () => {
    const world = new OutboxWorld([aMessage('k1', { at: Date.UTC(2026, 9, 9) })]);
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.message('k1').state).toBe('sent');
  });
});

describe('a channel that is not set up', () => {
  it('keeps the message queued, says so, counts no try, and sends when it is', async () => {
    const world = new OutboxWorld();
    world.notReady.email = 'Email is not set up';
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, aMessage('k1'), aMessage('k2', { channel: 'sms' }));
    await world.clock.pass(HOUR);
    expect(world.message('k1')).toMatchObject({ state: 'queued', attempts: 0, reason: 'Email is not set up' });
    expect(world.message('k2').state).toBe('sent');
    expect(world.log.filter((one) => one.endsWith(' k1'))).toEqual(['commit queued k1']);
    delete world.notReady.email;
    outbox.settingsChanged();
    await outbox.idle();
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('says so on ten thousand messages in a few commits, and not again at the next start', async () => {
    const world = new OutboxWorld(Array.from({ length: 10_000 }, (_, n) => aMessage(`k${n}`)));
    world.notReady.email = 'Email is not set up';
    let commits = 0;
    world.beforeCommit = () => void (commits += 1);
    const first = world.open();
    await first.start();
    await first.idle();
    await first.stop();
    expect(commits).toBe(20);
    const second = world.open();
    await second.start();
    await second.idle();
    expect(commits).toBe(20);
    delete world.notReady.email;
    second.settingsChanged();
    await second.idle();
    expect(world.states()).toEqual({ sent: 10_000 });
  });

  it('asks a server that refuses the login a few times only, until the settings change', async () => {
    const world = new OutboxWorld(Array.from({ length: 100 }, (_, n) => aMessage(`k${n}`)));
    world.answers.email = () => ({ kind: 'not-set-up', reason: 'The password was refused.' });
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(10 * MINUTE);
    expect(world.attempts).toHaveLength(3);
    expect(world.message('k99')).toMatchObject({ state: 'queued', attempts: 0, reason: 'The password was refused.' });
    world.answers.email = () => ({ kind: 'sent', words: '' });
    outbox.settingsChanged();
    await outbox.idle();
    expect(world.states()).toEqual({ sent: 100 });
  });

  it('takes no refusal to heart whose settings were corrected meanwhile', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    let refuse = (): void => undefined;
    world.answers.email = () =>
      new Promise((resolve) => {
        refuse = () => resolve({ kind: 'not-set-up', reason: 'The password was refused.' });
      });
    const outbox = world.open();
    await outbox.start();
    await settled();
    world.answers.email = () => ({ kind: 'sent', words: '' });
    outbox.settingsChanged();
    refuse();
    await outbox.idle();
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('and asks it again by itself after a quarter of an hour', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    world.answers.email = () => ({ kind: 'not-set-up', reason: 'The password was refused.' });
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(MINUTE);
    world.answers.email = () => ({ kind: 'sent', words: '' });
    await world.clock.pass(15 * MINUTE);
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('a recipient who is gone', () => {
  it.each([
    ['removed', { removedAt: 1 }, 'ana is removed.'],
    ['switched off', { active: false }, 'ana is switched off.'],
  ])('%s: not told, and the message says why', async (_how, more, reason) => {
    const world = new OutboxWorld([aMessage('k1')]);
    const outbox = world.open();
    const ana = world.users.get('ana');
    world.users.set('ana', { ...ana, id: 'ana', name: 'ana', email: '', phone: '', active: true, ...more });
    await outbox.start();
    await outbox.idle();
    expect(world.attempts).toEqual([]);
    expect(world.message('k1')).toMatchObject({ state: 'dead', attempts: 0, reason });
  });

  it('while the message waits for a retry or for the channel: withdrawn at once', async () => {
    const world = new OutboxWorld([
      aMessage('mail'),
      aMessage('sms', { channel: 'sms' }),
      aMessage('typed', { to: { user: null, name: 'x', address: 'x@example.com' } }),
    ]);
    world.answers.email = refused;
    world.notReady.sms = 'SMS is not set up';
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    world.users.delete('ana');
    outbox.usersChanged();
    await outbox.idle();
    const reason = 'Ana Silva is not in this workspace.';
    expect(world.message('mail')).toMatchObject({ state: 'dead', attempts: 1, reason });
    expect(world.message('sms')).toMatchObject({ state: 'dead', attempts: 0, reason });
    expect(world.message('typed').state).toBe('retry');
    delete world.notReady.sms;
    outbox.settingsChanged();
    await world.clock.pass(HOUR);
    expect(world.attempts.filter((one) => one.key !== 'typed')).toHaveLength(1);
  });

  it('while the intent is being written: not told either', async () => {
    const world = new OutboxWorld([aMessage('k1')]);
    world.beforeCommit = () => void world.users.delete('ana');
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.attempts).toEqual([]);
    expect(world.message('k1').state).toBe('dead');
  });

  it('a message about a deleted contact is not sent', async () => {
    const world = new OutboxWorld([aMessage('k1'), aMessage('k2', { contact: 'c2' })]);
    world.contacts.set('c1', { ...world.contacts.get('c1'), deletedAt: 1 } as never);
    const outbox = world.open();
    await outbox.start();
    await outbox.idle();
    expect(world.attempts).toEqual([]);
    expect(world.message('k1')).toMatchObject({ state: 'dead', reason: 'The contact was deleted.' });
    expect(world.message('k2')).toMatchObject({ state: 'dead', reason: 'The contact was deleted.' });
  });
});

describe('by hand', () => {
  it('sent again twice is sent once, with fresh tries', async () => {
    const world = new OutboxWorld([aMessage('k1', { state: 'dead', attempts: 12 })]);
    const outbox = world.open();
    await outbox.start();
    const answers = await Promise.all([outbox.sendAgain('k1', 'bo'), outbox.sendAgain('k1', 'bo')]);
    expect(answers.map((one) => one.ok)).toEqual([true, true]);
    await outbox.idle();
    expect(world.attempts).toHaveLength(1);
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1 });
    expect(await outbox.sendAgain('k1', 'bo')).toMatchObject({ ok: false, problem: { code: 'already-sent' } });
    expect(world.attempts).toHaveLength(1);
  });

  it('sent again while it is on its way, or waits for a retry, changes nothing', async () => {
    const world = new OutboxWorld([aMessage('k1', { state: 'dead', attempts: 12 })]);
    let answer: (outcome: Outcome) => void = () => undefined;
    world.answers.email = () => new Promise((resolve) => (answer = resolve));
    const outbox = world.open();
    await outbox.start();
    await outbox.sendAgain('k1', null);
    await settled();
    expect(await outbox.sendAgain('k1', null)).toEqual({ ok: true, value: null });
    answer(refused());
    await outbox.idle();
    expect(await outbox.sendAgain('k1', null)).toEqual({ ok: true, value: null });
    await settled();
    expect(world.attempts).toHaveLength(1);
    expect(world.message('k1')).toMatchObject({ state: 'retry', attempts: 1 });
  });

  it('an uncertain message arrived, or is sent again', async () => {
    const world = new OutboxWorld([
      aMessage('k1', { state: 'uncertain', attempts: 1 }),
      aMessage('k2', { state: 'uncertain' }),
    ]);
    const outbox = world.open();
    await outbox.start();
    expect(await outbox.arrived('k1', 'bo')).toEqual({ ok: true, value: null });
    expect(await outbox.arrived('k1', 'bo')).toEqual({ ok: true, value: null });
    expect(world.message('k1')).toMatchObject({ state: 'sent', attempts: 1, reason: 'Marked as arrived by hand.' });
    await outbox.sendAgain('k2', null);
    await outbox.idle();
    expect(world.attempts.map((one) => one.key)).toEqual(['k2']);
  });

  it('refuses what makes no sense, in words', async () => {
    const world = new OutboxWorld([
      aMessage('k1', { state: 'dead' }),
      aMessage('k2', { to: { user: 'zoe', name: 'Zoe', address: '' }, state: 'dead' }),
    ]);
    const outbox = world.open();
    await outbox.start();
    expect(await outbox.arrived('k1', null)).toMatchObject({ ok: false, problem: { code: 'not-uncertain' } });
    expect(await outbox.arrived('nix', null)).toMatchObject({ ok: false, problem: { code: 'no-message' } });
    expect(await outbox.sendAgain('nix', null)).toMatchObject({ ok: false, problem: { code: 'no-message' } });
    expect(await outbox.sendAgain('k2', null)).toMatchObject({
      ok: false,
      problem: { code: 'recipient-gone', message: 'It cannot be sent again. Zoe is not in this workspace.' },
    });
  });

  it('tells whoever clicks when the store takes nothing, and changes nothing', async () => {
    const world = new OutboxWorld([aMessage('k1', { state: 'uncertain' }), aMessage('k2', { state: 'dead' })]);
    const outbox = world.open();
    await outbox.start();
    world.beforeCommit = () => Promise.reject(new Error('disk full'));
    const told = { ok: false, problem: { code: 'not-saved' } };
    expect(await outbox.arrived('k1', 'bo')).toMatchObject(told);
    expect(await outbox.sendAgain('k2', 'bo')).toMatchObject(told);
    expect(world.states()).toEqual({ uncertain: 1, dead: 1 });
    expect(world.attempts).toEqual([]);
  });

  it('has nothing to do with a notification: that was sent when it was written', async () => {
    const world = new OutboxWorld([aMessage('k1', { channel: 'notification', state: 'sent' })]);
    const outbox = world.open();
    await outbox.start();
    expect(await outbox.arrived('k1', null)).toMatchObject({ problem: { code: 'no-message' } });
    expect(await outbox.sendAgain('k1', null)).toMatchObject({ problem: { code: 'no-message' } });
  });

  it('writes down who did it', async () => {
    const world = new OutboxWorld([aMessage('k1', { state: 'uncertain' })]);
    const by: (string | null)[] = [];
    world.beforeCommit = (lines) => void by.push(...lines.map((line) => (line.k === 'act' ? line.by : '')));
    const outbox = world.open();
    await outbox.sendAgain('k1', 'bo');
    await outbox.start();
    await outbox.idle();
    expect(by).toEqual(['bo', null, null]);
  });
});

describe('stopping', () => {
  it('begins nothing more, and waits for what is on its way', async () => {
    const world = new OutboxWorld();
    let answer: (outcome: Outcome) => void = () => undefined;
    world.answers.email = () => new Promise((resolve) => (answer = resolve));
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, aMessage('k1'));
    await settled();
    const stopped = outbox.stop();
    world.queue(outbox, aMessage('k2'));
    answer({ kind: 'sent', words: '' });
    await stopped;
    expect(world.states()).toEqual({ sent: 1, queued: 1 });
    expect(world.clock.pending).toBe(0);
  });

  it('but not for ever, and what comes later is not written any more', async () => {
    const world = new OutboxWorld();
    let answer: (outcome: Outcome) => void = () => undefined;
    world.answers.email = () => new Promise((resolve) => (answer = resolve));
    const outbox = world.open();
    await outbox.start();
    world.queue(outbox, aMessage('k1'));
    await settled();
    const stopped = outbox.stop(2000);
    await world.clock.pass(2000);
    await stopped;
    answer({ kind: 'sent', words: '' });
    await settled();
    expect(world.message('k1').state).toBe('sending');
  });

  it('when the store does not even take what a crash cut off: nothing is sent', async () => {
    const world = new OutboxWorld([aMessage('k1', { state: 'sending', attempts: 1 }), aMessage('k2')]);
    world.beforeCommit = () => Promise.reject(new Error('disk full'));
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(HOUR);
    expect(world.attempts).toEqual([]);
    expect(world.states()).toEqual({ sending: 1, queued: 1 });
  });

  it('when the store takes no more: nothing is sent, and it is told once', async () => {
    const world = new OutboxWorld([aMessage('k1'), aMessage('k2'), aMessage('k3', { channel: 'sms' })]);
    const full = new Error('disk full');
    world.beforeCommit = () => Promise.reject(full);
    const outbox = world.open();
    await outbox.start();
    await world.clock.pass(HOUR);
    expect(world.attempts).toEqual([]);
    expect(world.failures).toEqual([full]);
    expect(world.states()).toEqual({ queued: 3 });
  });
});
