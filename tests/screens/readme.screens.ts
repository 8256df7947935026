// The picture in the README: the sample in the middle of a test, its trace lit.
import { fileURLToPath } from 'node:url';
import { test } from '../support/launch.ts';
import { resize, wear } from '../support/screens.ts';
import { openSample, testTo } from './walk.ts';

test('the builder in a test', async ({ launch }) => {
  const baton = await launch();
  await openSample(baton);
  await resize(baton, { width: 1440, height: 900 });
  await wear(baton, 'light');
  await testTo(baton, 1);
  await baton.page.screenshot({ path: fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url)) });
});
