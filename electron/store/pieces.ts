// A file read from front to end in pieces, so that its size does not matter.
import { readAll, readInto, type Disk, type DiskFile } from './disk.ts';

const PIECE = 64 * 1024;
// A few hundred rows: what is made of them is gone before the collector takes it for something that stays.
const TABLE_PIECE = 16 * 1024;

/** The bytes of a table, as they are best read row by row. Tells `done` how many have been worked through: those before the piece asked for. */
export function readTablePieces(disk: Disk, path: string, done?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  return readPieces(disk, path, TABLE_PIECE, done);
}

/** The bytes of a file, so many at a time. */
export async function* readPieces(
  disk: Disk,
  path: string,
  most = PIECE,
  done: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const file = await disk.open(path, 'read');
  try {
    for (let at = 0; ; at += most) {
      const piece = await readAll(file, at, most);
      if (piece.length === 0) return;
      yield piece;
      done(at + piece.length);
    }
  } finally {
    await file.close();
  }
}

/** Length of a file in bytes. */
export async function fileSize(disk: Disk, path: string): Promise<number> {
  const file = await disk.open(path, 'read');
  try {
    return await file.size();
  } finally {
    await file.close();
  }
}

const READ = 1024 * 1024;

/**
 * The bytes of an open file up to a length, a mebibyte at a time. The next piece is read while one is worked on. A piece may be
 * written over, and holds until the next one is asked for: there is memory for two.
 */
export async function* piecesOf(file: DiskFile, length: number): AsyncGenerator<Buffer> {
  let room = Buffer.allocUnsafe(Math.min(READ, length));
  let other = Buffer.allocUnsafe(room.length);
  const read = (at: number): Promise<Buffer> => {
    [room, other] = [other, room];
    return readInto(file, at, room.subarray(0, length - at));
  };
  let next = read(0);
  for (let at = READ; ; at += READ) {
    const piece = await next;
    const isLast = at >= length;
    if (!isLast) next = read(at);
    // Whoever awaits it next hears of a failure.
    next.catch(() => undefined);
    yield piece;
    if (isLast) return;
  }
}
