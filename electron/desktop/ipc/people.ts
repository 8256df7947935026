// Requests about users and pools.
import { readUsers } from '../../csv/users.ts';
import type { UsersImport } from '../../../shared/ipc-file-types.ts';
import { good, type Result } from '../../../shared/model/problem.ts';
import {
  createUser,
  mergeUsers,
  removePool,
  removeUser,
  restoreUser,
  savePool,
  updateUser,
  userTouches,
} from '../../runtime/people.ts';
import { checkSize } from '../../store/whole-file.ts';
import type { Desk, HandlersOf } from './desk.ts';

export function peopleHandlers(desk: Desk): HandlersOf<'users'> & HandlersOf<'pools'> {
  const { runtime } = desk;

  /** Whoever shows users asks again, and messages to them are looked at anew. */
  async function tell<T>(work: Promise<Result<T>>): Promise<Result<T>> {
    const result = await work;
    if (!result.ok) return result;
    runtime.listeners.stale();
    runtime.outbox.usersChanged();
    desk.changed('users');
    return result;
  }

  /** Reads users of a file that was sent, and brings them in. */
  async function importUsers(token: string): Promise<Result<UsersImport>> {
    const about = desk.uploads.about(token);
    if (!about.ok) return about;
    // Not cut off: whoever stands behind the end would be missing without a word.
    const fits = checkSize('users', about.value.name, about.value.bytes);
    if (!fits.ok) return fits;
    const read = readUsers(await desk.uploads.head(token, about.value.bytes));
    if (!read.ok) return read;
    const merged = await tell(
      mergeUsers(
        runtime,
        read.value.users.map((one) => one.user),
      ),
    );
    return merged.ok ? good({ ...merged.value, skipped: read.value.skipped }) : merged;
  }

  return {
    'users.list': () => good([...runtime.library.users().values()]),
    'users.create': (draft) => tell(createUser(runtime, draft)),
    'users.update': ({ id, draft }) => tell(updateUser(runtime, id, draft)),
    'users.touches': ({ id }) => good(userTouches(runtime, id)),
    'users.remove': ({ id }) => tell(removeUser(runtime, id)),
    'users.restore': ({ id }) => tell(restoreUser(runtime, id)),
    'users.importCsv': async ({ token }) => {
      try {
        return await importUsers(token);
      } finally {
        await desk.uploads.release(token);
      }
    },
    'pools.list': () => good([...runtime.library.pools().values()]),
    'pools.save': ({ id, name, members }) => tell(savePool(runtime, id, name, members)),
    'pools.remove': ({ id }) => tell(removePool(runtime, id)),
  };
}
