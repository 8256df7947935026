// A file read from front to end in pieces, so that its size does not matter.
import { readAll, type Disk } from './disk.ts';

// A thousand rows or so: whoever watches sees it move.
const PIECE = 64 * 1024;

/** The bytes of a file, 64 KiB at a time. Tells `done` how many have been worked through: those before the piece asked for. */
export async function* readPieces(
  disk: Disk,
  path: string,
  done: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const file = await disk.open(path, 'read');
  try {
    for (let at = 0; ; at += PIECE) {
      const piece = await readAll(file, at, PIECE);
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
