// Passwords: kept by the operating system where it can, for this start only where it cannot. Never in a document as they are.
import { safeStorage } from 'electron';
import path from 'node:path';
import { z } from 'zod';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { secretNames, type SecretName } from '../../shared/model/settings.ts';
import type { Disk } from '../store/disk.ts';
import { openDocument } from '../store/document.ts';
import type { Secrets } from './ipc/desk.ts';

const keptSchema = z.object({ secrets: z.partialRecord(z.enum(secretNames), z.string()) });
type Kept = z.infer<typeof keptSchema>;

/** Opens the secrets of a workspace. A secret that this machine cannot read must be entered again; it is not thrown away. */
export async function openSecrets(disk: Disk, folder: string): Promise<Result<Secrets>> {
  const parse = (json: unknown): Result<Kept> => {
    const parsed = keptSchema.safeParse(json);
    return parsed.success
      ? good(parsed.data)
      : bad('secrets-unreadable', 'the file does not hold secrets.', {
          fix: 'Move it away and enter the passwords again.',
        });
  };
  const opened = await openDocument<Kept>(disk, path.join(folder, 'secrets.json'), { parse }, { secrets: {} });
  if (!opened.ok) return opened;
  const document = opened.value;
  const canKeep = canEncrypt();
  const memory = new Map<SecretName, string>();
  const unreadable = new Set<SecretName>();
  for (const name of secretNames) {
    const blob = document.data().secrets[name];
    if (blob === undefined) continue;
    const plain = canKeep ? decrypt(blob) : undefined;
    if (plain === undefined) unreadable.add(name);
    else memory.set(name, plain);
  }
  return good({
    canKeep,
    state: (name) => {
      if (memory.has(name)) return document.data().secrets[name] === undefined ? 'this-start-only' : 'kept';
      return unreadable.has(name) ? 'unreadable' : 'none';
    },
    get: (name) => memory.get(name),
    set: async (name, value) => {
      const { [name]: _, ...others } = document.data().secrets;
      const next =
        value === '' || !canKeep ? others : { ...others, [name]: safeStorage.encryptString(value).toString('base64') };
      const saved = await document.save({ secrets: next });
      if (!saved.ok) return saved;
      unreadable.delete(name);
      if (value === '') memory.delete(name);
      else memory.set(name, value);
      return good(null);
    },
  });
}

/** False where the system has no keyring: its stand-in would use a password that everybody knows. */
function canEncrypt(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function decrypt(blob: string): string | undefined {
  try {
    return safeStorage.decryptString(Buffer.from(blob, 'base64'));
  } catch {
    // Another machine or another account wrote it: the caller shows it as unreadable and asks for it again.
    return undefined;
  }
}
