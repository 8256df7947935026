// A step's card. One component for every step type; it listens to its own step only, so one change draws one card.
import { Handle, Position, useUpdateNodeInternals, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CARD } from '../../shared/graph/grid.ts';
import { useBuilder, useDocument, useIsTabStop, useSession, useTrace } from '../state/session.ts';
import { StateSign } from '../trace/StateSign.tsx';
import { outcome } from '../trace/visit-words.ts';
import { CardBadges, CardTitle, StepTile } from './CardParts.tsx';
import { portX } from './geometry.ts';
import { groupLabels } from './group-labels.ts';
import { HoverBar } from './HoverBar.tsx';
import { useStepName } from './step-name.ts';
import classes from './StepNode.module.css';
import { IN, type StepFlowNode } from './to-flow.ts';
import { useFocusWish } from './use-focus-wish.ts';
import { useShowCard } from './use-show-card.ts';

/** What came of the last visit: "→ Bo Lind". */
function StripResult({ id }: { readonly id: string }): ReactNode {
  const people = useDocument((state) => state.people);
  const node = useDocument((state) => state.picture.graph.nodes.get(id));
  const result = useTrace(({ frame }) => {
    const visit = frame?.visits.findLast((one) => one.node === id);
    return visit === undefined ? '' : outcome(visit, people, node);
  });
  if (result === '') return null;
  return (
    <span className={classes.stripResult} title={result}>
      → {result}
    </span>
  );
}

export const StepNode = memo(function StepNode({ id, selected, dragging }: NodeProps<StepFlowNode>): ReactNode {
  const { builder, commands } = useSession();
  const node = useDocument((state) => state.picture.graph.nodes.get(id));
  const caption = useDocument((state) => state.picture.captions.get(id) ?? '');
  const unset = useDocument((state) => state.picture.unset.has(id));
  const problems = useDocument((state) => state.picture.byNode.get(id));
  const isTabStop = useIsTabStop(id);
  const card = useRef<HTMLDivElement>(null);
  useFocusWish(id, card, useShowCard());
  const renaming = useBuilder((state) => state.renaming === id);
  const status = useTrace(useShallow((state) => state.frame?.statuses.get(id)));
  const closed = useTrace((state) => state.frame?.closed.get(id));
  const isNext = useTrace((state) => state.frame?.next === id);
  const traced = useTrace((state) => state.mode !== 'off');
  const hasBreakpoint = useTrace((state) => state.breakpoints.has(id));
  const name = useStepName(id);
  const [hovered, setHovered] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);

  const ports = node?.ports ?? [];
  const portKey = ports.map((port) => port.id).join(' ');
  const measureAgain = useUpdateNodeInternals();
  const measured = useRef(portKey);
  useEffect(() => {
    // A new card is measured by itself; one that got other ways out has to be measured again.
    if (measured.current !== portKey) measureAgain(id);
    measured.current = portKey;
  }, [id, portKey, measureAgain]);
  if (node === undefined) return null;

  const group = node.type?.group ?? 'unknown';
  const state = status?.state ?? (closed === undefined ? 'pending' : 'skipped');
  const words = isNext ? 'Next' : (status?.words ?? closed ?? 'Not reached');
  return (
    // A card is a group of its own that takes the focus; the canvas hears its keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      aria-label={name}
      aria-roledescription="step"
      className={classes.card}
      data-closed={closed !== undefined || undefined}
      data-disabled={node.disabled || undefined}
      data-dragging={dragging || undefined}
      data-group={group}
      data-next={isNext || undefined}
      data-selected={selected || undefined}
      data-state={traced ? state : undefined}
      data-step={id}
      onFocus={(event) => {
        if (event.target === event.currentTarget && builder.getState().current !== id) builder.select([id]);
      }}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      ref={card}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={isTabStop ? 0 : -1}
    >
      {group === 'trigger' && (
        <span aria-hidden className={classes.when}>
          When
        </span>
      )}
      {group !== 'trigger' && <Handle className={classes.handle} id={IN} position={Position.Top} type="target" />}
      <div className={classes.body}>
        <StepTile group={group} icon={node.type?.icon} />
        <div className={classes.words}>
          <div className={classes.top}>
            <span className={classes.group}>{groupLabels[group]}</span>
            <CardBadges breakpoint={hasBreakpoint} disabled={node.disabled} problems={problems ?? []} />
          </div>
          <CardTitle id={id} label={node.label} renaming={renaming} />
          <div className={classes.caption} data-unset={unset || undefined} title={caption}>
            {caption}
          </div>
        </div>
      </div>
      {traced && (
        <div className={classes.strip} data-state={state} title={words}>
          <StateSign state={state} />
          <span className={classes.stripWords}>{words}</span>
          <StripResult id={id} />
        </div>
      )}
      {ports.map((port, index) => (
        <Handle
          className={classes.handle}
          id={port.id}
          key={port.id}
          position={Position.Bottom}
          style={{ left: (portX(index, ports.length) / CARD.width) * 100 + '%' }}
          type="source"
        />
      ))}
      {(hovered || menuOpen || (isTabStop && selected)) && (
        <HoverBar
          commands={commands}
          disabled={node.disabled}
          id={id}
          label={node.label}
          menuOpen={menuOpen}
          onMenu={setMenuOpen}
        />
      )}
    </div>
  );
});
