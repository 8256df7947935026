// Contacts by the thousand, and workspaces that hold them, made as a person makes them: by a CSV file and the terminal.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runNode, type Measured } from './measure.ts';

const project = resolve('.');
const seed = join(project, 'tests', 'fixtures', 'seed');
const firstNames = ['Maya', 'Liam', 'Noor', 'Sofía', 'Ken', 'Ada', 'Tom', 'Iris', 'José', 'Zoë'];
const lastNames = ['Öztürk', "O'Connor", 'van Dijk', 'Núñez', 'Tanaka', 'Brown', 'Weiß'];

/** A folder for everything a benchmark writes; gone when the process ends. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a CSV of so many contacts, no two alike, like tests/fixtures/seed/contacts.csv. */
export function writeContacts(file: string, count: number): void {
  const rows = ['First Name,Last Name,Email,Phone,Source,Tags'];
  for (let n = 0; n < count; n += 1) {
    const [first, last] = [firstNames[n % firstNames.length], lastNames[n % lastNames.length]];
    rows.push(
      `${first},${last},c${n}@example.org,+49151${10_000_000 + n},${n % 3 ? 'Website' : 'Fair'},${n % 4 ? 'new' : '"new, vip"'}`,
    );
  }
  writeFileSync(file, `${rows.join('\n')}\n`);
}

/** `baton run` of the acceptance file on a CSV, into a workspace. `syncs`: how often it asked the system to sync. */
export async function runContacts(
  csv: string,
  workspace: string,
  batch = 1000,
): Promise<Measured & { readonly syncs: number }> {
  const file = join(seed, 'assign-new-contacts.baton.json');
  const users = join(seed, 'users.csv');
  const cli = join(project, 'out', 'main', 'cli.js');
  const into = ['--workspace', workspace, '--batch', String(batch)];
  const counter = ['--import', pathToFileURL(join(project, '.cache', 'bench', 'syncs.program.mjs')).href];
  const counted = `${workspace}.syncs`;
  const run = [...counter, cli, 'run', file, '--contacts', csv, '--users', users, ...into];
  const measured = await runNode(run, { BATON_SYNCS: counted });
  return { ...measured, syncs: Number(readFileSync(counted, 'utf8')) };
}

/** Bytes of the files in a folder whose names begin so. */
export function bytesOf(folder: string, prefix: string): number {
  const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
