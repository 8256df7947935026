// How many contacts are in a workflow now, and the words in which publishing and switching off ask what becomes of them.
import type { PublishAnswer, Touched } from '../../shared/ipc-types.ts';
import { count, counted } from '../ui/plural.ts';

/** Contacts that began and did not end. */
export function onTheWay({ running, waiting, paused }: Touched): number {
  return running + waiting + paused;
}

const title = (contacts: number): string =>
  contacts === 1 ? '1 contact is on its way' : `${counted(contacts, 'contact')} are on their way`;

/** What publishing asks about so many contacts who began with an earlier version. */
export function publishWords(contacts: number): Readonly<Record<'title' | 'stay' | 'move' | 'leave', string>> {
  const one = contacts === 1;
  return {
    title: title(contacts),
    stay: one ? 'Stay: it finishes in the version it began with' : 'Stay: they finish in the version they began with',
    move: one
      ? 'Move: it goes on in the new version, if its step still exists there'
      : 'Move: they go on in the new version, where their step still exists',
    leave: one ? 'End: its enrolment stops here' : 'End: their enrolments stop here',
  };
}

/** What publishing came to: after "move" also how many contacts could go over to the new version. */
export function publishedWords({ revision, moved }: Pick<PublishAnswer, 'revision' | 'moved'>): string {
  const words = `Published as version ${revision}. Contacts who enter from now on go by it.`;
  if (moved === undefined || moved.over + moved.stayed === 0) return words;
  return `${words} ${counted(moved.over, 'contact')} moved to it, ${count(moved.stayed)} stayed in an earlier version.`;
}

/** How many came while the workflow was off. */
export function missedWords(missed: number): string {
  return `${counted(missed, 'contact')} came while this workflow was off and did not enter.`;
}

interface Way {
  readonly label: string;
  readonly says: string;
}
interface TurnOffWords {
  readonly title: string;
  readonly pause: Way;
  readonly finish: Way;
  readonly leave: Way;
}

/** What pausing a workflow asks about so many contacts, of whom some were paused before. */
export function turnOffWords(contacts: number, paused: number): TurnOffWords {
  const already = paused > 0 ? ` (${paused} ${paused === 1 ? 'is' : 'are'} paused already)` : '';
  if (contacts === 1)
    return {
      title: title(1) + already,
      pause: {
        label: 'Pause it',
        says: 'It stops before its next step and goes on when the workflow is published again.',
      },
      finish: { label: 'Let it finish', says: 'It goes through to the end.' },
      leave: { label: 'End its enrolment', says: 'It stops here and cannot be taken up again.' },
    };
  return {
    title: title(contacts) + already,
    pause: {
      label: 'Pause them',
      says: 'They stop before their next step and go on when the workflow is published again.',
    },
    finish: { label: 'Let them finish', says: 'They go through to the end.' },
    leave: { label: 'End their enrolments', says: 'They stop here and cannot be taken up again.' },
  };
}
