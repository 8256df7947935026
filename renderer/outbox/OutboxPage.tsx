// The outbox: every message, how it stands, and what a person can do about those that stand still.
import { Button, SegmentedControl } from '@mantine/core';
import { Send } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import type { Changed, OutboxRow } from '../../shared/ipc-types.ts';
import { channelLabels, channelWords } from '../../shared/model/message.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { ask, useRequest } from '../api.ts';
import { useKept } from '../state/kept.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { openSettings } from '../state/settings-tab.ts';
import { useWished } from '../state/wish.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { settingsOf, useWorkspace } from '../state/workspace.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MessageState } from '../ui/MessageState.tsx';
import { Page, PageTools } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TimeText, useTimeWords } from '../ui/TimeText.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import { count, counted } from '../ui/plural.ts';
import classes from './outbox.module.css';
import { GivenUp } from './GivenUp.tsx';
import { reasonWords, recipientWords } from './words.ts';

const filters = [
  { value: 'all', label: 'All', empty: 'Nothing was sent yet. Messages of published workflows stand here.' },
  { value: 'attention', label: 'Needs attention', empty: 'Nothing needs your attention.' },
  { value: 'waiting', label: 'Waiting', empty: 'Nothing waits to be sent.' },
  { value: 'sent', label: 'Sent', empty: 'Nothing was sent yet.' },
] as const;
type Filter = (typeof filters)[number]['value'];

async function arrived({ message }: OutboxRow): Promise<void> {
  if ((await ask('outbox.arrived', { key: message.key })) !== undefined) toast('Noted: it arrived.');
}

async function sendAgain({ message }: OutboxRow): Promise<void> {
  if ((await ask('outbox.sendAgain', { key: message.key })) !== undefined) toast('It will be sent again.');
}

async function sendAllAgain(failed: number): Promise<void> {
  const yes = await confirm({
    title: `Send ${counted(failed, 'message')} again?`,
    message:
      'They were not sent. Each is sent once more, to the address that its user has now. Messages that may have arrived stay as they are.',
    action: `Send ${count(failed)} again`,
  });
  const sent = yes ? await ask('outbox.sendFailedAgain', {}) : undefined;
  if (sent !== undefined) toast(`${counted(sent, 'message')} will be sent again.`);
}

function TwoLines({ above, below }: { readonly above: ReactNode; readonly below: ReactNode }): ReactNode {
  return (
    <>
      <div className={classes.above} title={wordsOf(above)}>
        {above}
      </div>
      <div className={classes.below} title={wordsOf(below)}>
        {below}
      </div>
    </>
  );
}

/** What a narrow column cuts off is said on hover. */
function wordsOf(node: ReactNode): string | undefined {
  return typeof node === 'string' ? node : undefined;
}

function StateCell({ row }: { readonly row: OutboxRow }): ReactNode {
  const time = useTimeWords();
  const reason = reasonWords(row.message, time);
  return (
    <>
      <MessageState message={row.message} />
      {reason !== '' && (
        <div className={classes.reason} title={reason}>
          {reason}
        </div>
      )}
    </>
  );
}

/** Why it cannot be sent again, in the place of the button. What its state says already is not said twice. */
function Never({ gone, message }: { readonly gone: string; readonly message: OutboxRow['message'] }): ReactNode {
  // Beside "It arrived" there is room for the reason only.
  const short = message.state === 'uncertain';
  return (
    <span className={classes.never} title={`Cannot be sent again. ${gone}`}>
      {!short && <span>Cannot be sent again.</span>}
      {(short || gone !== message.reason) && <span className={classes.above}>{gone}</span>}
    </span>
  );
}

function isStuck({ message }: OutboxRow): boolean {
  return message.state === 'uncertain' || message.state === 'dead';
}

/** The settings that a message waits for; undefined when they are there. */
function missingOf({ message }: OutboxRow, settings: Settings | undefined): 'smtp' | 'sms' | 'whatsapp' | undefined {
  const name = message.channel === 'email' ? 'smtp' : message.channel;
  return message.state === 'queued' && name !== 'notification' && settings?.[name] === null ? name : undefined;
}

function Acts({ row, tab }: { readonly row: OutboxRow; readonly tab: 0 | -1 }): ReactNode {
  const { state, channel } = row.message;
  const missing = missingOf(row, useWorkspace(settingsOf));
  const stuck = isStuck(row);
  return (
    <span className={stuck && row.gone !== undefined ? classes.over : classes.acts}>
      {missing !== undefined && (
        <Button onClick={() => openSettings(missing)} size="compact-sm" tabIndex={tab} variant="default">
          Set up {channelWords[channel]}
        </Button>
      )}
      {state === 'uncertain' && (
        <Button onClick={() => void arrived(row)} size="compact-sm" tabIndex={tab} variant="default">
          It arrived
        </Button>
      )}
      {stuck && row.gone !== undefined && <Never gone={row.gone} message={row.message} />}
      {stuck && row.gone === undefined && (
        <Button onClick={() => void sendAgain(row)} size="compact-sm" tabIndex={tab} variant="default">
          Send again
        </Button>
      )}
    </span>
  );
}

const factColumns: readonly Column<OutboxRow>[] = [
  { key: 'state', header: 'State', width: 'minmax(128px, 1.7fr)', cell: (row) => <StateCell row={row} /> },
  {
    key: 'message',
    header: 'Message',
    width: 'minmax(92px, 1.3fr)',
    cell: ({ message, erased }) => (
      <TwoLines
        above={erased ? 'Its words were erased' : message.title || message.text}
        below={channelLabels[message.channel]}
      />
    ),
  },
  {
    key: 'to',
    header: 'To',
    width: 'minmax(76px, 1fr)',
    cell: ({ message }) => {
      const { name, address } = recipientWords(message);
      return <TwoLines above={name} below={address} />;
    },
  },
  {
    key: 'about',
    header: 'About',
    width: 'minmax(76px, 1fr)',
    cell: ({ contactName, workflowName }) => <TwoLines above={contactName} below={workflowName} />,
  },
  { key: 'at', header: 'Since', width: '124px', cell: ({ message }) => <TimeText at={message.stateAt} /> },
];

const allColumns: readonly Column<OutboxRow>[] = [
  ...factColumns,
  {
    key: 'acts',
    header: 'Actions',
    quiet: true,
    width: '172px',
    align: 'end',
    cell: (row, tab) => <Acts row={row} tab={tab} />,
  },
];

/** What a message says of its contact and its user changes with them. */
const changesMessages = ({ outbox, contacts, users }: Changed): boolean => outbox || contacts || users;

/** The outbox; a row opens the contact that the message is about. */
export function OutboxPage(): ReactNode {
  const [show, setShow] = useKept<Filter>('show', 'all');
  const [row, setRow] = useKept('row', 0);
  const choose = (filter: Filter): void => {
    setShow(filter);
    setRow(0);
  };
  useWished('needs-attention', () => choose('attention'));
  const rows = usePagedRows('outbox.list', { show }, changesMessages);
  const givenUp =
    useRequest('runs.givenUp', {}, { refreshOn: (changed) => changed.runs || changed.contacts }).value ?? [];
  const failed = useRequest('outbox.failed', {}, { refreshOn: changesMessages }).value ?? 0;
  const settings = useWorkspace(settingsOf);
  const { some } = rows;
  // Where nothing can be done the words have the room.
  const acts = useMemo(() => some((one) => isStuck(one) || missingOf(one, settings) !== undefined), [some, settings]);
  const stuck = show === 'attention' && givenUp.length > 0;
  const { empty } = filters.find((filter) => filter.value === show) ?? filters[0];
  const content = (): ReactNode => {
    if (rows.problem) return <ProblemNote onRetry={rows.reload} problem={rows.problem} />;
    if (rows.total === undefined) return <Loading what="messages" />;
    if (rows.total === 0)
      return (
        <EmptyState icon={Send} sentence={stuck ? 'No message needs your attention.' : empty}>
          {show === 'all' ? (
            <Button onClick={() => go({ to: 'workflows' })}>Go to workflows</Button>
          ) : (
            <Button onClick={() => choose('all')} variant="default">
              Show all messages
            </Button>
          )}
        </EmptyState>
      );
    return (
      <VirtualTable
        columns={acts ? allColumns : factColumns}
        count={rows.total}
        label="Messages"
        onMove={setRow}
        onOpen={({ message }) => go({ to: 'contact', id: message.contact })}
        onRange={rows.show}
        rowAt={rows.rowAt}
        rowHeight={60}
        rowKey={({ message }) => message.key}
        rowName={({ message, contactName }) => `${message.title} about ${contactName}`}
        startAt={row}
      />
    );
  };
  return (
    <Page flush title="Outbox">
      <PageTools>
        <SegmentedControl
          aria-label="Which messages"
          data={filters.map(({ value, label }) => ({ value, label }))}
          onChange={(value) => choose(value as Filter)}
          value={show}
        />
        {rows.total !== undefined && rows.total > 0 && (
          <span className={classes.total}>{counted(rows.total, 'message')}</span>
        )}
        {show !== 'waiting' && show !== 'sent' && failed > 1 && (
          <Button ml="auto" onClick={() => void sendAllAgain(failed)} variant="default">
            Send {count(failed)} failed again
          </Button>
        )}
      </PageTools>
      {stuck && <GivenUp rows={givenUp} />}
      {content()}
    </Page>
  );
}
