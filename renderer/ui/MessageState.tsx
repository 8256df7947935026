// How a message stands: an icon and a word.
import { CircleCheck, CircleHelp, Hourglass, LoaderCircle, OctagonX, RotateCw, type LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Message, MessageState as State } from '../../shared/model/message.ts';
import { Chip } from './Chip.tsx';

interface Looks {
  readonly word: string;
  readonly tone: ComponentProps<typeof Chip>['tone'];
  readonly icon: LucideIcon;
}

const looks: Readonly<Record<State, Looks>> = {
  queued: { word: 'In the outbox', tone: 'waiting', icon: Hourglass },
  sending: { word: 'Sending', tone: 'running', icon: LoaderCircle },
  sent: { word: 'Sent', tone: 'done', icon: CircleCheck },
  retry: { word: 'Trying again', tone: 'waiting', icon: RotateCw },
  dead: { word: 'Not sent', tone: 'failed', icon: OctagonX },
  uncertain: { word: 'Uncertain', tone: 'waiting', icon: CircleHelp },
};

/** The state of a message as a chip; an in-app one is "Told, read", "Told, unread", or "Told, marked read" if it is not known by whom. */
export function MessageState({ message }: { readonly message: Pick<Message, 'state' | 'read' | 'readBy'> }): ReactNode {
  const { word, tone, icon } = looks[message.state];
  return (
    <Chip icon={icon} tone={tone}>
      {message.state === 'sent' && message.read !== undefined ? `Told, ${readWord(message)}` : word}
    </Chip>
  );
}

function readWord({ read, readBy }: Pick<Message, 'read' | 'readBy'>): string {
  if (read !== true) return 'unread';
  return readBy === undefined ? 'read' : 'marked read';
}
