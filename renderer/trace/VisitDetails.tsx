// Everything about one line of the log: what went in, what came out, what changed, what was told to whom, and why.
import type { ReactNode } from 'react';
import { timeInZone } from '../../shared/calendar.ts';
import type { Visit } from '../../shared/engine/visits.ts';
import type { GraphNode } from '../../shared/graph/index-graph.ts';
import { StepTile } from '../canvas/CardParts.tsx';
import { useDocument, useTrace } from '../state/session.ts';
import { Because } from './Because.tsx';
import { DataView } from './DataView.tsx';
import { contactBefore, settingsAsRead } from './input.ts';
import { MessageCard, ReadNote } from './MessageCard.tsx';
import { StateSign } from './StateSign.tsx';
import classes from './VisitDetails.module.css';
import { changeWords, took } from './visit-words.ts';

export function VisitDetails(): ReactNode {
  const visit = useTrace((state) => (state.picked === null ? undefined : state.frame?.visits[state.picked]));
  const node = useDocument(({ picture }) => picture.graph.nodes.get(visit?.node ?? ''));
  if (visit === undefined) return <p className={classes.empty}>Choose a line of the log to see what happened there.</p>;
  return (
    <section aria-label="Details" className={classes.details}>
      <header className={classes.head}>
        {node !== undefined && <StepTile group={node.type?.group ?? 'unknown'} icon={node.type?.icon} />}
        <div className={classes.headWords}>
          <h2 className={classes.title}>{node?.label ?? 'Enrolment'}</h2>
          <div className={classes.state}>
            <StateSign state={visit.state} />
            <span>{visit.words}</span>
          </div>
        </div>
      </header>
      <Facts node={node} visit={visit} />
      {visit.because !== undefined && (
        <Part title="Why">
          <Because because={visit.because} />
        </Part>
      )}
      {node === undefined ? <Whole /> : <Effects changes={visit.changes} messages={visit.messages} />}
      {node !== undefined && <Data node={node} visit={visit} />}
    </section>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </section>
  );
}

function Facts({ visit, node }: { readonly visit: Visit; readonly node: GraphNode | undefined }): ReactNode {
  const zone = useTrace((state) => state.zone);
  const port = node?.ports.find((one) => one.id === visit.port)?.label;
  const length = took(visit);
  const rows: readonly (readonly [string, string])[] = [
    ['At', timeInZone(visit.at, zone)],
    ...(length === '' ? [] : [['Took', length] as const]),
    ...(visit.visit > 1 ? [['Visit', String(visit.visit)] as const] : []),
    ...(visit.due === undefined ? [] : [['Due', timeInZone(visit.due, zone)] as const]),
    ...(visit.wokeAt === undefined ? [] : [['Went on', timeInZone(visit.wokeAt, zone)] as const]),
    ...(port === undefined || port === '' ? [] : [['Left by', port] as const]),
  ];
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div className={classes.fact} key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All that the run has done so far. */
function Whole(): ReactNode {
  const visits = useTrace((state) => state.frame?.visits ?? noVisits);
  return (
    <Effects changes={visits.flatMap((visit) => visit.changes)} messages={visits.flatMap((visit) => visit.messages)} />
  );
}

const noVisits: readonly Visit[] = [];

function Effects({ changes, messages }: Pick<Visit, 'changes' | 'messages'>): ReactNode {
  const people = useDocument((state) => state.people);
  const words = changes.flatMap((change) => changeWords(change, people) ?? []);
  return (
    <>
      {words.length > 0 && (
        <Part title="Changes">
          {words.map(({ what, from, to }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- recorded facts in their order
            <p className={classes.change} key={index}>
              <span className={classes.what}>{what}</span>
              {from !== undefined && <del className={classes.from}>{from}</del>}
              <span aria-label="becomes">→</span> <ins className={classes.to}>{to}</ins>
            </p>
          ))}
        </Part>
      )}
      {messages.length > 0 && (
        <Part title="Messages">
          <ReadNote messages={messages} />
          {messages.map((message) => (
            <MessageCard key={message.key} message={message} />
          ))}
        </Part>
      )}
    </>
  );
}

/** What the step read and gave, name by name: for who wants to know exactly. */
function Data({ visit, node }: { readonly visit: Visit; readonly node: GraphNode }): ReactNode {
  return (
    <details className={classes.data}>
      <summary>What went in and came out</summary>
      <Input node={node} visit={visit} />
      {visit.output !== undefined && (
        <Part title="Output">
          <DataView value={visit.output} />
        </Part>
      )}
    </details>
  );
}

function Input({ visit, node }: { readonly visit: Visit; readonly node: GraphNode }): ReactNode {
  const test = useTrace((state) => state.test);
  const entries = useTrace((state) => state.entries);
  const directory = useDocument(({ picture }) => picture.directory);
  const people = useDocument((state) => state.people);
  const settings = settingsAsRead(node, directory);
  const contact = test === null ? undefined : contactBefore(test.contact, entries.slice(0, visit.from), people);
  return (
    <Part title="Input">
      {contact !== undefined && (
        <>
          <h4 className={classes.inputTitle}>Contact</h4>
          <DataView value={contact} />
        </>
      )}
      {settings.length > 0 && (
        <>
          <h4 className={classes.inputTitle}>Settings</h4>
          <dl className={classes.facts}>
            {settings.map(({ label, value }) => (
              <div className={classes.fact} key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Part>
  );
}
