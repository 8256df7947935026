// Passwords: kept by the operating system where it can, for this start only where it cannot. Never in a document as they are.
import path from 'node:path';
import { z } from 'zod';
import { bad, good, type Problem, type Result } from '../../shared/model/problem.ts';
import { secretNames, type SecretName } from '../../shared/model/settings.ts';
import type { Disk } from '../store/disk.ts';
import { openDocument, type Document } from '../store/document.ts';
import { ioProblem } from '../store/io-problem.ts';
import { moveAway } from '../store/quarantine.ts';
import type { Secrets } from './ipc/desk.ts';

// How documents call a file that cannot be understood.
const UNREADABLE = 'document-unreadable';
// Names that only a newer Baton knows are carried along.
const keptSchema = z.object({ secrets: z.record(z.string(), z.string()) });
type Kept = z.infer<typeof keptSchema>;

/** Makes a password unreadable for everybody but this person on this machine. */
export interface Vault {
  /** False when nothing can be kept: then neither of the others is called. */
  readonly canKeep: boolean;
  close(plain: string): Buffer;
  /** Throws on what it did not close itself. */
  open(blob: Buffer): string;
}

/** The secrets of a workspace, and what a person should know about how they were found. */
export interface OpenSecrets extends Secrets {
  readonly problem?: Problem;
}

/**
 * Opens the secrets of a workspace. A secret that this machine cannot read must be entered again; it is not thrown away.
 * A file that cannot be understood is moved into quarantine: without passwords one can still work.
 */
export async function openSecrets(disk: Disk, folder: string, vault: Vault): Promise<OpenSecrets> {
  const { document, problem } = await openKept(disk, folder);
  const blobs = (): Kept['secrets'] => document?.data().secrets ?? {};
  const memory = new Map<SecretName, string>();
  const unreadable = new Set<SecretName>();
  for (const name of secretNames) {
    const blob = blobs()[name];
    if (blob === undefined) continue;
    const plain = vault.canKeep ? decrypt(vault, blob) : undefined;
    if (plain === undefined) unreadable.add(name);
    else memory.set(name, plain);
  }
  const save = async (secrets: Kept['secrets']): Promise<Result<unknown>> => {
    if (document !== undefined) return document.save({ secrets });
    return problem === undefined ? good(null) : { ok: false, problem };
  };
  return {
    ...(problem === undefined ? {} : { problem }),
    canKeep: vault.canKeep,
    state: (name) => {
      if (memory.has(name)) return blobs()[name] === undefined ? 'this-start-only' : 'kept';
      return unreadable.has(name) ? 'unreadable' : 'none';
    },
    get: (name) => memory.get(name),
    set: async (name, value) => {
      const { [name]: _, ...others } = blobs();
      const forgotten = value === '' || !vault.canKeep;
      const saved = await save(forgotten ? others : { ...others, [name]: vault.close(value).toString('base64') });
      if (!saved.ok) return saved;
      unreadable.delete(name);
      if (value === '') memory.delete(name);
      else memory.set(name, value);
      return good(null);
    },
  };
}

/** The file, or a new one where it cannot be understood. No document: it is there and must not be written over. */
async function openKept(
  disk: Disk,
  folder: string,
): Promise<{ readonly document?: Document<Kept>; readonly problem?: Problem }> {
  const file = path.join(folder, 'secrets.json');
  const open = (): Promise<Result<Document<Kept>>> => openDocument<Kept>(disk, file, { parse }, { secrets: {} });
  const opened = await open();
  if (opened.ok) return { document: opened.value };
  if (opened.problem.code !== UNREADABLE) return { problem: notOpened(opened.problem) };
  try {
    const kept = await moveAway(disk, path.join(folder, 'quarantine'), file);
    const again = await open();
    if (!again.ok) return { problem: notOpened(again.problem) };
    return { document: again.value, problem: putAside(opened.problem, path.join('quarantine', kept)) };
  } catch (error) {
    return { problem: notOpened(ioProblem(error, file)) };
  }
}

function parse(json: unknown): Result<Kept> {
  const parsed = keptSchema.safeParse(json);
  return parsed.success
    ? good(parsed.data)
    : bad(UNREADABLE, 'the file does not hold passwords as this Baton keeps them.');
}

function putAside({ code }: Problem, kept: string): Problem {
  return {
    code,
    message: `The file of passwords is damaged, so passwords must be entered again. It was kept as ${kept}.`,
    fix: 'Enter the passwords in Settings; messages that need them wait until then.',
  };
}

function notOpened({ code, message, fix = '' }: Problem): Problem {
  return {
    code,
    message: `Passwords can neither be read nor kept. ${message}`,
    fix: `${fix} Then start Baton again; messages that need a password wait until then.`.trimStart(),
  };
}

function decrypt(vault: Vault, blob: string): string | undefined {
  try {
    return vault.open(Buffer.from(blob, 'base64'));
  } catch {
    // Another machine or another account wrote it: the caller shows it as unreadable and asks for it again.
    return undefined;
  }
}
