// A disk whose files are written by something like the writing thread: frames are copied at once, carried out in their order
// some turns later, and answered in that order later still. Whatever the journal does meanwhile happens in between.
import type { Disk, DiskFile } from '../../electron/store/disk.ts';
import { SyncFailed } from '../../electron/store/io-problem.ts';
import type { Keeper } from '../../electron/store/writing-thread.ts';
import { systemError } from './crash-disk.ts';

export function lateDisk(inner: Disk, random: () => number): Disk {
  const late = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 4); turns > 0; turns--) await new Promise((go) => setImmediate(go));
  };
  return {
    ...inner,
    async open(path, mode) {
      const file = await inner.open(path, mode);
      let isClosed = false;
      // Its number may be another file's by then.
      const mustBeOpen = (): void => {
        if (isClosed) throw new Error(`${path} is used after it was closed`);
      };
      return {
        ...file,
        async truncate(size) {
          mustBeOpen();
          await late();
          await file.truncate(size);
        },
        async close() {
          mustBeOpen();
          isClosed = true;
          await file.close();
        },
        keeper() {
          const begun = late().then(() => keeperOf(file, late, mustBeOpen));
          return async (...asked) => (await begun)(...asked);
        },
      };
    },
  };
}

function keeperOf(file: DiskFile, late: () => Promise<void>, mustBeOpen: () => void): Keeper {
  let done: Promise<void> = Promise.resolve();
  let told: Promise<void> = Promise.resolve();
  const carryOut = async (bytes: Buffer, at: number): Promise<void> => {
    await late();
    mustBeOpen();
    for (let from = 0; from < bytes.length;) {
      const taken = await file.write(bytes.subarray(from), at + from);
      if (taken <= 0) throw systemError('EIO', 'nothing was taken');
      from += taken;
    }
    await late();
    await file.sync().catch((error: unknown) => {
      throw new SyncFailed(error);
    });
  };
  return (bytes, at, zeros) => {
    const copy = Buffer.concat([bytes], bytes.length + zeros);
    const mine = done.then(() => carryOut(copy, at));
    done = mine;
    told = Promise.allSettled([told, mine])
      .then(late)
      .then(() => mine);
    return told;
  };
}
