// The shelf finds what people mean: other words, half words, slips of the finger.
import { describe, expect, test } from 'vitest';
import { findSteps } from '../../../../renderer/palette/find-steps.ts';
import { stepTypes } from '../../../../shared/steps/index.ts';

const first = (search: string): string | undefined => findSteps(stepTypes, search)[0]?.types[0]?.type;

describe('find steps', () => {
  test.each([
    ['Assign To User', 'assign-user'],
    ['Send Internal Notification', 'notify-user'],
    ['Contact Created', 'contact-created'],
    ['asign', 'assign-user'],
    ['round robin', 'assign-user'],
    ['owner', 'assign-user'],
    ['wapp', 'notify-user'],
    ['email', 'notify-user'],
    ['delay', 'wait'],
    ['condition', 'if-else'],
    ['label', 'add-tag'],
    // What begins like that comes before what has it somewhere inside ("notification").
    ['if', 'if-else'],
    ['If', 'if-else'],
    ['else', 'if-else'],
    ['not', 'notify-user'],
    ['us', 'assign-user'],
    ['ta', 'add-tag'],
    ['w', 'wait'],
  ])('%s', (search, type) => expect(first(search)).toBe(type));

  test('without a search everything stands in its group', () => {
    const groups = findSteps(stepTypes, '  ');
    expect(groups.map((group) => group.label)).toEqual(['Triggers', 'Contact', 'Notify', 'Logic']);
    expect(groups.flatMap((group) => group.types)).toHaveLength(stepTypes.length);
  });

  test('nothing is found for nonsense', () => {
    expect(findSteps(stepTypes, 'qqxxzz')).toEqual([]);
  });
});
