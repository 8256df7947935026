// Many contacts, users with long names and long workflows: what a window has to bear when it is used for years.
import { expect, type Page } from '@playwright/test';
import { ask } from './window.ts';

/** Lets a CSV of this many contacts come in, and waits until all are there. `live`: published workflows run for each. */
export async function importMany(page: Page, count: number, live = false): Promise<void> {
  const rows = Array.from({ length: count }, (_, at) => `Contact,Number ${at + 1},c${at + 1}@example.org,Fair`);
  const bytes = [...new TextEncoder().encode(['First Name,Last Name,Email,Source', ...rows, ''].join('\n'))];
  const { token } = await ask(page, 'files.begin', { name: 'many.csv', bytes: bytes.length });
  const piece = 500_000;
  for (let from = 0; from < bytes.length; from += piece)
    await page.evaluate(
      ([to, part]) => window.baton.request('files.append', { token: to, piece: Uint8Array.from(part) }),
      [token, bytes.slice(from, from + piece)] as const,
    );
  const { options } = await ask(page, 'contacts.importPreview', { token, options: null });
  await ask(page, 'contacts.importStart', { token, options, duplicates: 'add', runWorkflows: live });
  // Playwright's `waitForFunction` takes the promise of an async one for a yes.
  const found = async (): Promise<number> =>
    (await ask(page, 'contacts.list', { search: 'example.org', offset: 0, limit: 1 })).total;
  await expect.poll(found, { timeout: 120_000, intervals: [500] }).toBeGreaterThanOrEqual(count);
}

/** A workflow file of this many steps: tags in a row, with an If / Else after every tenth. */
export function longWorkflow(steps: number): string {
  const nodes: Record<string, object> = {
    t1: { type: 'contact-created', typeVersion: 1, label: 'Contact Created', config: { filters: [] } },
  };
  const edges: object[] = [];
  let from = { from: 't1', port: 'next' };
  for (let at = 1; at < steps; at += 1) {
    const id = `n${String(at).padStart(3, '0')}`;
    const asks = at % 10 === 0;
    const holds = [[{ field: 'contact.source', op: 'is', value: 'Website' }]];
    nodes[id] = asks
      ? {
          type: 'if-else',
          typeVersion: 1,
          label: `From the website? ${at / 10}`,
          config: { branches: [{ port: 'yes', name: 'Yes', groups: holds }] },
        }
      : { type: 'add-tag', typeVersion: 1, label: `Add Tag ${at}`, config: { tags: [`step ${at}`] } };
    edges.push({ ...from, to: id });
    from = { from: id, port: asks ? 'none' : 'next' };
  }
  return JSON.stringify({
    format: 'baton.workflow',
    formatVersion: 1,
    id: `long-${steps}`,
    name: `A workflow of ${steps} steps`,
    nodes,
    edges,
  });
}
