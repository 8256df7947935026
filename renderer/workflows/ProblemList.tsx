// What is wrong with the workflow, worst first. Each line leads to its step and field.
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding } from '../../shared/model/problem.ts';
import { useDocument, useSession } from '../state/session.ts';
import rowClasses from '../ui/rows.module.css';
import classes from './ProblemList.module.css';

interface ProblemListProps {
  readonly findings: readonly Finding[];
  /** A line was chosen: the list goes away. */
  readonly onPick: () => void;
}

export function ProblemList({ findings, onPick }: ProblemListProps): ReactNode {
  const { builder } = useSession();
  const graph = useDocument(({ picture }) => picture.graph);
  const lead = ({ where, code }: Finding): void => {
    onPick();
    if (where?.node !== undefined) builder.openField(where.node, where.field);
    else if (code === 'no-trigger') builder.openShelf({ trigger: true });
  };
  return (
    <ul aria-label="Problems" className={classes.list}>
      {findings.map((finding, index) => {
        const Icon = finding.severity === 'error' ? CircleAlert : TriangleAlert;
        const step = finding.where?.node === undefined ? undefined : graph.nodes.get(finding.where.node)?.label;
        return (
          // Two findings may read the same; their order is all that tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <button
              className={`${rowClasses.row} ${classes.line}`}
              data-severity={finding.severity}
              onClick={() => lead(finding)}
              type="button"
            >
              <Icon
                aria-label={finding.severity === 'error' ? 'Error' : 'Warning'}
                className={classes.icon}
                size={16}
              />
              <span className={classes.words}>
                {step !== undefined && <span className={classes.step}>{step}</span>}
                {finding.message}
                {finding.fix !== undefined && <span className={classes.fix}> {finding.fix}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
