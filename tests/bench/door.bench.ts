// A page that floods the door of the real app: 10,000 requests a second, well formed and refused ones. How long everything
// else in the main process waits meanwhile, and how many are answered.
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { join, resolve } from 'node:path';
import type { IntervalHistogram } from 'node:perf_hooks';
import { printTable, round } from './figures.ts';
import { runContacts, scratch, writeContacts } from './workspaces.ts';

const PER_SECOND = 10_000;
const SECONDS = 5;

interface Flood {
  readonly name: string;
  readonly request: string;
  readonly input: object;
}

const floods: readonly Flood[] = [
  { name: 'a short list', request: 'users.list', input: {} },
  { name: 'a page of 50 contacts', request: 'contacts.list', input: { search: '', offset: 0, limit: 50 } },
  { name: 'a note written down', request: 'conversations.add', input: note('A note') },
  { name: 'refused by its form', request: 'contacts.list', input: { search: 7, offset: 'x' } },
  { name: 'refused by its depth', request: 'contacts.list', input: deep(200) },
];

type Watching = typeof globalThis & { delays?: IntervalHistogram };

function note(body: string): object {
  return { act: '{act}', contact: '{contact}', channel: 'note', direction: 'internal', body };
}

function deep(levels: number): object {
  return levels === 0 ? {} : { below: deep(levels - 1) };
}

interface Answers {
  readonly sent: number;
  readonly answered: number;
  readonly good: number;
}

/** Sends as many as are due, in small heaps as a page's own timers allow, and never waits for an answer. */
function flood(page: Page, { request, input }: Flood, perSecond: number): Promise<Answers> {
  return page.evaluate(
    async ([name, text, rate, seconds]) => {
      const { baton } = globalThis as unknown as {
        baton: { request: (name: string, input: unknown) => Promise<{ ok: boolean; value: unknown }> };
      };
      const contacts = await baton.request('contacts.list', { search: '', offset: 0, limit: 1 });
      const contact = (contacts.value as { rows: { contact: { id: string } }[] }).rows[0]?.contact.id ?? '';
      const filled = text.replace('{contact}', contact);
      const made = filled.includes('{act}') ? undefined : (JSON.parse(filled) as unknown);
      const counts = { sent: 0, answered: 0, good: 0 };
      const began = performance.now();
      for (let at = 0; at < seconds * 1000; at = performance.now() - began) {
        for (const due = (at / 1000) * rate; counts.sent < due;) {
          counts.sent += 1;
          const asked = made ?? (JSON.parse(filled.replace('{act}', `${began}-${counts.sent}`)) as unknown);
          void baton.request(name, asked).then((answer) => {
            counts.answered += 1;
            if (answer.ok) counts.good += 1;
          });
        }
        await new Promise((done) => setTimeout(done, 2));
      }
      return { ...counts };
    },
    [request, JSON.stringify(input), perSecond, SECONDS] as const,
  );
}

async function watchMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const watching = globalThis as Watching;
    watching.delays?.disable();
    watching.delays = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    watching.delays.enable();
  });
}

/** ms: median, 99 of 100, most; and MB. */
function mainSays(app: ElectronApplication): Promise<readonly [number, number, number, number]> {
  return app.evaluate(() => {
    const { delays } = globalThis as Watching;
    const ms = (ns: number | undefined): number => (ns ?? 0) / 1e6;
    const megabytes = process.memoryUsage.rss() / 1024 / 1024;
    return [ms(delays?.percentile(50)), ms(delays?.percentile(99)), ms(delays?.max), megabytes] as const;
  });
}

/** Answers when main has nothing left to do of what was sent. */
async function quiet(page: Page): Promise<void> {
  for (let took = Infinity; took > 20;) {
    const began = performance.now();
    await page.evaluate(() =>
      (
        globalThis as unknown as { baton: { request: (name: string, input: unknown) => Promise<unknown> } }
      ).baton.request('users.list', {}),
    );
    took = performance.now() - began;
  }
}

const folder = scratch();
const csv = join(folder, 'contacts.csv');
writeContacts(csv, 1000);
const workspace = join(folder, 'workspace');
await runContacts(csv, workspace);
const app = await _electron.launch({
  executablePath: process.env['BATON_ELECTRON'] ?? '',
  args: [resolve('.'), `--workspace=${workspace}`, `--user-data-dir=${join(folder, 'user-data')}`, '--disable-gpu'],
});
const page = await app.firstWindow();
await page.getByText('Assign new contacts').first().waitFor();
const rows: Record<string, string | number>[] = [];
for (const [one, perSecond] of [
  [floods[0] as Flood, 0] as const,
  ...floods.map((each) => [each, PER_SECOND] as const),
]) {
  await quiet(page);
  await watchMain(app);
  const { sent, answered, good } = await flood(page, one, perSecond);
  const [median, p99, most, megabytes] = await mainSays(app);
  rows.push({
    request: perSecond === 0 ? 'none' : one.name,
    'sent a second': Math.round(sent / SECONDS),
    'answered a second': Math.round(answered / SECONDS),
    'of these good': Math.round(good / SECONDS),
    'main waits, median ms': round(median),
    'p99 ms': round(p99),
    'most ms': round(most),
    MB: Math.round(megabytes),
  });
}
await app.close();
printTable(`${PER_SECOND} requests a second for ${SECONDS} s`, rows);
