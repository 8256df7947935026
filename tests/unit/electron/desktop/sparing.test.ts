// A page that asks nonsense ten thousand times a second does not fill the log.
import { expect, test } from 'vitest';
import { sparing } from '../../../../electron/desktop/sparing.ts';

test('one line a minute, with how many there were in between', () => {
  const said: string[] = [];
  let now = 5_000;
  const say = sparing(
    (line) => said.push(line),
    () => now,
  );
  for (let n = 0; n < 10_000; n += 1) say(`refused ${n}`);
  now += 59_999;
  say('still quiet');
  now += 1;
  say('again');
  now += 60_000;
  say('and again');
  expect(said).toEqual(['refused 0', 'again (and 10000 more since the last such line)', 'and again']);
});
