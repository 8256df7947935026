// Enrolled by Hand: always possible, and it says what it overrides.
import { expect, test } from 'vitest';
import { listen } from '../../../../shared/engine/begin.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { contactFacts } from '../../../../shared/model/facts.ts';
import { aContact, anEvent } from '../../../support/desk.ts';
import { aWorkflow, hasTag, type WorkflowBuilder } from '../../../support/workflow.ts';

function enrol(workflow: WorkflowBuilder, into = 'w1'): ReturnType<typeof listen> {
  const event = anEvent('maya', { type: 'enrolled-by-hand', workflow: into });
  return listen(indexGraph(workflow.document, {}), event, contactFacts(aContact('maya'), undefined));
}

test('by its own trigger', () => {
  expect(enrol(aWorkflow().trigger('t1').trigger('t2', 'enrolled-by-hand'))).toEqual({
    yes: true,
    node: 't2',
    because: 'enrolled by hand',
  });
});

test('without one by the first trigger, whose filter is overridden and named', () => {
  expect(enrol(aWorkflow().trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] }))).toEqual({
    yes: true,
    node: 't1',
    because: 'enrolled by hand',
    overrides: 'Filter not so: Tags is vip (it is empty)',
  });
});

test('not into another workflow, and not without a trigger', () => {
  expect(enrol(aWorkflow().trigger('t1'), 'w2')).toMatchObject({ yes: false, deaf: true });
  expect(enrol(aWorkflow())).toEqual({ yes: false, deaf: false, rule: 'The workflow has no trigger.' });
});

test('it does not hear of new contacts', () => {
  const graph = indexGraph(aWorkflow().trigger('t1', 'enrolled-by-hand').document, {});
  expect(listen(graph, anEvent('maya'), contactFacts(aContact('maya'), undefined))).toMatchObject({
    yes: false,
    deaf: true,
  });
});
