// The edge of the sidebar, which can be dragged, or moved with the arrow keys.
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { setSidebarWidth, sidebarLimits } from '../state/ui.ts';
import classes from './frame.module.css';

/** How far one press of an arrow key moves the edge, in pixels. */
const step = 16;

/** The edge; `width` is the sidebar's present width in pixels. */
export function SidebarEdge({ width }: { readonly width: number }): ReactNode {
  const dragging = useRef(false);
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    dragging.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (dragging.current) setSidebarWidth(event.clientX);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { icons, least, most } = sidebarLimits;
    const folded = width === icons;
    const next: Readonly<Record<string, number>> = {
      ArrowLeft: width - step < least ? icons : width - step,
      ArrowRight: folded ? least : width + step,
      Home: icons,
      End: most,
    };
    const to = next[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setSidebarWidth(to);
  };
  return (
    <div
      aria-label="Width of the sidebar"
      aria-orientation="vertical"
      aria-valuemax={sidebarLimits.most}
      aria-valuemin={sidebarLimits.icons}
      aria-valuenow={width}
      className={classes.edge}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (dragging.current = false)}
      role="separator"
      tabIndex={0}
    />
  );
}
