// Whether anything of the sample is still here: only then it can be taken out.
import { SAMPLE_WORKFLOW, sampleContacts, sampleUsers } from '../../shared/sample.ts';
import type { Core } from '../runtime/core.ts';
import { hashId } from '../runtime/ids.ts';

const emails = new Set(sampleUsers.map(({ email }) => email));
/** As the runtime names them when it puts them in. */
const contactIds = sampleContacts().map((_, index) => hashId('sample', index));

/** True while one of its users, contacts or its workflow is here, and not in the bin. */
export function isSampleHere(core: Core): boolean {
  const { library } = core;
  return (
    (library.workflows().has(SAMPLE_WORKFLOW) && core.get('live', SAMPLE_WORKFLOW)?.status !== 'binned') ||
    [...library.users().values()].some((user) => user.removedAt === undefined && emails.has(user.email)) ||
    contactIds.map((id) => core.get('contacts', id)).some((contact) => contact && contact.deletedAt === undefined)
  );
}
