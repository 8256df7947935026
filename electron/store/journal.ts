// Puts lines on the disk in groups: while frames are on their way the next one gathers, and everybody who waits for it is
// answered at once. The disk has them one after another, so a whole frame after a broken one can only mean damage.
import { invariant, type Problem } from '../../shared/model/problem.ts';
import { FrameDraft } from './frame.ts';
import { errnoOf, ioProblem, StoreError, SyncFailed } from './io-problem.ts';
import type { Segment, SegmentEnd } from './segment.ts';

/** Frames that are on their way at most: one that is being synced, and one for the disk to go on with at once. */
const MOST_AHEAD = 2;
/** Bytes laid out at once; a sixteenth of a segment if that is less. */
const ROOM = 256 * 1024;

/** `stuck`: a write failed, was taken back, and can be tried again. `failed`: a sync failed, nothing can be known. */
export type JournalState = 'open' | 'stuck' | 'failed' | 'closed';

export interface JournalHooks {
  /** A line with a key is synced: where it stands, without its line end. */
  line(key: string, segment: string, at: number, length: number): void;
  /** A frame is synced: its bytes. */
  frame(bytes: number): void;
  /** The state is another one. */
  changed(): void;
}

export interface Journal {
  state(): JournalState;
  /** Why the journal is not open. */
  problem(): Problem | undefined;
  /** The end of the last synced frame. */
  end(): SegmentEnd;
  /** Throws a StoreError unless the state is `open`. */
  mustBeOpen(): void;
  append(line: object, key: string | undefined): void;
  /** Resolves when everything appended before is synced. */
  flush(): Promise<void>;
  /** Ends the segment after the lines appended so far. Resolves with the end of the new one, when that is synced. */
  rotate(): Promise<SegmentEnd>;
  /** Writes an empty frame, unless the last one is empty: proof that those before it were confirmed. */
  seal(): Promise<SegmentEnd>;
  /** After `stuck`: takes the failed write back and goes on. Answers whether the journal is open. */
  retry(): Promise<boolean>;
  /** Flushes, seals and closes the file. Rejects if something appended was not saved. */
  close(): Promise<void>;
}

interface Lines {
  readonly kind: 'lines';
  readonly first: number;
  readonly draft: FrameDraft;
  readonly keys: (string | undefined)[];
}
interface Step {
  readonly kind: 'rotate' | 'seal';
  readonly waiter?: Waiter<SegmentEnd>;
}
interface Waiter<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** A journal that grows `segment`, and begins the next one when it has `segmentBytes`. */
export function createJournal(segment: Segment, segmentBytes: number, hooks: JournalHooks): Journal {
  let state: JournalState = 'open';
  let problem: Problem | undefined;
  let appended = segment.end().seq;
  let wanted = appended;
  // Done in order. Lines join the last job until it begins.
  const jobs: (Lines | Step)[] = [];
  let joinable: Lines | undefined;
  // The memory of frames that were written, for those that gather next.
  const spare: FrameDraft[] = [];
  let flushes: (Waiter<void> & { readonly seq: number })[] = [];
  // The frames of the first jobs, begun and not yet answered.
  let onWay: { readonly from: number; readonly written: Promise<SegmentEnd> }[] = [];
  const room = Math.min(ROOM, Math.ceil(segmentBytes / 16));
  let working = false;
  let work: Promise<void> = Promise.resolve();
  let closing = false;

  function change(to: JournalState, why?: Problem): void {
    state = to;
    problem = why;
    hooks.changed();
  }

  function start(): void {
    if (state !== 'open') return;
    if (working) return queueMicrotask(sendMore);
    working = true;
    work = run();
  }

  async function run(): Promise<void> {
    try {
      if (state === 'stuck') await segment.takeBack();
      // What is asked for in the same turn goes into the same frame.
      else await Promise.resolve();
      for (let job = jobs[0]; job !== undefined && isDue(job); job = jobs[0]) {
        await (job.kind === 'lines' ? write(job) : take(job));
        if (state === 'stuck') change('open');
      }
    } catch (error) {
      onWay = [];
      await stop(error);
    } finally {
      working = false;
    }
  }

  function isDue(job: Lines | Step): boolean {
    return job.kind !== 'lines' || job.first <= wanted;
  }

  async function write(job: Lines): Promise<void> {
    send();
    const first = onWay[0];
    invariant(first, 'the first job is on its way');
    const { segment: name, seq, bytes: size } = await first.written;
    onWay.shift();
    jobs.shift();
    job.draft.eachLine((index, beforeEnd, length) => {
      const key = job.keys[index];
      if (key !== undefined) hooks.line(key, name, size - beforeEnd, length);
    });
    job.draft.clear();
    spare.push(job.draft);
    const answered = flushes.filter((one) => one.seq <= seq);
    flushes = flushes.filter((one) => one.seq > seq);
    for (const one of answered) one.resolve();
    hooks.frame(size - first.from);
  }

  /** Begins the frames that are due, as many as may be on their way. */
  function send(): void {
    while (onWay.length < MOST_AHEAD) {
      const job = jobs[onWay.length];
      if (job?.kind !== 'lines' || !isDue(job)) return;
      if (job === joinable) joinable = undefined;
      const from = segment.ahead().bytes;
      const written = segment.write(job.draft, job.keys.length, room);
      // The first one that fails is heard of in its turn; those behind it fail because of it.
      written.catch(() => undefined);
      onWay.push({ from, written });
      const isFull = segment.ahead().bytes >= segmentBytes && jobs[onWay.length]?.kind !== 'rotate';
      if (isFull) jobs.splice(onWay.length, 0, { kind: 'rotate' });
    }
  }

  /** What became due while a frame is on its way. */
  function sendMore(): void {
    if (onWay.length > 0) send();
  }

  async function take(job: Step): Promise<void> {
    if (job.kind === 'rotate') await segment.next();
    else if (!segment.end().empty) await segment.write(new FrameDraft(), 0, room);
    jobs.shift();
    job.waiter?.resolve(segment.end());
  }

  async function stop(error: unknown): Promise<void> {
    const bug = !(error instanceof SyncFailed) && errnoOf(error) === undefined;
    if (bug) giveUp('failed', { code: 'bug', message: `The journal stopped: ${String(error)}` });
    const why = ioProblem(error, segment.end().segment);
    if (error instanceof SyncFailed) return giveUp('failed', why);
    // If this fails too, `retry` begins with it.
    await segment.takeBack().catch(() => undefined);
    if (closing) giveUp('closed', why);
    else change('stuck', why);
  }

  function giveUp(to: JournalState, why?: Problem): void {
    const unanswered = [...flushes, ...jobs.flatMap((job) => (job.kind === 'lines' ? [] : (job.waiter ?? [])))];
    jobs.length = 0;
    joinable = undefined;
    flushes = [];
    change(to, why);
    for (const one of unanswered) one.reject(refusal());
  }

  function refusal(): StoreError {
    return new StoreError(problem ?? { code: 'ledger-closed', message: 'The workspace is closed.' });
  }

  function ask(kind: Step['kind']): Promise<SegmentEnd> {
    if (state === 'failed' || state === 'closed') return Promise.reject(refusal());
    return new Promise((resolve, reject) => {
      joinable = undefined;
      wanted = appended;
      jobs.push({ kind, waiter: { resolve, reject } });
      start();
    });
  }

  function flush(): Promise<void> {
    if (state === 'failed' || state === 'closed') return Promise.reject(refusal());
    if (segment.end().seq >= appended) return Promise.resolve();
    return new Promise((resolve, reject) => {
      wanted = appended;
      flushes.push({ seq: appended, resolve, reject });
      start();
    });
  }

  async function retry(): Promise<boolean> {
    if (state === 'stuck' && !working) {
      working = true;
      work = run();
    }
    await work;
    return state === 'open';
  }

  async function close(): Promise<void> {
    closing = true;
    try {
      await retry();
      await ask('seal');
      // A segment may just have come to its length, and the next one begun.
      await work;
    } catch (error) {
      if (!(error instanceof StoreError) || segment.end().seq < appended) throw error;
    } finally {
      giveUp('closed', problem);
      await segment.close();
    }
  }

  return {
    state: () => state,
    problem: () => problem,
    end: () => segment.end(),
    mustBeOpen() {
      if (state !== 'open' || closing) throw refusal();
    },
    append(line, key) {
      if (joinable === undefined) {
        joinable = { kind: 'lines', first: appended + 1, draft: spare.pop() ?? new FrameDraft(), keys: [] };
        jobs.push(joinable);
      }
      joinable.draft.add(line);
      joinable.keys.push(key);
      appended++;
    },
    flush,
    rotate: () => ask('rotate'),
    seal: () => ask('seal'),
    retry,
    close,
  };
}
