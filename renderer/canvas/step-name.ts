// What a card is called by a screen reader: its place, its title, what it does, and what a run did there.
import { useBuilder, useDocument, useTrace } from '../state/session.ts';

/** "Step 2 of 7: Assign to user. Round robin: Ann, Bo. Done." */
export function useStepName(id: string): string {
  const place = useDocument(({ picture }) => `${picture.numbers.get(id) ?? 0} of ${picture.numbers.size}`);
  const label = useDocument(({ picture }) => picture.graph.nodes.get(id)?.label ?? '');
  const caption = useDocument(({ picture }) => picture.captions.get(id) ?? '');
  const problems = useDocument(({ picture }) => picture.byNode.get(id)?.length ?? 0);
  const disabled = useDocument(({ picture }) => picture.graph.nodes.get(id)?.disabled ?? false);
  const words = useTrace(({ frame }) =>
    frame === null ? '' : (frame.statuses.get(id)?.words ?? frame.closed.get(id) ?? 'Not reached'),
  );
  const severalSelected = useBuilder(({ selection }) => selection.size > 1 && selection.has(id));
  return [
    `Step ${place}: ${label}`,
    caption,
    disabled ? 'Switched off' : '',
    problems === 0 ? '' : problems === 1 ? '1 problem' : `${problems} problems`,
    words,
    severalSelected ? 'Selected' : '',
  ]
    .filter((part) => part !== '')
    .map((part) => part.replace(/\.$/, ''))
    .join('. ')
    .concat('.');
}
