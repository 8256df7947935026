// A file read from front to end in pieces, so that its size does not matter.
import { readAll, type Disk } from './disk.ts';

const PIECE = 256 * 1024;

/** The bytes of a file, 256 KiB at a time. Tells `read` how many have been given out. */
export async function* readPieces(
  disk: Disk,
  path: string,
  read: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const file = await disk.open(path, 'read');
  try {
    for (let at = 0; ; at += PIECE) {
      const piece = await readAll(file, at, PIECE);
      if (piece.length === 0) return;
      read(at + piece.length);
      yield piece;
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
