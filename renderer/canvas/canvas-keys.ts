// The keys of the canvas and of its outline (look-and-feel.md, section 5). They act only while one of them has the focus.
import type { Session } from '../state/session.ts';
import type { Direction } from '../state/walk.ts';

/** What a key needs of the view it was pressed in. */
export interface View {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomFull: () => void;
  readonly fitAll: () => void;
  readonly fitSelection: () => void;
}

type Deed = (session: Session, view: View | null) => void;

const walks: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};
const arrows: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Does something with the current step, if there is one. */
const onCurrent =
  (deed: (session: Session, id: string) => void): Deed =>
  (session) => {
    const { current } = session.builder.getState();
    if (current !== null) deed(session, current);
  };

/** Does something with the selected steps, or else with the current one. */
const onSelected =
  (deed: (session: Session, ids: readonly string[]) => void): Deed =>
  (session) => {
    const { selection, current } = session.builder.getState();
    if (selection.size > 0) deed(session, [...selection]);
    else if (current !== null) deed(session, [current]);
  };

const plain: Readonly<Record<string, Deed>> = {
  a: (session) => addAfter(session),
  Insert: (session) => addAfter(session),
  Enter: onCurrent(({ builder }, id) => builder.openField(id)),
  F2: onCurrent(({ commands }, id) => commands.startRenaming(id)),
  d: onSelected(({ commands }, ids) => commands.toggleDisabled(ids)),
  Delete: onSelected(({ commands }, ids) => commands.remove(ids)),
  Backspace: onSelected(({ commands }, ids) => commands.remove(ids)),
  Escape: ({ builder, commands, trace }) => {
    if (builder.getState().selection.size > 0) builder.setState({ selection: new Set() });
    else if (trace.getState().mode === 'test') commands.leaveTest();
    else builder.setState({ panelOpen: false });
  },
  ' ': onCurrent(({ builder }, id) => builder.select([id])),
};

const withShift: Readonly<Record<string, Deed>> = {
  a: onCurrent(({ commands }, id) => commands.addBefore(id)),
  Digit1: (_, view) => view?.fitAll(),
  Digit2: (_, view) => view?.fitSelection(),
};

const withMod: Readonly<Record<string, Deed>> = {
  d: onSelected(({ commands }, ids) => commands.duplicate(ids)),
  a: ({ commands }) => commands.selectAll(),
  '=': (_, view) => view?.zoomIn(),
  '+': (_, view) => view?.zoomIn(),
  '-': (_, view) => view?.zoomOut(),
  '0': (_, view) => view?.zoomFull(),
};

/** What a press does; undefined for a key that is not ours. */
export function deedOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac: boolean,
): Deed | undefined {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const arrow = arrows[key];
  if (event.altKey && arrow !== undefined) {
    const [across, down] = arrow;
    if (mod) return onSelected(({ commands }, ids) => commands.nudge(ids, across, down));
    return onCurrent(({ commands }, id) =>
      down === 0 ? commands.moveAcross(id, across < 0 ? -1 : 1) : commands.moveInOrder(id, down < 0 ? -1 : 1),
    );
  }
  if (event.altKey) return undefined;
  if (mod) return own(withMod, key);
  // With Shift a digit is another sign on each keyboard: there the place of the key counts.
  if (event.shiftKey) return own(withShift, key) ?? own(withShift, event.code);
  const direction = own(walks, key);
  if (direction !== undefined) return ({ commands }) => commands.walk(direction);
  return own(plain, key);
}

function own<T>(from: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}

/** After the current step; on an empty canvas the first trigger. */
function addAfter({ builder, commands, document }: Session): void {
  const { current } = builder.getState();
  const { order } = document.getState().picture;
  if (current !== null && order.includes(current)) commands.addAfter(current);
  else builder.openShelf({ trigger: true });
}
