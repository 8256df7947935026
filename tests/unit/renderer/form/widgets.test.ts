// Every step can be drawn: each kind of field has its widget, each icon its drawing, each template its sample.
import { describe, expect, test } from 'vitest';
import { stepIcons } from '../../../../renderer/canvas/StepIcon.tsx';
import { groupLabels } from '../../../../renderer/canvas/group-labels.ts';
import { sampleName, sampleValues } from '../../../../renderer/form/sample.ts';
import { widgets } from '../../../../renderer/form/widgets.ts';
import * as fields from '../../../../shared/fields/index.ts';
import { mergeFields } from '../../../../shared/merge-fields.ts';
import { stepTypes } from '../../../../shared/steps/index.ts';
import { parseTemplate } from '../../../../shared/template.ts';

test.each(stepTypes.map((type) => [type.type, type] as const))('%s can be drawn', (_, type) => {
  const undrawn = Object.entries(type.fields).filter(([, field]) => widgets[field.kind] === undefined);
  expect(undrawn.map(([name]) => name)).toEqual([]);
  expect(Object.keys(stepIcons)).toContain(type.icon);
  expect(Object.keys(groupLabels)).toContain(type.group);
});

test('there is a widget for each kind of field that steps can be made of', () => {
  const words = { label: '', required: '' };
  const kinds = [
    fields.branches({ label: '', initial: [] }),
    fields.choice({ label: '', choices: [{ value: 'a', label: '' }] }),
    fields.duration({ label: '', initial: { amount: 1, unit: 'days' } }),
    fields.groups(words),
    fields.pool(words),
    fields.shares(words),
    fields.tags(words),
    fields.template(words),
    fields.text(words),
    fields.toggle(words),
    fields.user(words),
    fields.users(words),
    fields.wallTime(words),
    fields.zone(words),
  ].map((field) => field.kind);
  expect(Object.keys(widgets).toSorted()).toEqual(kinds.toSorted());
});

describe('the sample contact', () => {
  test('fills in every merge field', () => {
    const template = parseTemplate(mergeFields.map(({ name }) => `{{ ${name} }}`).join('|'));
    expect(template.problems).toEqual([]);
    const rendered = template.render(sampleValues);
    expect(rendered.text.split('|')).toEqual(mergeFields.map((field) => field.sample));
    expect(rendered.blanks).toEqual([]);
  });

  test('has a name', () => expect(sampleName).toBe('Maya Öztürk'));
});
