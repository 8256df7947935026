// The why-card: how a step came to what it did. Assignments show their candidates, forks the branches they tried.
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { explainPick } from '../../shared/rotation-why.ts';
import type { WhyCard } from '../../shared/rotation.ts';
import type { Json } from '../../shared/steps/define.ts';
import { useDocument } from '../state/session.ts';
import { DataView } from './DataView.tsx';
import { StateSign } from './StateSign.tsx';
import classes from './VisitDetails.module.css';

export function Because({ because }: { readonly because: object }): ReactNode {
  if (isWhyCard(because)) return <PickCard card={because} />;
  if ('tried' in because && Array.isArray(because.tried))
    return <Tried tried={because.tried as readonly TriedBranch[]} />;
  if ('rule' in because && typeof because.rule === 'string') return <p className={classes.rule}>{because.rule}</p>;
  return <DataView value={because as Json} />;
}

function isWhyCard(because: object): because is WhyCard {
  return 'split' in because && 'candidates' in because;
}

function PickCard({ card }: { readonly card: WhyCard }): ReactNode {
  const users = useDocument((state) => state.people.users);
  const name = (id: string | null): string => (id === null ? 'Nobody' : (users.get(id)?.name ?? id));
  const story = explainPick(card);
  const weighted = card.split !== 'equal';
  return (
    <>
      <p className={classes.rule}>{story.rule}</p>
      <table className={classes.candidates}>
        <thead>
          <tr>
            <th>Candidate</th>
            {weighted && <th>Weight</th>}
            <th>Picks before</th>
          </tr>
        </thead>
        <tbody>
          {story.candidates.map(({ user, weight, skip, picksBefore }) => (
            <tr
              data-picked={user === card.picked || undefined}
              data-skipped={skip !== undefined || undefined}
              key={user}
            >
              <td>
                <div className={classes.candidate}>
                  <StateSign state={user === card.picked ? 'done' : skip === undefined ? 'pending' : 'skipped'} />
                  <span>
                    {name(user)}
                    {user === card.picked && <span className={classes.remark}>picked</span>}
                    {skip !== undefined && <span className={classes.remark}>passed over: {skip}</span>}
                  </span>
                </div>
              </td>
              {weighted && <td className="tabular">{weight}</td>}
              <td className="tabular">{picksBefore}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.turn}>
        <span>Whose turn: {name(story.before)}</span>
        <ArrowRight aria-label="then" size={14} />
        <span>{name(story.after)}</span>
      </p>
    </>
  );
}

interface TriedBranch {
  readonly branch: string;
  readonly holds: boolean;
  readonly because: string;
}

function Tried({ tried }: { readonly tried: readonly TriedBranch[] }): ReactNode {
  return (
    <ul className={classes.tried}>
      {tried.map(({ branch, holds, because }) => (
        <li key={branch}>
          <StateSign state={holds ? 'done' : 'skipped'} />
          <span>
            <strong>{branch}</strong> {holds ? 'holds' : 'does not hold'}: {because.replace(/^not so: /, '')}
          </span>
        </li>
      ))}
      {tried.every((one) => !one.holds) && (
        <li>
          <StateSign state="done" />
          <span>
            <strong>None</strong>: no branch holds.
          </span>
        </li>
      )}
    </ul>
  );
}
