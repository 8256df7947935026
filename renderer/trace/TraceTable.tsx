// One line per visit of a step. The line selects its card, and the card its line.
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Visit } from '../../shared/engine/visits.ts';
import { StepTile } from '../canvas/CardParts.tsx';
import { useBuilder, useDocument, useSession, useTrace } from '../state/session.ts';
import { StateSign } from './StateSign.tsx';
import classes from './TracePanel.module.css';
import { gist, took } from './visit-words.ts';

const noVisits: readonly Visit[] = [];

export function TraceTable(): ReactNode {
  const { builder, trace } = useSession();
  const visits = useTrace((state) => state.frame?.visits ?? noVisits);
  const picked = useTrace((state) => state.picked);
  const current = useBuilder((state) => state.current);
  const graph = useDocument(({ picture }) => picture.graph);
  const numbers = useDocument(({ picture }) => picture.numbers);
  const people = useDocument((state) => state.people);
  const body = useRef<HTMLTableSectionElement>(null);

  // A card was chosen on the canvas: its last line is the one that is meant.
  useEffect(() => {
    const { frame, picked: now } = trace.getState();
    if (current === null || frame === null || (now !== null && frame.visits[now]?.node === current)) return;
    const line = frame.visits.findLast((visit) => visit.node === current);
    if (line !== undefined) trace.pick(line.index);
  }, [current, trace]);
  useEffect(() => {
    body.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [picked, visits.length]);

  const pick = (index: number, focus = false): void => {
    const visit = visits[index];
    if (visit === undefined) return;
    trace.pick(index);
    if (visit.node !== null) builder.select([visit.node]);
    if (focus) body.current?.querySelectorAll<HTMLElement>('tr')[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = picked ?? visits.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: visits.length - 1,
    };
    const to = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (to === undefined) return;
    event.preventDefault();
    pick(Math.min(Math.max(to, 0), visits.length - 1), true);
  };
  const tabStop = picked ?? visits.length - 1;
  return (
    <div className={classes.scroller}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are chosen with the arrows */}
      <table aria-label="Execution log" className={classes.table} role="grid">
        <thead>
          <tr>
            <th>Step</th>
            <th>Result</th>
            <th>Took</th>
            <th>Details</th>
          </tr>
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of all rows meet here */}
        <tbody onKeyDown={onKeyDown} ref={body}>
          {visits.map((visit) => {
            const node = visit.node === null ? undefined : graph.nodes.get(visit.node);
            return (
              <tr
                aria-selected={visit.index === picked}
                className={classes.row}
                key={visit.index}
                onClick={() => pick(visit.index)}
                tabIndex={visit.index === tabStop ? 0 : -1}
              >
                <td>
                  <div className={classes.cell}>
                    {node !== undefined && (
                      <>
                        <span className={classes.number}>{numbers.get(node.id)}</span>
                        <StepTile group={node.type?.group ?? 'unknown'} icon={node.type?.icon} small />
                      </>
                    )}
                    <span title={node?.label}>{node?.label ?? 'Enrolment'}</span>
                  </div>
                </td>
                <td title={visit.words}>
                  <div className={classes.cell}>
                    <StateSign state={visit.state} />
                    <span>{visit.words}</span>
                  </div>
                </td>
                <td className="tabular">{took(visit)}</td>
                <td className={classes.quiet} title={gist(visit, people, node)}>
                  {gist(visit, people, node)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
