import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import type { DocumentFormat } from '../../../../electron/store/document.ts';
import { StoreError } from '../../../../electron/store/io-problem.ts';
import { openWorkspace } from '../../../../electron/store/open-workspace.ts';
import { good, type Result } from '../../../../shared/model/problem.ts';
import { accountBook } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const open = (folder: string) => openWorkspace(realDisk, folder, accountBook);
const plain: DocumentFormat<object> = { parse: (json) => good(json as object) };
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);

test('makes a new workspace with all its folders, and opens it again with the same id', async () => {
  const folder = join(temporaryFolder(), 'deep', 'workspace');
  const first = must(await open(folder));
  first.ledger().stage({ do: 'open', account: 'ana', amount: 1 });
  await first.close();
  expect(readdirSync(folder)).toEqual(['bin', 'ledger', 'quarantine', 'revisions', 'workflows', 'workspace.json']);
  const again = must(await open(folder));
  expect(again.id).toBe(first.id);
  expect(again.ledger().get('accounts', 'ana')).toEqual({ amount: 1, moves: 0 });
  await again.close();
});

test('documents are saved under their names and listed', async () => {
  const folder = temporaryFolder();
  const workspace = must(await open(folder));
  for (const name of ['users.json', 'workflows/b.json', 'workflows/a.json', 'revisions/a/1-abc.json']) {
    must(await must(await workspace.openDocument(name, plain, {})).save({ name }));
  }
  expect(JSON.parse(readFileSync(join(folder, 'revisions', 'a', '1-abc.json'), 'utf8'))).toEqual({
    name: 'revisions/a/1-abc.json',
  });
  expect(must(await workspace.listDocuments('workflows'))).toEqual(['workflows/a.json', 'workflows/b.json']);
  expect(must(await workspace.listDocuments('revisions/none'))).toEqual([]);
  await workspace.close();
});

test.each(['../users.json', 'workflows/../../x.json', '/etc/passwd', 'a\\b.json', '', '.hidden'])(
  'the name %j is refused: it could lead out of the workspace',
  async (name) => {
    const workspace = must(await open(temporaryFolder()));
    expect(codeOf(await workspace.openDocument(name, plain, {}))).toBe('bad-name');
    expect(codeOf(await workspace.listDocuments(name))).toBe('bad-name');
    await workspace.close();
  },
);

test('one workspace, one opener', async () => {
  const folder = temporaryFolder();
  const first = must(await open(folder));
  expect(codeOf(await open(folder))).toBe('workspace-locked');
  await first.close();
  await must(await open(folder)).close();
});

test('a folder with other things in it is refused and left alone', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'holiday.jpg'), 'x');
  expect(codeOf(await open(folder))).toBe('not-a-workspace');
  expect(readdirSync(folder)).toEqual(['holiday.jpg']);
});

test('none is made inside another; one that is there opens', async () => {
  const folder = temporaryFolder();
  await must(await open(folder)).close();
  expect(codeOf(await open(join(folder, 'quarantine')))).toBe('inside-workspace');
  expect(readdirSync(join(folder, 'quarantine'))).toEqual([]);
  await must(await open(folder)).close();
  const made = join(temporaryFolder(), 'made');
  await must(await open(made)).close();
  cpSync(made, join(folder, 'made'), { recursive: true });
  await must(await open(join(folder, 'made'))).close();
});

test('a workspace of a newer Baton is refused politely and left alone', async () => {
  const folder = temporaryFolder();
  const text = '{"format":"baton-workspace","formatVersion":9,"id":"x"}';
  writeFileSync(join(folder, 'workspace.json'), text);
  const opened = await open(folder);
  expect(opened).toMatchObject({ ok: false, problem: { code: 'workspace-newer' } });
  expect(JSON.stringify(opened)).toContain('newer Baton');
  expect(readFileSync(join(folder, 'workspace.json'), 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['workspace.json']);
});

test('an unreadable workspace.json, and one without its ledger, are refused', async () => {
  const folder = temporaryFolder();
  const first = must(await open(folder));
  first.ledger().stage({ do: 'open', account: 'ana', amount: 1 });
  await first.close();
  const copy = join(temporaryFolder(), 'copy');

  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'ledger'), { recursive: true });
  expect(codeOf(await open(copy))).toBe('ledger-missing');
  expect(existsSync(join(copy, 'ledger', 'CURRENT'))).toBe(false);

  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'workspace.json'));
  expect(codeOf(await open(copy))).toBe('not-a-workspace');
  writeFileSync(join(copy, 'workspace.json'), '');
  expect(codeOf(await open(copy))).toBe('document-unreadable');
  await must(await open(folder)).close();
});

test('a network folder is refused', async () => {
  const folder = temporaryFolder();
  const disk = { ...realDisk, isNetwork: async () => true };
  expect(codeOf(await openWorkspace(disk, folder, accountBook))).toBe('network-folder');
});

test('what a crash left of a save is removed, also beside revisions', async () => {
  const folder = temporaryFolder();
  await must(await open(folder)).close();
  mkdirSync(join(folder, 'revisions', 'a'));
  const left = ['users.json.1.tmp', 'workflows/a.json.2.tmp', 'revisions/a/1-x.json.3.tmp', 'ledger/CURRENT.4.tmp'];
  for (const name of left) writeFileSync(join(folder, name), 'half');
  await must(await open(folder)).close();
  expect(left.filter((name) => existsSync(join(folder, name)))).toEqual([]);
});

test('after a failed sync nothing is taken any more, though the disk is well again, until the workspace is opened anew', async () => {
  const memory = await newDisk();
  let broken = false;
  const disk = faultyDisk(memory, (operation) => (broken && operation === 'sync' ? 'EIO' : undefined));
  const workspace = must(await openWorkspace(disk, '/w', accountBook));
  const ledger = workspace.ledger();
  ledger.stage({ do: 'open', account: 'ana', amount: 1 });
  await ledger.commit();
  broken = true;
  ledger.stage({ do: 'open', account: 'bo', amount: 1 });
  await expect(ledger.commit()).rejects.toThrow('EIO');
  broken = false;
  expect(() => ledger.stage({ do: 'open', account: 'chi', amount: 1 })).toThrow(StoreError);
  await expect(ledger.commit()).rejects.toThrow(StoreError);
  expect(await ledger.retry()).toBe(false);
  expect(ledger.status()).toMatchObject({ state: 'failed', problem: { code: 'sync-failed' } });
  // What a person can do about it stands in the banner.
  expect(ledger.status().problem?.fix).toContain('Quit Baton and start it again');
  await expect(workspace.close()).rejects.toThrow(StoreError);

  const again = must(await openWorkspace(disk, '/w', accountBook));
  expect(again.ledger().status().state).toBe('open');
  expect(again.ledger().get('accounts', 'ana')).toBeDefined();
  expect(again.ledger().get('accounts', 'chi')).toBeUndefined();
  await again.close();
});

test('a power cut at any operation while a workspace is made leaves a folder that opens', async () => {
  const random = randomOf(5);
  for (let operation = 0; ; operation++) {
    const disk = await newDisk();
    const stopped = disk.stopAt(disk.operations() + operation);
    const making = openWorkspace(onItsOwnMachine(disk), '/alias', accountBook).then(async (made) => {
      await must(made).close();
      return true;
    });
    const made = await Promise.race([making, stopped.then(() => false)]);
    for (let damage = 0; damage < 4; damage++) {
      const found = must(await openWorkspace(onItsOwnMachine(disk.afterPowerCut(random)), '/alias', accountBook));
      expect(found.ledger().status().state).toBe('open');
      await found.close();
    }
    if (made) return;
  }
});

test('a new workspace in folders that are new as well stays through a power cut', async () => {
  const disk = crashDisk();
  const place = `/w/new-by-${process.pid}/folder`;
  const realPath = (path: string) => disk.list(path).then(() => path);
  await must(await openWorkspace({ ...disk, realPath }, place, accountBook)).close();
  const random = randomOf(9);
  for (let cut = 0; cut < 8; cut += 1) expect(disk.afterPowerCut(random).files()).toContain(`${place}/workspace.json`);
});

test('a save that was killed before it was confirmed, and is shown at the next start, stays through a power cut', async () => {
  const random = randomOf(8);
  const cut = (disk: CrashDisk) => openWorkspace(onItsOwnMachine(disk), '/alias', accountBook);
  const draft = async (disk: CrashDisk) =>
    must(await must(await cut(disk)).openDocument('workflows/a.json', plain, {})).data();
  for (let operation = 0; ; operation++) {
    const disk = await newDisk();
    const document = must(await must(await cut(disk)).openDocument('workflows/a.json', plain, {}));
    const stopped = disk.stopAt(disk.operations() + operation);
    const saved = await Promise.race([document.save({ ana: 1 }).then(() => true), stopped.then(() => false)]);
    const killed = disk.afterKill();
    const shown = await draft(killed);
    for (let damage = 0; damage < 8; damage++) expect(await draft(killed.afterPowerCut(random))).toEqual(shown);
    if (saved) return;
  }
});

test('a workspace.json that describes no workspace is refused and left alone', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'workspace.json'), '{"format":"another-app"}');
  expect(codeOf(await open(folder))).toBe('not-a-workspace');
  expect(readdirSync(folder)).toEqual(['workspace.json']);
});

test('a folder that cannot be reached is a problem, and is not made anew', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(codeOf(await open(join(folder, 'file', 'workspace')))).toBe('disk-error');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('a new workspace whose last file cannot be written is none: the lock is free, and it can be tried again', async () => {
  const folder = temporaryFolder();
  const full = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'rename' && path.endsWith('workspace.json') ? 'ENOSPC' : undefined,
  );
  expect(codeOf(await openWorkspace(full, folder, accountBook))).toBe('disk-full');
  expect(existsSync(join(folder, 'workspace.json'))).toBe(false);
  await must(await open(folder)).close();
});

test('a new workspace whose ledger cannot begin is none: nothing is saved in it, and it can be tried again', async () => {
  const folder = temporaryFolder();
  const full = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'open' && path.includes('segment') ? 'ENOSPC' : undefined,
  );
  expect(codeOf(await openWorkspace(full, folder, accountBook))).toBe('disk-full');
  await must(await open(folder)).close();
});

describe('removing and listing documents', () => {
  async function withDocument() {
    let fault: string | undefined;
    const disk = faultyDisk(realDisk, (operation, _, path) =>
      path.includes('workflows') && ['unlink', 'list', 'mkdir'].includes(operation) ? fault : undefined,
    );
    const folder = temporaryFolder();
    const workspace = must(await openWorkspace(disk, folder, accountBook));
    must(await must(await workspace.openDocument('workflows/a.json', plain, {})).save({ name: 'a' }));
    return { workspace, folder, fail: (code: string) => void (fault = code) };
  }

  test('what is removed is gone, also the second time; nothing outside the workspace is', async () => {
    const { workspace, folder } = await withDocument();
    must(await workspace.removeDocument('workflows/a.json'));
    must(await workspace.removeDocument('workflows/a.json'));
    expect(readdirSync(join(folder, 'workflows'))).toEqual([]);
    expect(codeOf(await workspace.removeDocument('../a.json'))).toBe('bad-name');
    await workspace.close();
  });

  test('what is removed does not come back with a power cut', async () => {
    const disk = await newDisk();
    const workspace = must(await openWorkspace(onItsOwnMachine(disk), '/alias', accountBook));
    must(await must(await workspace.openDocument('workflows/a.json', plain, {})).save({ name: 'a' }));
    must(await workspace.removeDocument('workflows/a.json'));
    const random = randomOf(4);
    for (let cut = 0; cut < 8; cut += 1)
      expect(disk.afterPowerCut(random).files()).not.toContain('/w/workflows/a.json');
    await workspace.close();
  });

  test('what the disk refuses is said, and not taken for "there is none"', async () => {
    const { workspace, folder, fail } = await withDocument();
    fail('EACCES');
    expect(codeOf(await workspace.removeDocument('workflows/a.json'))).toBe('folder-read-only');
    expect(codeOf(await workspace.listDocuments('workflows'))).toBe('folder-read-only');
    expect(codeOf(await workspace.openDocument('workflows/deep/a.json', plain, {}))).toBe('folder-read-only');
    expect(readdirSync(join(folder, 'workflows'))).toEqual(['a.json']);
    await workspace.close();
  });
});

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

let machines = 0;

/** The lock of a workspace whose making hangs for ever is of another name than the next one's: as after a restart. */
function onItsOwnMachine(disk: CrashDisk): CrashDisk {
  const machine = ++machines;
  return {
    ...disk,
    realPath: async (path) => (path === '/alias' ? '/w' : `${path} of machine ${process.pid} ${machine}`),
  };
}
