// One contact is one: the questions of publishing and switching off speak of it in the singular.
import { expect, test } from 'vitest';
import { publishedWords, publishWords, turnOffWords } from '../../../../renderer/workflows/on-the-way.ts';

const plural = /\b(they|them|their|are|contacts|enrolments)\b/i;

test('one contact', () => {
  expect(JSON.stringify(turnOffWords(1, 0))).not.toMatch(plural);
  expect(JSON.stringify(publishWords(1))).not.toMatch(plural);
});

test('several, some of them paused before', () => {
  expect(turnOffWords(1204, 3).title).toBe('1,204 contacts are on their way (3 are paused already)');
  expect(turnOffWords(2, 1).title).toBe('2 contacts are on their way (1 is paused already)');
  expect(publishWords(2).leave).toBe('End: their enrolments stop here');
});

test('published: who moved and who stayed, when somebody was to move', () => {
  const plain = 'Published as version 3. Contacts who enter from now on go by it.';
  expect(publishedWords({ revision: 3 })).toBe(plain);
  expect(publishedWords({ revision: 3, moved: { over: 0, stayed: 0 } })).toBe(plain);
  expect(publishedWords({ revision: 3, moved: { over: 1204, stayed: 1 } })).toBe(
    `${plain} 1,204 contacts moved to it, 1 stayed in an earlier version.`,
  );
});
