// The small bar above a card: what people do most with a step. Every command has its key as well, so it is no tab stop.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  CirclePause,
  CirclePlay,
  Copy,
  Ellipsis,
  OctagonPause,
  StepForward,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { BuilderCommands } from '../state/builder-commands.ts';
import { useDocument, useTrace } from '../state/session.ts';
import classes from './HoverBar.module.css';
import { StepMenu } from './StepMenu.tsx';

interface HoverBarProps {
  readonly id: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly commands: BuilderCommands;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
}

export function HoverBar({ id, label, disabled, commands, menuOpen, onMenu }: HoverBarProps): ReactNode {
  const locked = useDocument((state) => state.locked);
  const testing = useTrace((state) => state.mode === 'test');
  if (locked && !testing) return null;
  return (
    <div className={`${classes.bar} nodrag nopan`}>
      {testing ? (
        <>
          <BarButton
            icon={OctagonPause}
            label={`Breakpoint on ${label}`}
            onClick={() => commands.toggleBreakpoint(id)}
          />
          <BarButton icon={StepForward} label={`Run to ${label}`} onClick={() => commands.runTo(id)} />
        </>
      ) : (
        <>
          <BarButton icon={Copy} label={`Duplicate ${label}`} onClick={() => commands.duplicate([id])} />
          <BarButton
            icon={disabled ? CirclePlay : CirclePause}
            label={disabled ? `Switch on ${label}` : `Switch off ${label}`}
            onClick={() => commands.toggleDisabled([id])}
          />
          <BarButton icon={Trash2} label={`Delete ${label}`} onClick={() => commands.remove([id])} />
          <Menu onChange={onMenu} opened={menuOpen} position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon aria-label={`More for ${label}`} size={28} tabIndex={-1}>
                <Ellipsis size={16} />
              </ActionIcon>
            </Menu.Target>
            <StepMenu id={id} />
          </Menu>
        </>
      )}
    </div>
  );
}

interface BarButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly onClick: () => void;
}

function BarButton({ icon: Icon, label, onClick }: BarButtonProps): ReactNode {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick} size={28} tabIndex={-1}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
