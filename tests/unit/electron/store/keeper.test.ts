import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepInOrder, realDisk, type DiskFile } from '../../../../electron/store/disk.ts';
import { SyncFailed } from '../../../../electron/store/io-problem.ts';
import { beginThread, serve, type Keeper, type Order, type Port } from '../../../../electron/store/writing-thread.ts';
import { crashDisk, systemError } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** No file can have bytes so far out. */
const FAR = 2 ** 52;
const neverMind: Keeper = () => Promise.reject(new Error('the file has no keeper'));
const bytes = (text: string): Uint8Array => Buffer.from(text);

describe.each<[string, (file: DiskFile) => Keeper]>([
  ['in order', keepInOrder],
  ['in a thread of its own', (file) => file.keeper?.() ?? neverMind],
])('kept %s', (_, keeperOf) => {
  async function begin(path = join(temporaryFolder(), 'a')) {
    if (!path.startsWith('/dev/')) writeFileSync(path, '');
    const file = await realDisk.open(path, 'write');
    return { file, keep: keeperOf(file), text: () => readFileSync(path, 'utf8') };
  }

  test('what is asked for at once is done in order, with zeros behind it if that is asked for', async () => {
    const { file, keep, text } = await begin();
    const done: number[] = [];
    const line = (n: number): string => `line ${n}\n`;
    const asked = Array.from({ length: 10 }, async (_each, n) => {
      await keep(bytes(line(n)), n * 7, n === 9 ? 3 : 0);
      expect(text().slice(0, n * 7 + 7)).toBe(Array.from({ length: n + 1 }, (_one, at) => line(at)).join(''));
      done.push(n);
    });
    await Promise.all(asked);
    expect(text().slice(70)).toBe('\0\0\0');
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await file.close();
  });

  test('once one fails those behind it fail with it, untried; a new keeper goes on', async () => {
    const { file, keep, text } = await begin();
    const first = keep(bytes('far'), FAR, 0);
    const second = keep(bytes('near'), 0, 0);
    await expect(first).rejects.toMatchObject({ code: 'EFBIG' });
    await expect(second).rejects.toMatchObject({ code: 'EFBIG' });
    await expect(keep(bytes('near'), 0, 0)).rejects.toMatchObject({ code: 'EFBIG' });
    expect(text()).toBe('');
    await keeperOf(file)(bytes('near'), 0, 0);
    expect(text()).toBe('near');
    await file.close();
  });

  test('a sync that fails is told from a write that fails', async () => {
    // It takes everything and cannot sync.
    const { file, keep } = await begin('/dev/null');
    const failed = await keep(bytes('a'), 0, 0).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SyncFailed);
    expect(failed).toMatchObject({ reason: { code: 'EINVAL' } });
    await expect(keep(bytes('b'), 0, 0)).rejects.toBeInstanceOf(SyncFailed);
    await file.close();
  });
});

/** The thread's program on this thread, with a disk that has room for so many bytes and takes `takes` at a time. */
function served(takes: number, room = 20) {
  const file = Buffer.alloc(20);
  const answers: Parameters<Port['postMessage']>[0][] = [];
  let syncs = 0;
  let take: (order: Order) => void = () => undefined;
  const port: Port = {
    on: (_event, listener) => void (take = listener),
    postMessage: (answer) => void answers.push(answer),
  };
  serve(port, {
    writeSync(_fd, some, from, length, at) {
      // As the system's own does.
      if (from + length > some.length) throw new RangeError('beyond the bytes');
      if (at >= room) throw systemError('ENOSPC', 'full');
      const taken = Math.min(takes, length, room - at);
      file.set(some.subarray(from, from + taken), at);
      return taken;
    },
    fdatasyncSync: () => void syncs++,
  });
  return { file, answers, syncs: () => syncs, give: (order: Order) => take(order) };
}

test('the thread writes on where a disk takes a part at a time, and syncs once', () => {
  const { file, answers, syncs, give } = served(3);
  give({ fd: 1, turn: 1, bytes: bytes('one two three'), must: 13, at: 2 });
  expect(file.toString('latin1', 2, 15)).toBe('one two three');
  expect(answers).toEqual(['ready', undefined]);
  expect(syncs()).toBe(1);
});

test('a disk that takes nothing fails what is of the same turn, and nothing else', () => {
  const { answers, give } = served(0);
  const order = { fd: 1, bytes: bytes('one'), must: 3, at: 0 };
  give({ ...order, turn: 1 });
  give({ ...order, turn: 1, bytes: bytes('') });
  give({ ...order, turn: 2, bytes: bytes('') });
  const failure = { doing: 'write', code: 'EIO', message: 'The disk took no bytes' };
  expect(answers).toEqual(['ready', failure, failure, undefined]);
});

test('a disk without room for the zeros has the frame all the same; without room for the frame it has failed', () => {
  const order = { fd: 1, turn: 1, bytes: bytes('frame\0\0\0'), must: 5, at: 2 };
  for (const room of [7, 9]) {
    const { file, answers, syncs, give } = served(3, room);
    give(order);
    expect([answers, syncs(), file.toString('latin1', 2, 7)]).toEqual([['ready', undefined], 1, 'frame']);
  }
  const { answers, syncs, give } = served(3, 6);
  give(order);
  expect([answers, syncs()]).toEqual([['ready', expect.objectContaining({ doing: 'write', code: 'ENOSPC' })], 0]);
});

test('kept in order, a disk without room for the zeros has the frame all the same', async () => {
  const memory = crashDisk();
  const path = '/w/a';
  await (await memory.open(path, 'new')).close();
  const disk = faultyDisk(memory, (operation, index) => (operation === 'write' && index === 2 ? 'ENOSPC' : undefined));
  await keepInOrder(await disk.open(path, 'write'))(bytes('frame'), 0, 3);
  expect(memory.bytes(path).toString()).toBe('frame');
});

test('a frame that is rare in its length is given away to the thread, others are written to memory that both see', async () => {
  const thread = await beginThread(`
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ bytes }) => {
      const message = bytes.buffer.constructor.name + ' ' + bytes.length + ' ' + bytes.indexOf(0);
      parentPort.postMessage({ doing: 'write', message, code: 'EIO' });
    });
    parentPort.postMessage('ready');
  `);
  const long = Buffer.alloc(9 * 1024 * 1024, 'a');
  const told = async (some: Uint8Array): Promise<unknown> =>
    thread
      ?.keeper(1)(some, 0, 2)
      .catch((error: unknown) => (error as Error).message);
  const given = `ArrayBuffer ${long.length + 2} ${long.length}`;
  const asked = [long, bytes('one'), long].map(told);
  expect(await Promise.all(asked)).toEqual([given, 'SharedArrayBuffer 5 3', given]);
});

test('what cannot be sent to the thread fails by itself, and takes no other one’s answer', async () => {
  const path = join(temporaryFolder(), 'a');
  const file = await realDisk.open(path, 'new');
  const keep = file.keeper?.();
  // No message can hold a function.
  await expect(keep?.(bytes('lost'), (() => 0) as unknown as number, 0)).rejects.toMatchObject({
    name: 'DataCloneError',
  });
  await keep?.(bytes('kept'), 0, 0);
  expect(readFileSync(path, 'utf8')).toBe('kept');
  await file.close();
});

test('a thread that ends before it is ready is none', async () => {
  expect(await beginThread('process.exit(1)')).toBeUndefined();
  expect(await beginThread('not a program')).toBeUndefined();
});

test('a thread that ends with an order fails it, and every other one, as a failed sync does', async () => {
  const thread = await beginThread(`
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => process.exit(1));
    parentPort.postMessage('ready');
  `);
  const keep = thread?.keeper(1);
  const two = [keep?.(bytes('one'), 0, 0), keep?.(bytes('two'), 3, 0)];
  for (const one of two) await expect(one).rejects.toMatchObject({ reason: { code: 'THREAD-ENDED' } });
  await expect(thread?.keeper(1)(bytes('three'), 6, 0)).rejects.toBeInstanceOf(SyncFailed);
});
