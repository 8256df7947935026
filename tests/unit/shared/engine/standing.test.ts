// What a step shows of its messages once they went out, or did not.
import { expect, test } from 'vitest';
import { frameAt, type Frame } from '../../../../shared/engine/frame.ts';
import { withMessages } from '../../../../shared/engine/standing.ts';
import { continueTest, startTest, testEntries, TEST_RUN } from '../../../../shared/engine/test-run.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import type { User } from '../../../../shared/model/user.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { aUser, aWorkflow, somePeople, telling } from '../../../support/workflow.ts';

const NOW = 1_800_000_000_000;

/** A run that tells these users, by e-mail, and its messages. */
function told(...users: readonly User[]): { readonly frame: Frame; readonly messages: readonly Message[] } {
  const step = { ...telling, channel: 'email', to: 'users', users: users.map(({ id }) => id) };
  const graph = indexGraph(aWorkflow().trigger('t').step('n', 'notify-user', step).document, {});
  const contact = { ...emptyContactDraft, id: 'c', owner: null, doNotDisturb: false, createdAt: NOW, updatedAt: NOW };
  const world = { get: () => undefined, ...somePeople(users), zone: 'UTC' };
  const by = { id: 'e', type: 'contact-created', contact: 'c', at: NOW, by: null } as const;
  const entries = testEntries(continueTest(startTest(graph, world, contact, by, NOW)));
  const frame = frameAt(graph, TEST_RUN, entries, entries.length, 'UTC');
  return { frame, messages: frame.visits.flatMap((visit) => visit.messages) };
}

/** The step's line and its card, with the messages in these states. */
function shown(
  { frame, messages }: ReturnType<typeof told>,
  ...states: readonly Message['state'][]
): readonly string[] {
  const now = messages.map((message, at): Message => ({ ...message, state: states[at] ?? 'sent' }));
  const { visits, statuses } = withMessages(frame, now);
  const visit = visits.find(({ node }) => node === 'n');
  expect(visit?.messages).toEqual(now);
  expect(statuses.get('t')).toEqual(frame.statuses.get('t'));
  const card = statuses.get('n');
  return [`${visit?.state}: ${visit?.words}`, `${card?.state}: ${card?.words}`];
}

test('a step whose message went out, or still will, is done, and says which', () => {
  const one = told(aUser('ana'));
  expect(shown(one, 'sent')).toEqual(['done: Done', 'done: Done']);
  for (const state of ['queued', 'sending', 'retry'] as const)
    expect(shown(one, state)).toEqual(['done: Done, not sent yet', 'done: Done, not sent yet']);
});

test('a step whose message did not go out needs attention, in the log and on its card', () => {
  const one = told(aUser('ana'));
  const words = 'attention: Done, but not sent';
  expect(shown(one, 'dead')).toEqual([words, words]);
  expect(shown(one, 'uncertain')[0]).toBe('attention: Done, but perhaps not sent');
});

test('of several it says how many', () => {
  const three = told(aUser('ana'), aUser('bo'), aUser('cy'));
  expect(shown(three, 'sent', 'dead', 'sent')[0]).toBe('attention: Done, but 1 of 3 not sent');
  expect(shown(three, 'dead', 'dead', 'uncertain')[0]).toBe(
    'attention: Done, but 2 of 3 not sent, 1 of 3 perhaps not sent',
  );
  expect(shown(three, 'sent', 'uncertain', 'uncertain')[0]).toBe('attention: Done, but 2 of 3 perhaps not sent');
});

test('in a test nothing is on its way: the step is done', () => {
  const { visits } = withMessages(told(aUser('ana')).frame, []);
  expect(visits.find(({ node }) => node === 'n')).toMatchObject({ state: 'done', words: 'Done' });
});

test('of whom there was no address the message is not sent, until there is one and it was sent again', () => {
  const gone = told(aUser('gone', { email: '' }), aUser('bo'));
  const words = 'attention: Done, but 1 of 2 not sent';
  expect(shown(gone, 'dead', 'sent')).toEqual([words, words]);
  expect(shown(gone, 'dead', 'uncertain')[0]).toBe('attention: Done, but 1 of 2 not sent, 1 of 2 perhaps not sent');
  expect(shown(gone, 'sent', 'sent')).toEqual(['done: Done', 'done: Done']);
});

test('whom a step passed over when it was left stays in its words, with what became of the messages', () => {
  const some = told(aUser('ana'), aUser('off', { active: false }));
  expect(shown(some, 'sent')[0]).toBe('attention: Done, but not told: Off is switched off');
  expect(shown(some, 'dead')[0]).toBe('attention: Done, but not sent, not told: Off is switched off');
});
