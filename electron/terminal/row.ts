// One line of `baton run --json`: what became of one contact row. The shape is promised in docs/file-format.md.
import { contactName } from '../../shared/model/contact.ts';
import type { Graph } from '../../shared/graph/index-graph.ts';
import type { Channel, Message, MessageState } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { messagesOf } from '../../shared/engine/views.ts';
import type { Core } from '../runtime/core.ts';
import { userOf } from '../runtime/queries/people.ts';
import type { RowOutcome } from '../runtime/import-contacts.ts';

export interface RowLine {
  readonly row: number;
  readonly contact: { readonly id: string; readonly name: string; readonly email: string };
  readonly run: string | null;
  readonly state: 'completed' | 'waiting' | 'failed' | 'stopped' | 'refused';
  readonly reason?: string;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly notified: readonly {
    readonly name: string;
    readonly email: string;
    readonly channel: Channel;
    readonly state: MessageState;
  }[];
  readonly revision: number;
  readonly steps: readonly StepLine[];
}

interface StepLine {
  readonly node: string;
  readonly type: string;
  readonly label: string;
  readonly state: string;
  readonly port: string | null;
}

/** What is kept of a row until it is on the disk: as much as its line and the counts need. */
export type KeptRow = { readonly line: number; readonly skipped: string } | TakenRow;

export interface TakenRow {
  readonly row: number;
  readonly contact: string;
  /** Why no run began; otherwise the run. */
  readonly refused?: string;
  readonly run?: string;
  readonly messages: readonly Message[];
  /** Only where they are asked for. */
  readonly steps: readonly StepLine[];
}

/** Takes from a row's outcome what is needed later. */
export function takenRow(outcome: RowOutcome, graph: Graph, withSteps: boolean): KeptRow {
  if ('skipped' in outcome) return { line: outcome.line, skipped: outcome.skipped };
  const { added, row } = outcome;
  const { contact } = added;
  const refused = (rule: string): TakenRow => ({ row, contact, refused: rule, messages: [], steps: [] });
  if (added.kind === 'merged') return refused('The contact is there already; what it lacked was added.');
  if (added.kind !== 'created') return refused('The contact is there already.');
  const workflow = graph.workflow.id;
  const began = added.happening.began.find((one) => one.workflow === workflow);
  if (began === undefined) {
    const refusal = added.happening.refused.find((one) => one.workflow === workflow);
    return refused(refusal?.rule ?? 'No trigger of the workflow listens to new contacts.');
  }
  const { run, entries } = began;
  return { row, contact, run, messages: messagesOf(entries), steps: withSteps ? stepLines(entries, graph) : [] };
}

/** A row as it stands now; messages that are still on their way have their state of this moment. */
export function rowLine(core: Core, revision: number, { row, contact: id, refused, run, ...kept }: TakenRow): RowLine {
  const contact = core.get('contacts', id);
  const owner = userOf(core, contact?.owner);
  const ran = run === undefined ? undefined : core.get('runs', run);
  const reason = refused ?? ran?.reason ?? ran?.flag;
  return {
    row,
    contact: {
      id,
      name: contact === undefined ? '' : contactName(contact),
      email: contact?.email ?? '',
    },
    run: run ?? null,
    state: refused === undefined ? stateOf(ran) : 'refused',
    ...(reason === undefined ? {} : { reason }),
    owner: owner === undefined ? null : { id: owner.id, name: owner.name, email: owner.email },
    notified: kept.messages.map((message) => {
      const { to, channel, state } = core.get('outbox', message.key) ?? message;
      return { name: to.name, email: userOf(core, to.user)?.email ?? to.address, channel, state };
    }),
    revision,
    steps: kept.steps,
  };
}

function stateOf(run: Run | undefined): RowLine['state'] {
  return run?.state === 'completed' || run?.state === 'failed' || run?.state === 'stopped' ? run.state : 'waiting';
}

function stepLines(entries: readonly Entry[], graph: Graph): readonly StepLine[] {
  const steps: StepLine[] = [];
  let inside: string | undefined;
  const add = (node: string, state: string, port: string | null): void => {
    const type = graph.document.nodes[node]?.type ?? '';
    steps.push({ node, type, label: graph.nodes.get(node)?.label ?? node, state, port });
    inside = undefined;
  };
  for (const entry of entries) {
    if (entry.kind === 'run-began') add(entry.node, 'done', 'next');
    else if (entry.kind === 'node-entered') inside = entry.node;
    else if (entry.kind === 'node-left') add(entry.node, entry.result, entry.port);
    else if (entry.kind === 'wait-began') add(entry.node, 'waiting', null);
    else if (entry.kind === 'run-ended' && inside !== undefined) add(inside, entry.how, null);
  }
  return steps;
}
