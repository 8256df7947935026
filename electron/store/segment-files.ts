// The segments of a journal as they are read at the opening.
import path from 'node:path';
import { readInto, type Disk } from './disk.ts';

// The next segment is hardly ever as long as this one: with some room to spare it does not need new memory.
const STEP = 4 * 1024 * 1024;

export interface SegmentFile {
  readonly name: string;
  readonly following: string | undefined;
  /** Hold until the next file is asked for. */
  readonly bytes: Buffer;
}

/**
 * One segment after another, whole. While one is worked on the next is read. There is memory for two, used again and again:
 * with new memory for each, the collector would go through all records once for every few segments.
 */
export async function* segmentFiles(disk: Disk, folder: string, names: readonly string[]): AsyncGenerator<SegmentFile> {
  let room = Buffer.alloc(0);
  let other = room;
  const read = async (name: string): Promise<Buffer> => {
    [room, other] = [other, room];
    const file = await disk.open(path.join(folder, name), 'read');
    try {
      const size = await file.size();
      if (size > room.length) room = Buffer.allocUnsafe(Math.ceil(size / STEP) * STEP);
      return await readInto(file, 0, room.subarray(0, size));
    } finally {
      await file.close();
    }
  };
  let reading: Promise<Buffer> | undefined;
  for (const [index, name] of names.entries()) {
    const bytes = await (reading ?? read(name));
    const following = names[index + 1];
    reading = following === undefined ? undefined : read(following);
    // Whoever awaits it next hears of a failure.
    reading?.catch(() => undefined);
    yield { name, following, bytes };
  }
}
