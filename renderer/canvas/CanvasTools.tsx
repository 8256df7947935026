// Zoom, fit and arrange, at the lower edge of the canvas.
import { ActionIcon, Tooltip } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { Maximize, Minus, Network, Plus, type LucideIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useDocument, useSession } from '../state/session.ts';
import { tellZoom } from '../state/zoom.ts';
import type { View } from './canvas-keys.ts';
import classes from './Canvas.module.css';

export function CanvasTools({ view }: { readonly view: View }): ReactNode {
  const { commands } = useSession();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const locked = useDocument((state) => state.locked);
  useEffect(() => tellZoom(percent), [percent]);
  useEffect(() => () => tellZoom(null), []);
  return (
    <div aria-label="View" className={classes.tools} role="toolbar">
      <Tool icon={Minus} label="Zoom out" onClick={view.zoomOut} />
      <Tooltip label="Zoom to 100 %">
        <button
          aria-label={`Zoom is ${percent} %. Zoom to 100 %`}
          className={classes.percent}
          onClick={view.zoomFull}
          type="button"
        >
          {percent} %
        </button>
      </Tooltip>
      <Tool icon={Plus} label="Zoom in" onClick={view.zoomIn} />
      <Tool icon={Maximize} label="Fit all" onClick={view.fitAll} />
      {!locked && <Tool icon={Network} label="Arrange" onClick={commands.arrange} />}
    </div>
  );
}

function Tool({
  icon: Icon,
  label,
  onClick,
}: {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => void;
}): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
