// Rotations as people see them: who is next, how many each had; and set back on purpose.
import type { RotationPage } from '../../shared/ipc-types.ts';
import { indexGraph } from '../../shared/graph/index-graph.ts';
import { directoryOf } from '../../shared/model/directory.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { resetRotation, upcoming } from '../../shared/rotation.ts';
import { candidatesOf } from '../../shared/steps/assign-user.ts';
import { actor, type Core } from './core.ts';
import { userName } from './queries/people.ts';

const SHOWN = 8;

/** The rotation of an Assign To User step of a draft. */
export function rotationPage(core: Core, workflow: string, node: string): Result<RotationPage> {
  const shelved = core.library.workflows().get(workflow);
  const found = shelved === undefined ? undefined : indexGraph(shelved.document, shelved.bindings).nodes.get(node);
  if (shelved === undefined || found?.type?.type !== 'assign-user') {
    return bad('no-rotation', 'This step has no rotation.', { fix: 'Choose an Assign To User step.' });
  }
  const people = { users: core.library.users(), pools: core.library.pools() };
  const directory = directoryOf(people, shelved.bindings, shelved.document.requires);
  const { rotation, split, candidates } = candidatesOf(found.config, { workflow, node }, directory, (id) =>
    core.library.users().get(id),
  );
  const state = core.get('rotations', rotation);
  const next = upcoming(candidates, split, state, SHOWN).map((user) => ({ user, name: userName(core, user) }));
  const counts = (state?.order ?? []).map((user, index) => ({
    user,
    name: userName(core, user),
    picks: state?.picks[index] ?? 0,
  }));
  return good({ rotation, next, counts });
}

/** The rotation begins anew with the first in the list. */
export async function resetStep(core: Core, rotation: string): Promise<Result<null>> {
  if (core.get('rotations', rotation) === undefined) return good(null);
  core.runner.act(actor(core), [{ do: 'rotation-moved', rotation, state: resetRotation() }]);
  await core.runner.commit();
  return good(null);
}
