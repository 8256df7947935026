// What is damaged is never thrown away: it is kept byte for byte, for whoever may be able to read more out of it.
import path from 'node:path';
import { ensureFolder, type Disk } from './disk.ts';
import { sumOf, sumText } from './sums.ts';
import { replaceFile } from './replace-file.ts';

/** Keeps a copy. The name follows from the bytes, so that a recovery cut short and begun again keeps one copy. */
export async function keepCopy(disk: Disk, quarantine: string, name: string, bytes: Uint8Array): Promise<string> {
  const kept = `${name}.${sumText(sumOf(bytes))}`;
  await ensureFolder(disk, quarantine);
  if (!(await disk.list(quarantine)).includes(kept)) await replaceFile(disk, path.join(quarantine, kept), bytes);
  return kept;
}

/** Moves a file out of the way, under a name that is free. */
export async function moveAway(disk: Disk, quarantine: string, file: string): Promise<string> {
  await ensureFolder(disk, quarantine);
  const there = new Set(await disk.list(quarantine));
  let kept = path.basename(file);
  for (let copy = 2; there.has(kept); copy++) kept = `${path.basename(file)}.${copy}`;
  await disk.rename(file, path.join(quarantine, kept));
  await disk.syncDir(quarantine);
  await disk.syncDir(path.dirname(file));
  return kept;
}
