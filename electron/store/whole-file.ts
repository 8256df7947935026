// Files that a person chose: how large each kind may be, and reading one whole.
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readFile, type Disk } from './disk.ts';
import { fileProblem } from './io-problem.ts';
import { fileSize } from './pieces.ts';

const MB = 1024 * 1024;
const split = 'Split it into several files.';

/** Largest files that are taken, in bytes. A workflow's text is measured in characters when it is read (`readJson`). */
export const largest = {
  workflow: { bytes: 20 * MB, words: 'is larger than 5 MB; no workflow is.', fix: 'Choose a .baton.json file.' },
  users: { bytes: 8 * MB, words: 'is larger than 8 MB.', fix: split },
  csv: { bytes: 200 * MB, words: 'is larger than 200 MB.', fix: split },
} as const;
export type FileKind = keyof typeof largest;

/** Refuses a file of more bytes, by its name. */
export function checkSize(kind: FileKind, name: string, bytes: number): Result<null> {
  const { bytes: most, words, fix } = largest[kind];
  return bytes <= most ? good(null) : bad('file-too-large', `${name} ${words}`, { fix });
}

/** Asks for the size first: a file of many gigabytes must not be read to learn that it is too large. */
export async function readWhole(disk: Disk, file: string, kind: FileKind): Promise<Result<Buffer>> {
  try {
    const fits = checkSize(kind, path.basename(file), await fileSize(disk, file));
    return fits.ok ? good(await readFile(disk, file)) : fits;
  } catch (error) {
    return { ok: false, problem: fileProblem(error, file) };
  }
}
