// Enrolling as many contacts as can be selected: more than one message may name, so slice by slice.
import type { EnrolPreview } from '../../shared/ipc-types.ts';
import type { OutputOf } from '../../shared/ipc.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import { request } from '../api.ts';
import { slicesOf } from './slices.ts';

/** Enrols contacts; `act` names the press of the button: pressed again after a refusal, nobody enters twice. */
export async function enrolAll(
  act: string,
  ids: readonly string[],
  workflow: string,
): Promise<Result<OutputOf<'contacts.enrol'>>> {
  let enrolled = 0;
  const refused: OutputOf<'contacts.enrol'>['refused'][number][] = [];
  for (const some of slicesOf(ids)) {
    const answer = await request('contacts.enrol', { act, ids: some, workflow });
    if (!answer.ok) return answer;
    enrolled += answer.value.enrolled;
    for (const one of answer.value.refused) refused.push(one);
  }
  return good({ enrolled, refused });
}

/**
 * What enrolling would do to all of them. Each slice is played through from where the rotations stand now, so over several
 * the spread is off by one contact a slice and user at most. Stops when nobody wants to know any more.
 */
export async function previewAll(
  ids: readonly string[],
  workflow: string,
  wanted: () => boolean,
): Promise<Result<EnrolPreview>> {
  let sum: EnrolPreview | undefined;
  for (const some of slicesOf(ids)) {
    const answer = await request('contacts.enrolPreview', { ids: some, workflow });
    if (!answer.ok) return answer;
    sum = sum === undefined ? answer.value : added(sum, answer.value);
    if (sum.refused !== undefined) return good({ ...sum, contacts: ids.length });
    if (!wanted()) break;
  }
  return good(sum ?? { contacts: 0, already: 0, again: 0, filtered: 0, spread: [], messages: 0 });
}

function added(one: EnrolPreview, other: EnrolPreview): EnrolPreview {
  const spread = new Map(one.spread.map((share) => [share.user, share]));
  for (const share of other.spread) {
    spread.set(share.user, { ...share, count: share.count + (spread.get(share.user)?.count ?? 0) });
  }
  return {
    contacts: one.contacts + other.contacts,
    already: one.already + other.already,
    again: one.again + other.again,
    filtered: one.filtered + other.filtered,
    messages: one.messages + other.messages,
    spread: [...spread.values()],
    ...(other.refused !== undefined && { refused: other.refused }),
  };
}
