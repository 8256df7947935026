// The edge of a pane, which can be dragged, or moved with the arrow keys. The pane it stands in has a position of its own.
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { mostOf, paneLimits, setPane, usePanes, type PaneName } from '../state/panes.ts';
import classes from './PaneEdge.module.css';

/** How far one press of an arrow key moves the edge, in pixels. */
const STEP = 16;

/** On which side of its pane the edge is, and the arrow keys that make the pane larger and smaller. */
const sides = {
  left: { larger: 'ArrowLeft', smaller: 'ArrowRight', upright: true, sign: -1 },
  right: { larger: 'ArrowRight', smaller: 'ArrowLeft', upright: true, sign: 1 },
  top: { larger: 'ArrowUp', smaller: 'ArrowDown', upright: false, sign: -1 },
} as const;

interface PaneEdgeProps {
  readonly pane: PaneName;
  readonly side: keyof typeof sides;
  readonly label: string;
}

export function PaneEdge({ pane, side, label }: PaneEdgeProps): ReactNode {
  const most = mostOf(pane);
  const size = Math.min(
    usePanes((panes) => panes[pane]),
    most,
  );
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const { larger, smaller, upright, sign } = sides[side];
  const place = (event: PointerEvent): number => sign * (upright ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next: Readonly<Record<string, number>> = {
      [larger]: size + STEP,
      [smaller]: size - STEP,
      Home: paneLimits[pane].least,
      End: most,
    };
    const to = next[event.key];
    if (to === undefined) return;
    event.preventDefault();
    // Its own keys: those around it would move the canvas or the test.
    event.stopPropagation();
    setPane(pane, to);
  };
  return (
    <div
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuemax={most}
      aria-valuemin={paneLimits[pane].least}
      aria-valuenow={size}
      className={classes.edge}
      data-side={side}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        start.current = { at: place(event), size };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (start.current !== null) setPane(pane, start.current.size + place(event) - start.current.at);
      }}
      onPointerUp={() => (start.current = null)}
      role="separator"
      tabIndex={0}
    />
  );
}
