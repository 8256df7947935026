// Private copies of files that came in: read once, so that nothing changes under a running import.
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { ensureFolder, readAll, writeAll, type Disk, type DiskFile } from '../store/disk.ts';
import { errnoOf, ioProblem, StoreError } from '../store/io-problem.ts';
import { fileSize, readTablePieces } from '../store/pieces.ts';
import { discard } from '../store/replace-file.ts';
import { checkSize } from '../store/whole-file.ts';
import { newId } from './ids.ts';

/** So many wait at once; a page that went away without a word (it was loaded anew) leaves no more than that behind. */
const MOST_OPEN = 8;

interface Upload {
  readonly name: string;
  readonly file: DiskFile;
  size: number;
}

export class Uploads {
  private readonly open = new Map<string, Upload>();

  constructor(
    private readonly disk: Disk,
    /** "imports" in the workspace. */
    private readonly folder: string,
  ) {}

  async begin(name: string, bytes: number): Promise<Result<{ token: string }>> {
    const fits = checkSize('csv', name, bytes);
    if (!fits.ok) return fits;
    const token = newId();
    const file = await this.onDisk(async () => {
      await ensureFolder(this.disk, this.folder);
      return this.disk.open(this.path(token), 'new');
    });
    this.open.set(token, { name, file, size: 0 });
    const [oldest] = this.open.keys();
    if (this.open.size > MOST_OPEN && oldest !== undefined) await this.release(oldest);
    return good({ token });
  }

  async append(token: string, piece: Uint8Array): Promise<Result<null>> {
    const upload = this.open.get(token);
    if (upload === undefined) return unknown();
    const fits = checkSize('csv', upload.name, upload.size + piece.length);
    if (!fits.ok) return fits;
    await this.onDisk(() => writeAll(upload.file, piece, upload.size));
    upload.size += piece.length;
    return good(null);
  }

  /** The name that the file had, and its length in bytes. */
  about(token: string): Result<{ readonly name: string; readonly bytes: number }> {
    const upload = this.open.get(token);
    return upload === undefined ? unknown() : good({ name: upload.name, bytes: upload.size });
  }

  /** The first bytes. */
  async head(token: string, bytes: number): Promise<Buffer> {
    const upload = this.open.get(token);
    if (upload === undefined) return Buffer.alloc(0);
    return this.onDisk(() => readAll(upload.file, 0, Math.min(bytes, upload.size)));
  }

  /** Puts the copy on the medium under the job's name, for as long as the job runs. */
  async keepAs(token: string, job: string): Promise<Result<null>> {
    const upload = this.open.get(token);
    if (upload === undefined) return unknown();
    // Whatever comes of it: a sync that failed is not asked for again, because it may succeed with the bytes gone.
    this.open.delete(token);
    await this.onDisk(async () => {
      try {
        await upload.file.sync();
      } finally {
        await upload.file.close();
      }
      await this.disk.rename(this.path(token), this.path(job));
      await this.disk.syncDir(this.folder);
    });
    return good(null);
  }

  /** Whoever chose the file does not want it any more: its copy is closed and taken away. One that became a job's stays. */
  async release(token: string): Promise<void> {
    const upload = this.open.get(token);
    if (upload === undefined) return;
    this.open.delete(token);
    await this.onDisk(() => upload.file.close());
    await this.forget(token);
  }

  /** The bytes of a job's copy, in pieces. Tells `done` how many have been worked through. */
  async *bytesOf(job: string, done?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    try {
      yield* readTablePieces(this.disk, this.path(job), done);
    } catch (error) {
      throw new StoreError(ioProblem(error, this.folder));
    }
  }

  /** Bytes of a job's copy; undefined when it is gone. */
  async sizeOf(job: string): Promise<number | undefined> {
    try {
      return await fileSize(this.disk, this.path(job));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw new StoreError(ioProblem(error, this.folder));
    }
  }

  /** Best effort: what stays is taken away at the next start. */
  async forget(job: string): Promise<void> {
    await discard(this.disk, this.path(job));
  }

  /** Takes away what no running job needs: copies of imports that never began. */
  async tidy(jobs: ReadonlySet<string>): Promise<void> {
    await this.onDisk(async () => {
      await ensureFolder(this.disk, this.folder);
      for (const name of await this.disk.list(this.folder)) {
        if (!jobs.has(path.parse(name).name)) await discard(this.disk, path.join(this.folder, name));
      }
    });
  }

  /** What the disk refuses comes as a StoreError, in words. */
  private async onDisk<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new StoreError(ioProblem(error, this.folder));
    }
  }

  /** Takes away everything but the copies of running jobs; what is open in a dialog has to be chosen again. */
  async forgetAll(jobs: ReadonlySet<string>): Promise<void> {
    const open = [...this.open.values()];
    this.open.clear();
    await this.onDisk(() => Promise.all(open.map(({ file }) => file.close())));
    await this.tidy(jobs);
    await this.onDisk(() => this.disk.syncDir(this.folder));
  }

  private path(name: string): string {
    return path.join(this.folder, `${name}.csv`);
  }
}

function unknown(): Result<never> {
  return bad('file-gone', 'The file that was chosen is not at hand any more.', { fix: 'Choose it again.' });
}
