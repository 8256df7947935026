// The example workspace: put in on the first run, and taken out again with one command.
import { good, type Result } from '../../shared/model/problem.ts';
import { SAMPLE_WORKFLOW, sampleContacts, sampleUsers, sampleWorkflow } from '../../shared/sample.ts';
import { deleteContacts, stageContact } from './contacts.ts';
import { inSlices, type Core } from './core.ts';
import { hashId } from './ids.ts';
import { mergeUsers, removeUser } from './people.ts';
import { binWorkflow } from './publishing.ts';

const contactId = (index: number): string => hashId('sample', index);

/** Five users, forty contacts and a workflow that is ready to publish. */
export async function addSample(core: Core): Promise<Result<null>> {
  const merged = await mergeUsers(core, sampleUsers);
  if (!merged.ok) return merged;
  const emails = new Set(sampleUsers.filter((one) => one.active).map((one) => one.email));
  const ids = [...core.library.users().values()].filter((one) => emails.has(one.email)).map((one) => one.id);
  const saved = await core.library.saveWorkflow(sampleWorkflow(ids), {}, core.clock.now());
  if (!saved.ok) return saved;
  core.listeners.stale();
  await inSlices(core, sampleContacts().entries(), ([index, draft]) => {
    stageContact(core, draft, { id: contactId(index), by: 'sample', duplicates: 'skip', runWorkflows: false });
  });
  return good(null);
}

/** Ids of what is still here of the sample, and not in the bin. */
function leftOf(core: Core) {
  const { library } = core;
  const emails = new Set(sampleUsers.map(({ email }) => email));
  const contacts = sampleContacts().flatMap((_, index) => core.get('contacts', contactId(index)) ?? []);
  const users = [...library.users().values()].filter((one) => one.removedAt === undefined && emails.has(one.email));
  return {
    contacts: contacts.filter((contact) => contact.deletedAt === undefined).map(({ id }) => id),
    users: users.map(({ id }) => id),
    workflows: [SAMPLE_WORKFLOW].filter(
      (id) => library.workflows().has(id) && core.get('live', id)?.status !== 'binned',
    ),
  };
}

/** True while one of its users, contacts or its workflow is here: only then it can be taken out. */
export function isSampleHere(core: Core): boolean {
  return Object.values(leftOf(core)).some((ids) => ids.length > 0);
}

/** Takes out all of the sample, and says of how many things that was: contacts and workflow go to the bin, its users are removed. */
export async function removeSample(core: Core): Promise<Result<{ readonly removed: number }>> {
  const { contacts, users, workflows } = leftOf(core);
  await deleteContacts(core, contacts);
  for (const id of workflows) await binWorkflow(core, id);
  for (const id of users) {
    const gone = await removeUser(core, id);
    if (!gone.ok) return gone;
  }
  return good({ removed: contacts.length + users.length + workflows.length });
}
