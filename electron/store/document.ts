// What people write (workflows, users, settings): one small JSON file each, held by lowdb through an adapter that syncs.
// lowdb's own presets never sync, and hold everything in memory only when NODE_ENV is `test`.
import { Low, type Adapter } from 'lowdb';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readFile, type Disk } from './disk.ts';
import { errnoOf, ioProblem, StoreError } from './io-problem.ts';
import { nestingOf } from './nesting.ts';
import { replaceFile } from './replace-file.ts';

/** A workflow is up to 64 levels deep, and its revision a little more. */
const DEEPEST = 100;

/** How a document is read and written. `parse` gets what JSON.parse gave: an object or a list, never null. */
export interface DocumentFormat<T> {
  readonly parse: (json: unknown) => Result<T>;
  /** The text of the file; indented JSON unless said otherwise. */
  readonly print?: (data: T) => string;
}

export interface Document<T> {
  readonly path: string;
  /** The document as it was last read or saved. */
  data(): T;
  /** Resolves when the new data is on the medium. On a problem the file and `data()` stay as they were. */
  save(next: T): Promise<Result<T>>;
}

/** Reads the document, or begins with `defaults` if there is no file yet. A file that cannot be understood is a problem. */
export async function openDocument<T extends object>(
  disk: Disk,
  path: string,
  format: DocumentFormat<T>,
  defaults: T,
): Promise<Result<Document<T>>> {
  const low = new Low<T>(durableAdapter(disk, path, format), defaults);
  try {
    await low.read();
  } catch (error) {
    return { ok: false, problem: ioProblem(error, path) };
  }
  let saved = low.data;
  return good({
    path,
    data: () => low.data,
    async save(next) {
      low.data = next;
      try {
        await low.write();
      } catch (error) {
        if (low.data === next) low.data = saved;
        return { ok: false, problem: ioProblem(error, path) };
      }
      saved = next;
      return good(next);
    },
  });
}

/** lowdb's adapter on a durable file. `read` throws on a bad file: lowdb would take null for "begin with the defaults". */
function durableAdapter<T extends object>(disk: Disk, path: string, format: DocumentFormat<T>): Adapter<T> {
  const print = format.print ?? ((data: T) => `${JSON.stringify(data, null, 2)}\n`);
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read() {
      let bytes;
      try {
        bytes = await readFile(disk, path);
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return null;
        throw error;
      }
      const parsed = parseObject(bytes, path);
      const data = parsed.ok ? format.parse(parsed.value) : parsed;
      if (data.ok) return data.value;
      throw new StoreError({ ...data.problem, message: `${path}: ${data.problem.message}` });
    },
    // One after another, so that of two saves the later one stays.
    write(data) {
      const bytes = Buffer.from(print(data));
      const next = last.then(() => replaceFile(disk, path, bytes));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

function parseObject(bytes: Buffer, path: string): Result<object> {
  const refuse = (what: string) =>
    bad<object>('document-unreadable', `the file ${what}.`, {
      where: { path },
      fix: 'Put back a good copy of the file, or move it away to begin anew. Baton does not write over it.',
    });
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return refuse('is empty');
  if (nestingOf(text) > DEEPEST) return refuse('is nested too deeply');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(`is not JSON (${error instanceof Error ? error.message : 'unknown error'})`);
  }
  return typeof json === 'object' && json !== null
    ? good(json)
    : refuse(`holds ${text.trim().slice(0, 20)}, no object`);
}
