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

/** Takes out all of the sample, and says of how many things that was: contacts and workflow go to the bin, its users are removed. */
export async function removeSample(core: Core): Promise<Result<{ readonly removed: number }>> {
  const contacts = sampleContacts().flatMap((_, index) => core.get('contacts', contactId(index)) ?? []);
  const here = contacts.filter((contact) => contact.deletedAt === undefined).map((contact) => contact.id);
  let removed = here.length;
  await deleteContacts(core, here);
  if (core.library.workflows().has(SAMPLE_WORKFLOW)) {
    if (core.get('live', SAMPLE_WORKFLOW)?.status !== 'binned') removed++;
    await binWorkflow(core, SAMPLE_WORKFLOW);
  }
  const emails = new Set(sampleUsers.map((one) => one.email));
  for (const user of core.library.users().values()) {
    if (user.removedAt !== undefined || !emails.has(user.email)) continue;
    const gone = await removeUser(core, user.id);
    if (!gone.ok) return gone;
    removed++;
  }
  return good({ removed });
}
