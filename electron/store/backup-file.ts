// A backup: one file with every file of a workspace one after another, written and read as a stream, and a sum over all.
//   {"format":"baton-backup","formatVersion":1,...}    the head
//   {"file":"workflows/w1.json","bytes":812}           then so many bytes and a line end, for each file
//   {"files":12,"sha256":"..."}                        the foot: the sum of everything above it
// A format of our own because it needs nothing but Node, holds files of any length without an index in memory, and what is
// in it (JSON, most of it) can be read with any editor when everything else is gone.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readAll, writeAll, type Disk, type DiskFile } from './disk.ts';
import { fileProblem } from './io-problem.ts';
import { discard, publish, temporaryName } from './replace-file.ts';

const FORMAT_VERSION = 1;
const PIECE = 256 * 1024;
const LINE_ROOM = 4096;
const NEWLINE = 10;

const headSchema = z.object({
  format: z.literal('baton-backup'),
  formatVersion: z.number().int(),
  /** Id of the workspace. */
  workspace: z.string(),
  madeAt: z.number(),
});
const entrySchema = z.strictObject({ file: z.string().max(1000), bytes: z.number().int().min(0) });
const footSchema = z.strictObject({ files: z.number().int(), sha256: z.string() });

export type BackupHead = Readonly<Pick<z.infer<typeof headSchema>, 'workspace' | 'madeAt'>>;

/** A file on its way into a backup. */
export interface BackedUp {
  /** Its path inside the workspace, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** At least so many bytes; what comes after them is left out. */
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** A file in a backup, and where its bytes begin. */
export interface Packed {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

/** What a sound backup holds. */
export interface Contents extends BackupHead {
  readonly files: readonly Packed[];
}

/** Writes a backup under a name beside the target, and gives it the target's name once it is whole. Answers its length. */
export async function writeBackup(
  disk: Disk,
  target: string,
  head: BackupHead,
  files: AsyncIterable<BackedUp>,
): Promise<number> {
  const temporary = temporaryName(target);
  const file = await disk.open(temporary, 'new');
  try {
    let at = 0;
    try {
      const sum = createHash('sha256');
      const write = async (bytes: Uint8Array): Promise<void> => {
        sum.update(bytes);
        await writeAll(file, bytes, at);
        at += bytes.length;
      };
      const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
      await write(line({ format: 'baton-backup', formatVersion: FORMAT_VERSION, ...head }));
      let count = 0;
      for await (const { name, bytes, read } of files) {
        await write(line({ file: name, bytes }));
        let left = bytes;
        for await (const piece of read()) {
          const wanted = piece.subarray(0, left);
          await write(wanted);
          left -= wanted.length;
          if (left === 0) break;
        }
        if (left > 0) throw Object.assign(new Error(`${name} is shorter than it was`), { code: 'EIO' });
        await write(Buffer.from('\n'));
        count++;
      }
      const foot = line({ files: count, sha256: sum.copy().digest('hex') });
      await write(foot);
      if ((await file.size()) !== at) throw Object.assign(new Error('The backup is cut short'), { code: 'EIO' });
      await file.sync();
    } finally {
      await file.close();
    }
    await publish(disk, temporary, target);
    return at;
  } catch (error) {
    await discard(disk, temporary);
    throw error;
  }
}

/** Reads a backup through and checks all of it. Changes nothing. */
export async function checkBackup(disk: Disk, place: string): Promise<Result<Contents>> {
  let file: DiskFile;
  try {
    file = await disk.open(place, 'read');
  } catch (error) {
    return { ok: false, problem: fileProblem(error, place) };
  }
  try {
    return await check(file, place);
  } catch (error) {
    return { ok: false, problem: fileProblem(error, place) };
  } finally {
    await file.close();
  }
}

async function check(file: DiskFile, place: string): Promise<Result<Contents>> {
  const first = await readJson(file, 0);
  const head = headSchema.safeParse(first?.json);
  if (first === undefined || !head.success) {
    return bad('not-a-backup', `${path.basename(place)} is not a backup of a Baton workspace.`, {
      where: { path: place },
      fix: 'Choose a file that Baton made with “Back up now”.',
    });
  }
  if (head.data.formatVersion > FORMAT_VERSION) {
    return bad('backup-newer', `${path.basename(place)} was made by a newer Baton. Nothing was restored.`, {
      where: { path: place },
      fix: 'Restore it with that Baton.',
    });
  }
  const size = await file.size();
  const files: Packed[] = [];
  const names = new Set<string>();
  for (let at = first.end; ;) {
    const next = await readJson(file, at);
    const foot = footSchema.safeParse(next?.json);
    if (next !== undefined && foot.success) {
      const isWhole = next.end === size && foot.data.files === files.length;
      if (!isWhole || (await sumOf(file, at)) !== foot.data.sha256) return damaged(place);
      return good({ workspace: head.data.workspace, madeAt: head.data.madeAt, files });
    }
    const entry = entrySchema.safeParse(next?.json);
    if (next === undefined || !entry.success) return damaged(place);
    const { file: name, bytes } = entry.data;
    if (!canHold(name) || names.has(name)) return damaged(place);
    names.add(name);
    files.push({ name, at: next.end, bytes });
    at = next.end + bytes + 1;
  }
}

/** A folder's or a file's own name that means the same on every system, and is hidden on none. */
const OWN_NAME = /^(?![.\s])[^\p{Cc}\\:*?"<>|]+(?<![.\s])$/u;

/** Whether a backup can hold a file of this name: it leads nowhere but into the workspace's folder. */
export function canHold(name: string): boolean {
  return name.split('/').every((part) => OWN_NAME.test(part));
}

async function readJson(
  file: DiskFile,
  at: number,
): Promise<{ readonly json: unknown; readonly end: number } | undefined> {
  const bytes = await readAll(file, at, LINE_ROOM);
  const length = bytes.indexOf(NEWLINE);
  if (length < 0) return undefined;
  try {
    return { json: JSON.parse(bytes.toString('utf8', 0, length)), end: at + length + 1 };
  } catch {
    // Whatever stands there, it is no line of a backup: the caller says so.
    return undefined;
  }
}

async function sumOf(file: DiskFile, end: number): Promise<string> {
  const sum = createHash('sha256');
  for (let at = 0; at < end; at += PIECE) sum.update(await readAll(file, at, Math.min(PIECE, end - at)));
  return sum.digest('hex');
}

function damaged(place: string): Result<never> {
  return bad('backup-damaged', `${path.basename(place)} is damaged or was cut short. Nothing was restored.`, {
    where: { path: place },
    fix: 'Use another backup, or another copy of this one.',
  });
}

/** The bytes of one file in a backup. */
export async function* readPacked(disk: Disk, place: string, { at, bytes }: Packed): AsyncGenerator<Uint8Array> {
  const file = await disk.open(place, 'read');
  try {
    for (let done = 0; done < bytes; done += PIECE) yield await readAll(file, at + done, Math.min(PIECE, bytes - done));
  } finally {
    await file.close();
  }
}
