// What somebody says was said with a contact.
import type { ConversationEntry } from '../../shared/model/conversation.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import { presentContact } from './contacts.ts';
import { actor, asItIs, type Core } from './core.ts';
import { hashId } from './ids.ts';

/** Writes it down. `act` names the press of the button: sent twice, it counts once. */
export async function addSaid(
  core: Core,
  act: string,
  said: Pick<ConversationEntry, 'contact' | 'channel' | 'direction' | 'body'>,
): Promise<Result<null>> {
  const id = hashId('said', act);
  if (core.get('conversations', id) !== undefined) return asItIs(core);
  const there = presentContact(core, said.contact);
  if (!there.ok) return there;
  const { contact, channel, direction, body } = said;
  const who = direction === 'in' ? null : actor(core);
  const entry = { id, contact, channel, direction, body, who, at: core.clock.now() };
  core.runner.act(actor(core), [{ do: 'conversation-added', entry }], contact);
  await core.runner.commit();
  return good(null);
}
