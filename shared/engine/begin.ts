// Does a workflow listen to an event, and the first entry of the run when it does.
import type { CrmEvent } from '../model/crm-event.ts';
import type { ContactFacts } from '../model/facts.ts';
import type { Instant } from '../model/time.ts';
import type { Graph } from '../graph/index-graph.ts';
import type { EntryOf } from './trace.ts';

/** The trigger that is credited, or the rule that refused. */
export type Heard =
  | {
      readonly yes: true;
      readonly node: string;
      readonly because: string;
      /** Enrolled by hand: the rule that this overrides. */ readonly overrides?: string;
    }
  | {
      readonly yes: false;
      readonly rule: string;
      /** No trigger listens to this kind of event at all. */ readonly deaf: boolean;
    };

/** Asks the workflow's triggers in order; the first that accepts is credited. */
export function listen(graph: Graph, event: CrmEvent, facts: ContactFacts): Heard {
  if (event.type === 'enrolled-by-hand') return enrolled(graph, event, facts);
  const rules: string[] = [];
  for (const trigger of graph.triggers) {
    if (trigger.type.on !== event.type) continue;
    const answer = trigger.type.accepts(trigger.config as never, facts, event);
    if (answer.yes) return { yes: true, node: trigger.id, because: answer.because };
    rules.push(answer.rule);
  }
  if (rules.length === 0) return { yes: false, deaf: true, rule: 'No trigger listens to this.' };
  return { yes: false, deaf: false, rule: rules.join('; ') };
}

/** Enrolling by hand is always possible: by its own trigger, else by the first one, whose filter it overrides. */
function enrolled(graph: Graph, event: CrmEvent, facts: ContactFacts): Heard {
  if (event.workflow !== graph.workflow.id) return { yes: false, deaf: true, rule: 'Enrolled in another workflow.' };
  const trigger = graph.triggers.find((one) => one.type.on === event.type) ?? graph.triggers[0];
  if (trigger === undefined) return { yes: false, deaf: false, rule: 'The workflow has no trigger.' };
  const answer = trigger.type.accepts(trigger.config as never, facts, event);
  return {
    yes: true,
    node: trigger.id,
    because: 'enrolled by hand',
    ...(answer.yes ? {} : { overrides: answer.rule }),
  };
}

/** The first entry of a run. */
export function beginRun(
  graph: Graph,
  revision: number,
  event: CrmEvent,
  heard: Extract<Heard, { yes: true }>,
  now: Instant,
  overrides?: string,
): EntryOf<'run-began'> {
  return {
    seq: 1,
    at: now,
    kind: 'run-began',
    workflow: graph.workflow.id,
    revision,
    contact: event.contact,
    event: event.id,
    node: heard.node,
    because: heard.because,
    to: graph.nodes.get(heard.node)?.next['next'] ?? null,
    ...(overrides === undefined ? {} : { overrides }),
  };
}
