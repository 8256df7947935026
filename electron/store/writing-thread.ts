// A thread of its own for the journal: it writes and syncs one frame after another while the main thread works on. A sync that
// is handed to Node's own threads for files often begins only when the main thread has nothing to do (ARCHITECTURE 17).
import { Worker } from 'node:worker_threads';
import { errnoOf, SyncFailed, THREAD_ENDED } from './io-problem.ts';

/**
 * Writes bytes at an offset and so many zeros behind them, or fewer if there is no room for all, and syncs. Several can be
 * asked for at once: they are done in order, and once one has failed, all behind it fail with it, untried; then a new keeper
 * is needed. The bytes must stay as they are until it resolves. Rejects with `SyncFailed` if it was the sync that failed.
 */
export type Keeper = (bytes: Uint8Array, at: number, zeros: number) => Promise<void>;

/** Bytes for an offset of an open file. Once one of a turn has failed, those behind it are not tried. */
export interface Order {
  readonly fd: number;
  readonly turn: number;
  readonly bytes: Uint8Array;
  /** How many of them have to be written; the others if there is room. */
  readonly must: number;
  readonly at: number;
}

/** Why an order failed, as it can be handed from thread to thread. */
export interface Failure {
  readonly doing: 'write' | 'sync';
  readonly message: string;
  readonly code: string | undefined;
}

export interface WritingThread {
  /** For an open file, which has to stay open until all that was asked for is answered. */
  keeper(fd: number): Keeper;
}

/** What it needs of its end of a message channel. */
export interface Port {
  on(event: 'message', take: (order: Order) => void): unknown;
  postMessage(answer: Failure | undefined | 'ready'): void;
}
/** What it needs of node:fs. */
export interface Files {
  writeSync(fd: number, bytes: Uint8Array, from: number, length: number, at: number): number;
  fdatasyncSync(fd: number): void;
}

/**
 * What the thread does: answers each order, in their order, with nothing or a `Failure`. It is handed over as text, so that
 * it need not be found as a file wherever Baton is put; so it can use nothing of this file.
 */
export function serve(port: Port, files: Files): void {
  // By file, the turn that failed last: a disk may stay full for days, and is tried again all the while.
  const failures = new Map<number, { readonly turn: number; readonly failure: Failure }>();
  function write({ fd, bytes, must, at }: Order): void {
    let done = 0;
    try {
      while (done < bytes.length) {
        const taken = files.writeSync(fd, bytes, done, bytes.length - done, at + done);
        if (taken <= 0) throw Object.assign(new Error('The disk took no bytes'), { code: 'EIO' });
        done += taken;
      }
    } catch (error) {
      if (done < must) throw error;
    }
  }
  function carryOut(order: Order): Failure | undefined {
    let doing: Failure['doing'] = 'write';
    try {
      write(order);
      doing = 'sync';
      files.fdatasyncSync(order.fd);
      return undefined;
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      return { doing, message, code };
    }
  }
  port.on('message', (order: Order) => {
    const { fd, turn } = order;
    const last = failures.get(fd);
    const failure = last?.turn === turn ? last.failure : carryOut(order);
    if (failure !== undefined) failures.set(fd, { turn, failure });
    port.postMessage(failure);
  });
  port.postMessage('ready');
}

const program = `(${serve.toString()})(require('node:worker_threads').parentPort, require('node:fs'))`;

let thread: Promise<WritingThread | undefined> | undefined;

/** The one of this process, begun when it is first asked for, and anew if it ended; undefined if there is none to be had. */
export function writingThread(): Promise<WritingThread | undefined> {
  thread ??= beginThread(program, () => (thread = undefined));
  return thread;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

// Larger ones are rare: they are given away to the thread.
const MOST_SHARED = 8 * 1024 * 1024;

/** A thread with that program; undefined if it ends before it says that it is ready. `over`: it ended after that. */
export async function beginThread(
  text: string,
  over: () => void = () => undefined,
): Promise<WritingThread | undefined> {
  const worker = beginWorker(text);
  return worker && attend(worker, over);
}

function beginWorker(text: string): Worker | undefined {
  try {
    return new Worker(text, { eval: true });
  } catch (error) {
    // The system has no more threads to give, or Node was told to begin none.
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

function attend(worker: Worker, over: () => void): Promise<WritingThread | undefined> {
  const waiting: Waiter[] = [];
  // Memory that both threads see. What is written is copied into it: a frame's own memory counts for the collector, this does not.
  const boxes: Uint8Array[] = [];
  let turns = 0;
  let ended = false;

  function boxOf(bytes: number): Uint8Array {
    const box = boxes.pop();
    if (box !== undefined && box.length >= bytes) return box;
    // With some room to spare, as the next one is hardly ever as long.
    return new Uint8Array(new SharedArrayBuffer(Math.ceil(bytes * 1.2)));
  }
  function send(order: Order, gone: readonly ArrayBuffer[]): Promise<void> {
    if (ended) return Promise.reject(errorOf(lost));
    return new Promise((resolve, reject) => {
      // First: for what could not be sent no answer comes, and whoever waited would take the next one's.
      worker.postMessage(order, gone);
      // While an answer is to come the process must not end by itself.
      if (waiting.length === 0) worker.ref();
      waiting.push({ resolve, reject });
    });
  }
  function answer(failure: Failure | undefined): void {
    const waiter = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if (failure === undefined) waiter?.resolve();
    else waiter?.reject(errorOf(failure));
  }
  function keeper(fd: number): Keeper {
    const turn = ++turns;
    return async (bytes, at, zeros) => {
      const length = bytes.length + zeros;
      const order = { fd, turn, at, must: bytes.length };
      if (length > MOST_SHARED) {
        // The thread would hold on to memory that both see until it collects, and does not count it: it may be long until then.
        const given = new Uint8Array(length);
        given.set(bytes);
        return send({ ...order, bytes: given }, [given.buffer]);
      }
      const box = boxOf(length);
      box.set(bytes);
      box.fill(0, bytes.length, length);
      try {
        await send({ ...order, bytes: box.subarray(0, length) }, []);
      } finally {
        boxes.push(box);
      }
    };
  }

  return new Promise((resolve) => {
    worker.once('message', () => {
      worker.on('message', answer);
      worker.on('exit', over);
      worker.unref();
      resolve({ keeper });
    });
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      ended = true;
      resolve(undefined);
      for (const { reject } of waiting.splice(0)) reject(errorOf(lost));
    });
  });
}

/** Of orders that a thread took with it nobody knows how far they got, as after a sync that failed. */
const lost: Failure = { doing: 'sync', message: 'The thread that writes has ended', code: THREAD_ENDED };

function errorOf({ doing, message, code }: Failure): Error {
  const error = Object.assign(new Error(message), { code });
  return doing === 'sync' ? new SyncFailed(error) : error;
}
