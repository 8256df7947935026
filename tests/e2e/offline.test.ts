// Offline for real: the seed's guide, and the terminal, where there is no network at all; and nothing tries to leave.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, root, test } from '../support/launch.ts';
import { offline } from '../support/offline.ts';

const at = (path: string): string => join(root, path);
const place = offline();

test('without a network the whole guide works in the window, and nothing tries to reach one', async () => {
  test.setTimeout(180_000);
  const playwright = [at('node_modules/@playwright/test/cli.js'), 'test', '--config', at('build/playwright.config.ts')];
  // A folder and a report of its own: this test's are in use.
  const beside = ['--output', at('test-results/offline'), '--reporter', 'line'];
  const ran = await place.run(process.execPath, ...playwright, ...beside, 'e2e/seed.test.ts');
  expect(ran.output).toContain('2 passed');
  expect(ran).toMatchObject({ code: 0, tries: 0 });
  console.log(`The seed’s guide in ${place.how}: ${ran.tries} tries to leave.`);
});

test('without a network a file runs in the terminal, and nothing tries to reach one', async () => {
  const workspace = await mkdtemp(join(tmpdir(), 'baton-offline-'));
  const seed = (name: string): string => at(`tests/fixtures/seed/${name}`);
  const ran = await place.run(
    process.execPath,
    at('out/main/cli.js'),
    'run',
    seed('assign-new-contacts.baton.json'),
    `--contacts=${seed('contacts.csv')}`,
    `--users=${seed('users.csv')}`,
    `--workspace=${join(workspace, 'w')}`,
  );
  await rm(workspace, { recursive: true, force: true });
  expect(ran.output).toContain('7 rows, 7 enrolments (7 completed)');
  expect(ran).toMatchObject({ code: 0, tries: 0 });
  console.log(`The terminal in ${place.how}: ${ran.tries} tries to leave.`);
});

test('the count is a true one: who tries to leave is counted', async () => {
  const script = `
    const beyond = [{ host: '192.0.2.1', port: 80 }, { host: '2001:db8::1', port: 80 }];
    const proxy = process.env.BATON_PROXY;
    const { hostname, port } = new URL(proxy ?? 'http://none');
    const to = proxy === undefined ? beyond : beyond.map(() => ({ host: hostname, port }));
    for (const one of to) require('node:net').connect(one).on('error', () => {});`;
  expect(await place.run(process.execPath, '-e', script)).toMatchObject({ code: 0, tries: 2 });
});
