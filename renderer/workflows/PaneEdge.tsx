// The edge of a pane, which can be dragged, or moved with the arrow keys.
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { paneLimits, setPane, usePanes, type PaneName } from '../state/panes.ts';
import classes from './Builder.module.css';

/** How far one press of an arrow key moves the edge, in pixels. */
const STEP = 16;

/** The edge towards the canvas: the inspector's left one, the trace's upper one. */
export function PaneEdge({ pane, label }: { readonly pane: PaneName; readonly label: string }): ReactNode {
  const size = usePanes((panes) => panes[pane]);
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const upright = pane === 'inspector';
  const place = (event: PointerEvent): number => (upright ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { least, most } = paneLimits[pane];
    const next: Readonly<Record<string, number>> = {
      [upright ? 'ArrowLeft' : 'ArrowUp']: size + STEP,
      [upright ? 'ArrowRight' : 'ArrowDown']: size - STEP,
      Home: least,
      End: most,
    };
    const to = next[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setPane(pane, to);
  };
  return (
    <div
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemax={paneLimits[pane].most}
      aria-valuemin={paneLimits[pane].least}
      aria-valuenow={size}
      className={upright ? classes.edgeLeft : classes.edgeTop}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        start.current = { at: place(event), size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current !== null) setPane(pane, start.current.size + start.current.at - place(event));
      }}
      onPointerUp={() => (start.current = null)}
      role="separator"
      tabIndex={0}
    />
  );
}
