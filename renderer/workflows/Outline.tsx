// The canvas as a list in reading order: everything can be built here too, with the same keys and commands.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Ellipsis, Plus } from 'lucide-react';
import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Graph } from '../../shared/graph/index-graph.ts';
import { deedOf } from '../canvas/canvas-keys.ts';
import { CardBadges, CardTitle, StepTile } from '../canvas/CardParts.tsx';
import { EmptyCanvas } from '../canvas/EmptyCanvas.tsx';
import { StepMenu } from '../canvas/StepMenu.tsx';
import { useStepName } from '../canvas/step-name.ts';
import { useFirstFocus, useFocusWish } from '../canvas/use-focus-wish.ts';
import { usePanes } from '../state/panes.ts';
import { useBuilder, useDocument, useIsIdle, useIsTabStop, useSession, useTrace } from '../state/session.ts';
import { useIsMac } from '../state/workspace.ts';
import { StateSign } from '../trace/StateSign.tsx';
import classes from './Outline.module.css';
import { depthsOf } from './outline-depth.ts';

export function Outline(): ReactNode {
  const session = useSession();
  const { builder } = session;
  const mac = useIsMac();
  const tree = useRef<HTMLDivElement>(null);
  const order = useDocument(({ picture }) => picture.order);
  const graph = useDocument(({ picture }) => picture.graph);
  const locked = useDocument((state) => state.locked);
  const said = useBuilder((state) => state.said);
  const depths = useMemo(() => depthsOf(graph, order), [graph, order]);
  const idle = useIsIdle();
  const covered = useBuilder(({ panelOpen }) => panelOpen) || !idle;
  const cover = usePanes(({ inspector }) => inspector);
  useFirstFocus(tree);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.target instanceof Element && event.target.closest('input, button') !== null))
      return;
    // In a list the arrows go from line to line.
    const { current } = builder.getState();
    const at = current === null ? -1 : order.indexOf(current);
    const lines: Readonly<Record<string, string | undefined>> = {
      ArrowDown: order[at + 1],
      ArrowUp: order[Math.max(at - 1, 0)],
      Home: order[0],
      End: order.at(-1),
    };
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && Object.hasOwn(lines, event.key)) {
      event.preventDefault();
      const line = lines[event.key];
      if (line !== undefined) builder.focus(line);
      return;
    }
    const deed = deedOf(event.nativeEvent, mac);
    if (deed === undefined) return;
    event.preventDefault();
    deed(session, null);
  };
  return (
    <div
      className={classes.outline}
      data-covered={covered || undefined}
      data-pane="canvas"
      ref={tree}
      style={{ '--cover': `${cover}px` } as CSSProperties}
    >
      {order.length === 0 ? (
        <EmptyCanvas />
      ) : (
        <>
          <div aria-label="Workflow outline" className={classes.tree} onKeyDown={onKeyDown} role="tree" tabIndex={-1}>
            {order.map((id) => (
              <Line depth={depths.get(id) ?? 0} id={id} key={id} />
            ))}
          </div>
          {!locked && (
            <button className={classes.addTrigger} onClick={() => builder.openShelf({ trigger: true })} type="button">
              <Plus aria-hidden size={14} />
              Add New Trigger
            </button>
          )}
        </>
      )}
      <div aria-live="polite" className="sr-only">
        {said}
      </div>
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly depth: number;
}

function Line({ id, depth }: LineProps): ReactNode {
  const { builder, commands } = useSession();
  const node = useDocument(({ picture }) => picture.graph.nodes.get(id));
  const caption = useDocument(({ picture }) => picture.captions.get(id) ?? '');
  const unset = useDocument(({ picture }) => picture.unset.has(id));
  const problems = useDocument(({ picture }) => picture.byNode.get(id)) ?? [];
  const number = useDocument(({ picture }) => picture.numbers.get(id) ?? 0);
  const locked = useDocument((state) => state.locked);
  const numbers = useDocument(({ picture }) => picture.numbers);
  const branch = useDocument(({ picture }) => branchInto(picture.graph, id));
  const selected = useBuilder((state) => state.selection.has(id));
  const renaming = useBuilder((state) => state.renaming === id);
  const status = useTrace(useShallow((state) => state.frame?.statuses.get(id)));
  const traced = useTrace(({ mode }) => mode !== 'off');
  const breakpoint = useTrace((state) => state.breakpoints.has(id));
  const name = useStepName(id);
  const isTabStop = useIsTabStop(id);
  const line = useRef<HTMLDivElement>(null);
  useFocusWish(id, line);
  if (node === undefined) return null;
  return (
    // The tree hears the keys of all its lines.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      aria-label={name}
      aria-level={depth + 1}
      aria-selected={selected}
      className={classes.line}
      data-disabled={node.disabled || undefined}
      data-step={id}
      onClick={(event) => {
        if (!(event.target instanceof Element) || event.target.closest('button, input') === null) builder.focus(id);
      }}
      onDoubleClick={() => builder.openField(id)}
      onFocus={(event) => {
        if (event.target === event.currentTarget && builder.getState().current !== id) builder.select([id]);
      }}
      ref={line}
      role="treeitem"
      style={{ paddingLeft: 12 + depth * 28 }}
      tabIndex={isTabStop ? 0 : -1}
    >
      <span className={classes.number}>{number}</span>
      <StepTile group={node.type?.group ?? 'unknown'} icon={node.type?.icon} small />
      {branch !== '' && (
        <span className={classes.branch} title={branch}>
          {branch}
        </span>
      )}
      <div className={classes.words}>
        <CardTitle id={id} label={node.label} renaming={renaming} />
        <div className={classes.caption} data-unset={unset || undefined}>
          {node.ports.length > 1 && !unset
            ? node.ports.map((port) => `${port.label} → ${numbers.get(node.next[port.id] ?? '') ?? 'End'}`).join(' · ')
            : caption}
        </div>
      </div>
      {traced && (
        <span className={classes.state}>
          <StateSign state={status?.state ?? 'pending'} />
          {status?.words ?? 'Not reached'}
        </span>
      )}
      <CardBadges breakpoint={breakpoint} disabled={node.disabled} problems={problems} />
      {!locked && (
        <span className={classes.tools}>
          {node.ports.map((port) => (
            <Tooltip key={port.id} label={port.label === '' ? 'Add step after' : `Add step to ${port.label}`}>
              <ActionIcon
                aria-label={`Add step after ${node.label}${port.label === '' ? '' : `, ${port.label}`}`}
                onClick={() => builder.openShelf({ after: { from: id, port: port.id } })}
                size={28}
                tabIndex={-1}
              >
                <Plus size={14} />
              </ActionIcon>
            </Tooltip>
          ))}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                aria-label={`More for ${node.label}`}
                onClick={() => commands.focus(id)}
                size={28}
                tabIndex={-1}
              >
                <Ellipsis size={16} />
              </ActionIcon>
            </Menu.Target>
            <StepMenu id={id} />
          </Menu>
        </span>
      )}
    </div>
  );
}

/** The name of the branch that begins with this step; empty where none does, or where several meet. */
function branchInto(graph: Graph, id: string): string {
  const names = [...graph.nodes.values()].flatMap((node) =>
    node.ports.length > 1 ? node.ports.filter((port) => node.next[port.id] === id).map((port) => port.label) : [],
  );
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : '';
}
