// Who sits at this window, as far as this workspace knows.
import type { User } from '../../shared/model/user.ts';
import { usePeople } from './people.ts';
import { useWorkspace } from './workspace.ts';

/** The user chosen under "You are"; undefined for Everybody, and when that user was removed. */
export function useYou(): User | undefined {
  const you = useWorkspace(({ settings }) => settings?.settings.you ?? '');
  const user = usePeople(({ byId }) => byId.get(you));
  return user?.removedAt === undefined ? user : undefined;
}
