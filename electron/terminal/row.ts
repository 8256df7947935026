// One line of `baton run --json`: what became of one contact row. The shape is promised in docs/file-format.md.
import { contactName } from '../../shared/model/contact.ts';
import type { Graph } from '../../shared/graph/index-graph.ts';
import type { Channel, MessageState } from '../../shared/model/message.ts';
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

/** A row as it stands now; messages that are still on their way have their state of this moment. */
export function rowLine(
  core: Core,
  graph: Graph,
  revision: number,
  outcome: Extract<RowOutcome, { added: object }>,
): RowLine {
  const { added, row } = outcome;
  const workflow = graph.workflow.id;
  const contact = core.get('contacts', added.contact);
  const owner = userOf(core, contact?.owner);
  const shared = {
    row,
    contact: {
      id: added.contact,
      name: contact === undefined ? '' : contactName(contact),
      email: contact?.email ?? '',
    },
    owner: owner === undefined ? null : { id: owner.id, name: owner.name, email: owner.email },
    revision,
  };
  const refused = (reason: string): RowLine => ({
    ...shared,
    run: null,
    state: 'refused',
    reason,
    notified: [],
    steps: [],
  });
  if (added.kind === 'merged') return refused('The contact is there already; its empty fields were filled.');
  if (added.kind !== 'created') return refused('The contact is there already.');
  const began = added.happening.began.find((one) => one.workflow === workflow);
  if (began === undefined) {
    const refusal = added.happening.refused.find((one) => one.workflow === workflow);
    return refused(refusal?.rule ?? 'No trigger of the workflow listens to new contacts.');
  }
  const run = core.get('runs', began.run);
  const notified = messagesOf(began.entries).map((message) => {
    const { to, channel, state } = core.get('outbox', message.key) ?? message;
    return { name: to.name, email: userOf(core, to.user)?.email ?? to.address, channel, state };
  });
  const reason = run?.reason ?? run?.flag;
  return {
    ...shared,
    run: began.run,
    state: run?.state === 'completed' || run?.state === 'failed' || run?.state === 'stopped' ? run.state : 'waiting',
    ...(reason === undefined ? {} : { reason }),
    notified,
    steps: stepLines(began.entries, graph),
  };
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
