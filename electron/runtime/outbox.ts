// The outbox: sends what runs queued. The intent is on the disk before anything leaves, the outcome after.
// Rules: ARCHITECTURE.md, section 8.
import { withWords, type Outcome, type OutsideChannel } from '../channels/channel.ts';
import type { Senders } from '../channels/channels.ts';
import type { Line } from '../../shared/engine/line.ts';
import type { Contact } from '../../shared/model/contact.ts';
import { addressOn, MARKED_ARRIVED, type Message } from '../../shared/model/message.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { DAY, MINUTE } from '../../shared/model/time.ts';
import type { User } from '../../shared/model/user.ts';
import { withoutWords, type Move } from './message-moves.ts';
import { Lane, type LaneClock } from './outbox-lane.ts';
import { whyGone } from './why-gone.ts';

/** Attempts before a message is given up. */
const MAX_TRIES = 12;
/** How many messages of a channel are on their way at once. */
const WIDTH: Readonly<Record<OutsideChannel, number>> = { email: 3, sms: 4, whatsapp: 4 };
/** Messages moved in one commit. */
const SLICE = 500;

export interface OutboxParts {
  readonly clock: LaneClock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /**
   * Resolves when the lines are on the disk; their records can be read from then on at the latest. The lines are asked for in
   * the moment in which they are staged, as it may have to wait for that.
   */
  readonly writer: { readonly commit: (lines: () => readonly Line[]) => Promise<unknown> };
  readonly messages: {
    /** Every message that is queued, sending or waiting for a retry; others are passed over. */
    readonly open: () => Iterable<Message>;
    readonly get: (key: string) => Message | undefined;
  };
  readonly user: (id: string) => User | undefined;
  readonly contact: (id: string) => Contact | undefined;
  readonly senders: Senders;
  /** A commit failed: the outbox stands still until the workspace is opened anew. */
  readonly failed: (error: unknown) => void;
}

export interface Outbox {
  /** Carries on after a start. What was being sent when Baton stopped is uncertain. */
  start(): Promise<void>;
  /** Messages that were just committed. */
  queued(messages: readonly Message[]): void;
  /** Withdraws what waits for users who can no longer be told. */
  usersChanged(): void;
  /** Messages that waited for a channel to be set up go on. Call also when a secret changed. */
  settingsChanged(): void;
  /** A person says that an uncertain message arrived. */
  arrived(key: string, by: string | null): Promise<Result<null>>;
  /** A person asks to send a dead or uncertain message once more. Asked twice, it is sent once. */
  sendAgain(key: string, by: string | null): Promise<Result<null>>;
  /** Resolves when nothing is on its way and nothing is due now. */
  idle(): Promise<void>;
  /** Begins nothing more and waits for what is on its way, at most so many ms. */
  stop(within?: number): Promise<void>;
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { clock, messages, senders } = parts;
  const lanes: Readonly<Record<OutsideChannel, Lane>> = {
    email: newLane('email'),
    sms: newLane('sms'),
    whatsapp: newLane('whatsapp'),
  };
  const everyLane = Object.values(lanes);
  const tasks = new Set<Promise<void>>();
  let closed = false;

  function newLane(channel: OutsideChannel): Lane {
    return new Lane({
      clock,
      width: WIDTH[channel],
      notReady: senders[channel].notReady,
      waiting: (key) => {
        const message = messages.get(key);
        return message !== undefined && isWaiting(message) ? message : undefined;
      },
      attempt: (message) => attempt(channel, message),
      explain: (some, reason) => move(some.map((message) => ({ message, state: 'queued', reason }))),
      task,
    });
  }

  function laneOf(message: Message): Lane | undefined {
    return message.channel === 'notification' ? undefined : lanes[message.channel];
  }

  function task(work: Promise<void>): void {
    const done = work.finally(() => tasks.delete(done));
    tasks.add(done);
  }

  /** False when the store did not take it: the outbox then stands still. */
  async function move(moves: readonly Move[], by: string | null = null): Promise<boolean> {
    if (closed) return false;
    try {
      await parts.writer.commit(() => moves.map((one) => lineOf(one, by)));
      return true;
    } catch (error) {
      if (!closed) parts.failed(error);
      close();
      return false;
    }
  }

  function lineOf({ message, ...to }: Move, by: string | null): Line {
    const { key, contact, attempts } = message;
    const move = isErased(contact) ? withoutWords(to, messages.get(key)?.state) : to;
    const change = { do: 'message-moved', key, attempts, ...move } as const;
    return { k: 'act', at: clock.now(), by, contact, changes: [change] };
  }

  function isErased(contact: string): boolean {
    return parts.contact(contact)?.erased !== undefined;
  }

  async function moveSliced(moves: readonly Move[]): Promise<void> {
    for (let from = 0; from < moves.length; from += SLICE) await move(moves.slice(from, from + SLICE));
  }

  function close(): void {
    closed = true;
    for (const lane of everyLane) lane.stop();
  }

  /** One attempt. Gives the ms until the next one, if there is to be one. */
  async function attempt(channel: OutsideChannel, message: Message): Promise<number | undefined> {
    const gone = goneOf(message);
    if (gone !== undefined) {
      await move([{ message, state: 'dead', reason: gone }]);
      return undefined;
    }
    const attempts = message.attempts + 1;
    if (!(await move([{ message, state: 'sending', attempts }]))) return undefined;
    // The sync took a moment: whoever was taken out meanwhile is not told.
    const late = goneOf(message);
    const asked = lanes[channel].asksWith();
    const outcome = late === undefined ? await send(channel, message) : ({ kind: 'dead', reason: late } as const);
    if (outcome.kind === 'not-set-up') lanes[channel].block(outcome.reason, asked);
    return settle(message, attempts, outcome);
  }

  async function send(channel: OutsideChannel, message: Message): Promise<Outcome> {
    try {
      return await senders[channel].send(message);
    } catch (error) {
      // A bug in a channel must not keep the other messages from going out; whether this one left, nobody knows.
      return { kind: 'uncertain', reason: `Sending broke: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  /** Writes down what became of an attempt. */
  async function settle(message: Message, attempts: number, outcome: Outcome): Promise<number | undefined> {
    switch (outcome.kind) {
      case 'sent':
        await move([{ message, state: 'sent', attempts, reason: outcome.words }]);
        return undefined;
      case 'dead':
      case 'uncertain':
        await move([{ message, state: outcome.kind, attempts, reason: outcome.reason }]);
        return undefined;
      case 'not-set-up':
        await move([{ message, state: 'queued', reason: withWords(outcome.reason, outcome.words ?? '') }]);
        return 0;
      case 'retry': {
        if (attempts >= MAX_TRIES) {
          const reason = `Given up after ${MAX_TRIES} tries. ${outcome.reason}`;
          await move([{ message, state: 'dead', attempts, reason }]);
          return undefined;
        }
        const delay = Math.max(backoff(attempts, parts.random()), Math.min(outcome.after ?? 0, DAY));
        const nextAt = clock.now() + delay;
        await move([{ message, state: 'retry', attempts, nextAt, reason: outcome.reason }]);
        return delay;
      }
    }
  }

  /** Moves messages whose recipient is gone, without waiting for their turn. */
  async function withdraw(lane: Lane): Promise<void> {
    const moves: Move[] = [];
    for (const message of messages.open()) {
      if (laneOf(message) !== lane || !isWaiting(message) || lane.isHeld(message.key)) continue;
      const reason = goneOf(message);
      if (reason !== undefined) moves.push({ message, state: 'dead', reason });
    }
    const keys = moves.map((one) => one.message.key);
    await lane.hold(keys, () => moveSliced(moves));
  }

  function goneOf(message: Message): string | undefined {
    const { contact, to } = message;
    return whyGone(message, parts.contact(contact), to.user === null ? undefined : parts.user(to.user));
  }

  /** Where its user can be reached by now: what was wrong may have been the address. */
  function addressNow({ channel, to }: Message): Pick<Move, 'address'> {
    const user = to.user === null ? undefined : parts.user(to.user);
    const address = user === undefined ? '' : addressOn(channel, user);
    return address === '' || address === to.address ? {} : { address };
  }

  async function moveByHand(lane: Lane, to: Move, by: string | null): Promise<Result<null>> {
    const moved = await lane.hold([to.message.key], () => move([to], by));
    return moved ? good(null) : bad('not-saved', 'The workspace cannot be written to, so nothing was changed.');
  }

  async function idle(): Promise<void> {
    while (tasks.size > 0) await Promise.all(tasks);
  }

  return {
    start: async () => {
      const cut: Move[] = [];
      const reason = 'Baton stopped while it was being sent: it may have arrived.';
      for (const message of messages.open()) {
        if (isWaiting(message)) laneOf(message)?.add(message);
        else if (message.state === 'sending') cut.push({ message, state: 'uncertain', reason });
      }
      await moveSliced(cut);
      if (!closed) for (const lane of everyLane) lane.start();
    },
    queued: (some) => {
      for (const message of some) if (message.state === 'queued') laneOf(message)?.add(message);
      for (const lane of everyLane) lane.pump();
    },
    usersChanged: () => {
      for (const lane of everyLane) task(withdraw(lane));
    },
    settingsChanged: () => {
      for (const lane of everyLane) lane.unblock();
    },
    arrived: async (key, by) => {
      const message = messages.get(key);
      const lane = message === undefined ? undefined : laneOf(message);
      if (message === undefined || lane === undefined) return noMessage();
      if (lane.isHeld(key) || message.state === 'sent') return good(null);
      if (message.state !== 'uncertain') {
        return bad('not-uncertain', 'Only a message that may have arrived can be marked as arrived.');
      }
      return moveByHand(lane, { message, state: 'sent', reason: MARKED_ARRIVED }, by);
    },
    sendAgain: async (key, by) => {
      const message = messages.get(key);
      const lane = message === undefined ? undefined : laneOf(message);
      if (message === undefined || lane === undefined) return noMessage();
      if (message.state === 'sent') return bad('already-sent', 'This message was sent already.');
      if (lane.isHeld(key) || message.state === 'sending' || isWaiting(message)) return good(null);
      const gone = goneOf(message);
      if (gone !== undefined) return bad('recipient-gone', `It cannot be sent again. ${gone}`);
      const moved = await moveByHand(lane, { message, state: 'queued', attempts: 0, ...addressNow(message) }, by);
      const again = messages.get(key);
      if (again !== undefined && isWaiting(again)) lane.add(again);
      lane.pump();
      return moved;
    },
    idle,
    stop: async (within = 5000) => {
      for (const lane of everyLane) lane.stop();
      let cancel = (): void => undefined;
      const enough = new Promise<void>((resolve) => {
        cancel = clock.after(within, resolve);
      });
      await Promise.race([idle(), enough]);
      cancel();
      close();
    },
  };
}

/** ms before the next attempt, after so many: 1 s, doubled each time, at most 15 minutes, 10 % more or less by chance. */
export function backoff(attempts: number, chance: number): number {
  const base = Math.min(1000 * 2 ** (attempts - 1), 15 * MINUTE);
  return Math.round(base * (0.9 + 0.2 * chance));
}

function isWaiting(message: Message): boolean {
  return message.state === 'queued' || message.state === 'retry';
}

function noMessage(): Result<null> {
  return bad('no-message', 'There is no such message in the outbox.');
}
