import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { realDisk, type Disk } from '../../../../electron/store/disk.ts';
import { openDocument, type DocumentFormat } from '../../../../electron/store/document.ts';
import { replaceFile } from '../../../../electron/store/replace-file.ts';
import { bad, good } from '../../../../shared/model/problem.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

interface Names {
  readonly names: readonly string[];
}
const format: DocumentFormat<Names> = {
  parse: (json) =>
    typeof json === 'object' && json !== null && 'names' in json && Array.isArray(json.names)
      ? good({ names: json.names.map(String) })
      : bad('bad-names', 'names must be a list', { where: { path: 'names' } }),
};
const none: Names = { names: [] };

test('begins with the defaults, saves, and is read back', async () => {
  const path = join(temporaryFolder(), 'names.json');
  const first = must(await openDocument(realDisk, path, format, none));
  expect(first.data()).toEqual(none);
  must(await first.save({ names: ['Ana'] }));
  expect(readFileSync(path, 'utf8')).toBe('{\n  "names": [\n    "Ana"\n  ]\n}\n');
  expect(must(await openDocument(realDisk, path, format, none)).data()).toEqual({ names: ['Ana'] });
});

test('of saves made at once the last one stays, and no temporary file is left', async () => {
  const folder = temporaryFolder();
  const document = must(await openDocument(realDisk, join(folder, 'n.json'), format, none));
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => document.save({ names: [name] })));
  expect(JSON.parse(readFileSync(join(folder, 'n.json'), 'utf8'))).toEqual({ names: ['d'] });
  expect(readdirSync(folder)).toEqual(['n.json']);
});

test('the first of two saves is held up by the disk: the second one stays all the same', async () => {
  const file = join(temporaryFolder(), 'a.json');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let renames = 0;
  const disk: Disk = {
    ...realDisk,
    async rename(from, to) {
      if (renames++ === 0) await held;
      return realDisk.rename(from, to);
    },
  };
  const document = must(await openDocument(disk, file, format, none));
  const first = document.save({ names: ['a'] });
  await vi.waitFor(() => expect(renames).toBe(1));
  const second = document.save({ names: ['b'] });
  // Long enough for a save that does not wait for the one before.
  for (let other = 0; other < 5; other += 1) await replaceFile(realDisk, `${file}.other`, Buffer.from('{}'));
  letGo();
  must(await first);
  must(await second);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ names: ['b'] });
  expect(document.data()).toEqual({ names: ['b'] });
});

test.each([
  ['', 'is empty'],
  ['  \n', 'is empty'],
  ['null', 'no object'],
  ['7', 'no object'],
  ['{"names": [', 'is not JSON'],
  ['{"other": 1}', 'names must be a list'],
])('a bad file %j is refused and left as it is', async (text, says) => {
  const path = join(temporaryFolder(), 'names.json');
  writeFileSync(path, text);
  const opened = await openDocument(realDisk, path, format, none);
  expect(opened.ok ? '' : opened.problem.message).toContain(says);
  expect(opened.ok ? '' : opened.problem.message).toContain(path);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('whichever operation fails, the file is the old or the new one, and the answer and the memory say which', async () => {
  for (const code of ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EPERM']) {
    for (let failing = 0, failed = true; failed; failing++) {
      const memory = crashDisk();
      await memory.mkdir('/w');
      must(await must(await openDocument(memory, '/w/n.json', format, none)).save({ names: ['old'] }));
      let seen = -1;
      failed = false;
      const disk = faultyDisk(memory, (operation) => {
        if (operation === 'read' || ++seen < failing || (operation !== 'rename' && failed)) return undefined;
        failed = true;
        return code;
      });
      const document = await openDocument(disk, '/w/n.json', format, none);
      if (!document.ok) continue;
      const saved = await document.value.save({ names: ['new'] });
      const found = must(await openDocument(memory, '/w/n.json', format, none)).data().names[0];
      expect(document.value.data().names[0]).toBe(saved.ok ? 'new' : 'old');
      expect(saved.ok ? ['new'] : ['old', 'new']).toContain(found);
    }
  }
});

test('a rename that the system refuses for a while is tried again', async () => {
  const memory = crashDisk();
  await memory.mkdir('/w');
  let refusals = 3;
  const disk = faultyDisk(memory, (operation) => (operation === 'rename' && refusals-- > 0 ? 'EPERM' : undefined));
  must(await must(await openDocument(disk, '/w/n.json', format, none)).save({ names: ['Bo'] }));
  expect(memory.files()).toEqual(['/w/n.json']);
});

test('a power cut at any operation leaves the old or the new document, the new one once it was confirmed', async () => {
  const random = randomOf(1);
  for (let operation = 0; ; operation++) {
    const disk = crashDisk();
    await disk.mkdir('/w');
    const document = must(await openDocument(disk, '/w/n.json', format, none));
    must(await document.save({ names: ['old'] }));
    const cut = disk.stopAt(disk.operations() + operation);
    const confirmed = await Promise.race([document.save({ names: ['new'] }).then(() => true), cut.then(() => false)]);
    for (let state = 0; state < 20; state++) {
      const found = must(await openDocument(disk.afterPowerCut(random), '/w/n.json', format, none)).data().names;
      expect(confirmed ? ['new'] : ['old', 'new']).toContain(found[0]);
    }
    if (confirmed) return;
  }
});

test('of two saves at once of which the first fails, the second is what the file and the memory say', async () => {
  const memory = crashDisk();
  await memory.mkdir('/w');
  let renames = 0;
  const disk = faultyDisk(memory, (operation) => (operation === 'rename' && renames++ === 0 ? 'ENOSPC' : undefined));
  const document = must(await openDocument(disk, '/w/n.json', format, none));
  const [first, second] = await Promise.all([document.save({ names: ['Ana'] }), document.save({ names: ['Bo'] })]);
  expect([first.ok, second.ok]).toEqual([false, true]);
  expect(document.data()).toEqual({ names: ['Bo'] });
  expect(must(await openDocument(memory, '/w/n.json', format, none)).data()).toEqual({ names: ['Bo'] });
});
