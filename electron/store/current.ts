// The file CURRENT: which snapshot holds, and how far the journal is known to be confirmed. The second is what tells a
// journal that was cut short later from one that never went further.
import { z } from 'zod';
import { readFile, type Disk } from './disk.ts';
import { decodeLine, encodeLine } from './frame.ts';
import { errnoOf } from './io-problem.ts';
import { replaceFile } from './replace-file.ts';
import { mark, type Mark } from './segment.ts';

const schema = z.object({
  format: z.literal('baton-ledger'),
  version: z.literal(1),
  snapshot: z.string().nullable(),
  confirmed: mark.nullable(),
});

export interface Current {
  readonly snapshot: string | null;
  /** The end of a synced frame. */
  readonly confirmed: Mark | null;
}

/** Resolves with its text when the new CURRENT is on the medium. */
export async function writeCurrent(disk: Disk, file: string, { snapshot, confirmed }: Current): Promise<string> {
  const text = encodeLine({ format: 'baton-ledger', version: 1, snapshot, confirmed });
  await replaceFile(disk, file, Buffer.from(text));
  return text;
}

export async function readCurrent(disk: Disk, file: string): Promise<Current | 'missing' | 'damaged'> {
  let bytes;
  try {
    bytes = await readFile(disk, file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'missing';
    throw error;
  }
  const line = bytes.at(-1) === 10 ? decodeLine(bytes.subarray(0, -1)) : undefined;
  return schema.safeParse(line).data ?? 'damaged';
}
