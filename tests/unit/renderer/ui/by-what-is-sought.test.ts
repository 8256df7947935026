import { expect, test } from 'vitest';
import { byWhatIsSought } from '../../../../renderer/ui/by-what-is-sought.ts';

const option = (label: string) => ({ value: label, label, disabled: false });
const names = ['Łukasz Nowak', 'Sofía Núñez', 'Søren Weiß'].map(option);

test.each([
  ['nunez', 'Sofía Núñez'],
  ['NÚÑEZ', 'Sofía Núñez'],
  ['lukasz', 'Łukasz Nowak'],
  [' weiss', 'Søren Weiß'],
])('“%s” finds %s', (search, name) => {
  expect(byWhatIsSought({ options: names, search, limit: Infinity })).toEqual([option(name)]);
});

test('nothing typed finds all, up to the limit', () => {
  expect(byWhatIsSought({ options: names, search: '', limit: 2 })).toEqual(names.slice(0, 2));
});

test('groups keep those that fit, and one without any is left out', () => {
  const options = [
    { group: 'Sales', items: names },
    { group: 'Support', items: [option('Ana Silva')] },
  ];
  expect(byWhatIsSought({ options, search: 'soren', limit: 10 })).toEqual([{ group: 'Sales', items: [names[2]] }]);
});
