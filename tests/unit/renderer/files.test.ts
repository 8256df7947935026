// A file on its way to the main process: one that changes or vanishes meanwhile is said, and another can be chosen.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendFile } from '../../../renderer/files.ts';
import { importFile, openImport, useImports } from '../../../renderer/state/imports.ts';
import { good } from '../../../shared/model/problem.ts';

const asked: string[] = [];

beforeEach(() => {
  asked.length = 0;
  const request = (name: string) => {
    asked.push(name);
    return Promise.resolve(good({ token: 't1' }));
  };
  vi.stubGlobal('window', { baton: { request, subscribe: () => () => undefined } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  useImports.setState({ shown: undefined });
});

/** A file of which only so many pieces can be read: then somebody saved it anew. */
function aFile(readable: number, bytes = 2_500_000): File {
  const file = new File([new Uint8Array(bytes)], 'a.csv');
  let read = 0;
  const slice = file.slice.bind(file);
  file.slice = (from, to) => {
    const piece = slice(from, to);
    if (++read > readable)
      piece.arrayBuffer = () => Promise.reject(new DOMException('It could not be read', 'NotReadableError'));
    return piece;
  };
  return file;
}

const changed = { code: 'file-changed', message: 'The file changed while it was read.', fix: 'Choose it again.' };

test('a file that stays as it is goes over in pieces', async () => {
  const shares: number[] = [];
  expect(await sendFile(aFile(3), (share) => shares.push(share))).toEqual(good('t1'));
  expect(asked).toEqual(['files.begin', 'files.append', 'files.append', 'files.append']);
  expect(shares.at(-1)).toBe(1);
});

test.each([0, 1, 2])('one that cannot be read after %i pieces is told, and no more of it is sent', async (readable) => {
  expect(await sendFile(aFile(readable))).toEqual({ ok: false, problem: changed });
  expect(asked).toHaveLength(1 + readable);
});

test('the import is refused by the name of the file, and says why', async () => {
  openImport();
  const file = aFile(1);
  await importFile(file);
  expect(useImports.getState().shown).toEqual({ step: 'refused', fileName: file.name, problem: changed });
});

test('an import that was closed meanwhile does not come back', async () => {
  openImport();
  const coming = importFile(aFile(1));
  useImports.setState({ shown: undefined });
  await coming;
  expect(useImports.getState().shown).toBeUndefined();
});
