// How a message stands, as one line under its state.
import type { Message } from '../../shared/model/message.ts';
import type { Instant } from '../../shared/model/time.ts';
import { counted } from '../ui/plural.ts';
import { toldReason } from '../ui/ReasonText.tsx';

/** Why a message stands as it does; empty when the state says it all. `time` puts a moment into words. */
export function reasonWords(message: Message, time: (at: Instant) => string): string {
  const { state, reason = '', attempts, nextAt } = message;
  if (state !== 'retry') return toldReason(reason, time);
  const next = nextAt === undefined ? '' : `Next try ${time(nextAt)}`;
  return [reason, `${counted(attempts, 'try', 'tries')} so far`, next].filter(Boolean).join(' · ');
}

/** "Ana Silva · ana@example.com", whichever of the two there is. */
export function recipientWords({ to }: Message): { readonly name: string; readonly address: string } {
  return to.name === '' ? { name: to.address, address: '' } : { name: to.name, address: to.address };
}
