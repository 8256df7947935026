// One channel's queue: what is due goes, a few at a time; what cannot go because the channel is not set up is set aside.
import type { Message } from '../../shared/model/message.ts';
import { DAY, MINUTE, type Instant } from '../../shared/model/time.ts';
import { neverSetBack, type Clock } from './clock.ts';
import { DueQueue } from './due-queue.ts';

/** A channel whose settings the other side refused is tried again after this, or when the settings change. */
const BLOCKED_MS = 15 * MINUTE;
/** The wall clock is looked at no less often than this: it may jump, and the machine may have slept. */
const LOOK_MS = MINUTE;
/** Messages set aside in one commit. */
const SLICE = 500;

export type LaneClock = Pick<Clock, 'now' | 'elapsed' | 'after'>;

export interface LaneParts {
  readonly clock: LaneClock;
  /** How many messages are on their way at once. */
  readonly width: number;
  /** Why the channel cannot send; undefined when it can. */
  readonly notReady: () => string | undefined;
  /** The message, while it waits to be sent. */
  readonly waiting: (key: string) => Message | undefined;
  /** Tries once. Gives after how many ms to try next, if at all. */
  readonly attempt: (message: Message) => Promise<number | undefined>;
  /** Writes on the messages why they wait. */
  readonly explain: (messages: readonly Message[], reason: string) => Promise<unknown>;
  /** Keeps count of work under way. */
  readonly task: (work: Promise<void>) => void;
}

export class Lane {
  /** By the time of `time`, as everything in here. */
  private readonly due = new DueQueue();
  private readonly time: () => Instant;
  /** Messages that wait until the channel is set up. */
  private readonly parked = new Set<string>();
  /** Messages that somebody is moving: nobody else may. */
  private readonly held = new Set<string>();
  private blocked: { readonly reason: string; readonly until: Instant } | undefined;
  private changes = 0;
  private busy = 0;
  private parking = false;
  private running = false;
  private cancel: () => void = () => undefined;

  constructor(private readonly parts: LaneParts) {
    this.time = neverSetBack(parts.clock);
  }

  start(): void {
    this.running = true;
    this.pump();
  }

  /** Begins nothing more. */
  stop(): void {
    this.running = false;
    this.cancel();
  }

  /** Lets a message wait for its turn. One that waits already, or is under way, stays as it is. */
  add(message: Message): void {
    if (this.held.has(message.key) || this.parked.has(message.key)) return;
    this.due.set(message.key, this.turnOf(message));
  }

  isHeld(key: string): boolean {
    return this.held.has(key);
  }

  /** Takes a message out of the queue while something else moves it. */
  async hold<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const key of keys) {
      this.due.delete(key);
      this.parked.delete(key);
      this.held.add(key);
    }
    try {
      return await work();
    } finally {
      for (const key of keys) this.held.delete(key);
    }
  }

  /** Which settings are asked with: those after so many changes. */
  asksWith(): number {
    return this.changes;
  }

  /** The other side refused the settings: nobody is asked again for a while, unless they are others by now. */
  block(reason: string, asked: number): void {
    if (asked !== this.changes) return;
    this.blocked = { reason, until: this.time() + BLOCKED_MS };
  }

  unblock(): void {
    this.changes += 1;
    this.blocked = undefined;
    this.pump();
  }

  /** Sends what is due and fits, then waits for what is due next. */
  pump(): void {
    if (!this.running) return;
    const now = this.time();
    if (this.blocked !== undefined && this.blocked.until <= now) this.blocked = undefined;
    const notReady = this.blocked?.reason ?? this.parts.notReady();
    if (notReady === undefined) {
      this.unpark();
      while (this.busy < this.parts.width) {
        const key = this.due.take(now);
        if (key === undefined) break;
        this.parts.task(this.send(key));
      }
    } else if (!this.parking && this.isDue(now)) {
      this.parts.task(this.park(notReady, now));
    }
    this.arm(now);
  }

  private async send(key: string): Promise<void> {
    this.busy += 1;
    const again = await this.hold([key], async () => {
      const message = this.parts.waiting(key);
      return message === undefined ? undefined : this.parts.attempt(message);
    });
    this.busy -= 1;
    if (again !== undefined) this.due.set(key, this.time() + again);
    this.pump();
  }

  private async park(reason: string, now: Instant): Promise<void> {
    this.parking = true;
    const keys: string[] = [];
    for (let key = this.due.take(now); key !== undefined; key = this.due.take(now)) {
      keys.push(key);
      if (keys.length === SLICE) break;
    }
    await this.hold(keys, async () => {
      const silent = keys.flatMap((key) => {
        const message = this.parts.waiting(key);
        const says = message?.state === 'queued' && message.reason?.startsWith(reason) === true;
        return message === undefined || says ? [] : [message];
      });
      if (silent.length > 0) await this.parts.explain(silent, reason);
    });
    for (const key of keys) this.parked.add(key);
    this.parking = false;
    this.pump();
  }

  private unpark(): void {
    for (const key of this.parked) {
      const message = this.parts.waiting(key);
      if (message !== undefined) this.due.set(key, this.turnOf(message));
    }
    this.parked.clear();
  }

  /** Oldest first; a retry after what is left of its delay, and never after more than that, also when the clock was set back since. */
  private turnOf({ at, nextAt, stateAt }: Message): Instant {
    const now = this.parts.clock.now();
    if (nextAt === undefined) return this.time() + Math.min(at - now, 0);
    // A message is never noted as older than before, so after a clock set back the delay may not be told by its times.
    const delay = nextAt > stateAt ? nextAt - stateAt : DAY;
    return this.time() + Math.min(nextAt - now, delay);
  }

  private isDue(now: Instant): boolean {
    return (this.due.first() ?? Infinity) <= now;
  }

  private arm(now: Instant): void {
    this.cancel();
    const next = Math.min(this.due.first() ?? Infinity, this.blocked?.until ?? Infinity);
    // What is due now waits for a free place, not for a time.
    if (next <= now || next === Infinity) return;
    this.cancel = this.parts.clock.after(Math.min(next - now, LOOK_MS), () => this.pump());
  }
}
