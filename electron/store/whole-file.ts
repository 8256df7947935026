// Files that a person chose, read whole: each kind up to its own size.
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readFile, type Disk } from './disk.ts';
import { fileProblem } from './io-problem.ts';
import { fileSize } from './pieces.ts';

const MB = 1024 * 1024;
const split = 'Split it into several files.';

/** Largest files that are taken, in bytes. A workflow's text is measured in characters when it is read (`readJson`). */
const largest = {
  workflow: { bytes: 20 * MB, words: 'is larger than 5 MB; no workflow is.', fix: 'Choose a .baton.json file.' },
  users: { bytes: 8 * MB, words: 'is larger than 8 MB.', fix: split },
  csv: { bytes: 200 * MB, words: 'is larger than 200 MB.', fix: split },
} as const;
export type FileKind = keyof typeof largest;

/** Asks for the size first: a file of many gigabytes must not be read to learn that it is too large. */
export async function readWhole(disk: Disk, file: string, kind: FileKind): Promise<Result<Buffer>> {
  const { bytes, words, fix } = largest[kind];
  try {
    if ((await fileSize(disk, file)) <= bytes) return good(await readFile(disk, file));
    return bad('file-too-large', `${path.basename(file)} ${words}`, { fix });
  } catch (error) {
    return { ok: false, problem: fileProblem(error, file) };
  }
}
