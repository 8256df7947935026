// A file on its way to the main process: one that changes or vanishes meanwhile is said, and another can be chosen.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendFile } from '../../../renderer/files.ts';
import { closeImport as closeWorkflow, useImporting } from '../../../renderer/state/importing.ts';
import { closeImport, importFile, openImport, startImport, useImports } from '../../../renderer/state/imports.ts';
import type { WorkflowImport } from '../../../shared/ipc-file-types.ts';
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
  useImports.setState({ shown: undefined });
  vi.unstubAllGlobals();
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
  expect(await sendFile(aFile(3), (share) => shares.push(share) > 0)).toEqual(good('t1'));
  expect(asked).toEqual(['files.begin', 'files.append', 'files.append', 'files.append']);
  expect(shares.at(-1)).toBe(1);
});

test.each([0, 1, 2])(
  'one that cannot be read after %i pieces is told, and what was sent is forgotten',
  async (readable) => {
    expect(await sendFile(aFile(readable))).toEqual({ ok: false, problem: changed });
    expect(asked).toEqual(['files.begin', ...Array.from({ length: readable }, () => 'files.append'), 'files.forget']);
  },
);

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
  expect(asked).toEqual(['files.begin', 'files.forget']);
});

test('one that is dropped while another is read takes its place', async () => {
  const first = importFile(aFile(9, 5_000_000));
  const second = new File(['name'], 'b.csv');
  await Promise.all([first, importFile(second)]);
  expect(useImports.getState().shown).toEqual({ step: 'preview', fileName: 'b.csv', token: 't1' });
  expect(asked.filter((name) => name === 'files.forget')).toHaveLength(1);
});

describe('the file of a preview', () => {
  const preview = { step: 'preview', fileName: 'a.csv', token: 't1' } as const;
  const how = {
    options: { delimiter: ',', encoding: 'utf-8', header: true, mapping: {} },
    duplicates: 'skip',
    runWorkflows: true,
  } as const;

  test('is forgotten when the dialog is closed, and when it shows another', () => {
    openImport(preview);
    closeImport();
    openImport(preview);
    openImport({ ...preview, token: 't2' });
    expect(asked).toEqual(['files.forget', 'files.forget']);
    openImport({ ...preview, token: 't2' });
    expect(asked).toHaveLength(2);
  });

  test('is not when its import is being asked for, though the dialog is closed meanwhile', async () => {
    openImport(preview);
    const started = startImport('t1', how);
    closeImport();
    expect(await started).toBeUndefined();
    expect(asked).toEqual(['contacts.importStart']);
    expect(useImports.getState().shown).toMatchObject({ step: 'job' });
  });

  test('is when that import was refused and the dialog is closed', async () => {
    const request = (name: string) => {
      asked.push(name);
      return Promise.resolve({ ok: false, problem: changed });
    };
    vi.stubGlobal('window', { baton: { request, subscribe: () => () => undefined } });
    openImport(preview);
    expect(await startImport('t1', how)).toEqual(changed);
    expect(asked).toEqual(['contacts.importStart']);
    const started = startImport('t1', how);
    closeImport();
    await started;
    expect(asked).toEqual(['contacts.importStart', 'contacts.importStart', 'files.forget']);
  });
});

test('a workflow file is forgotten when its import is closed', () => {
  useImporting.setState({ files: [{ token: 'w', fileName: 'a.json', plan: {} as WorkflowImport['plan'] }] });
  closeWorkflow();
  expect(asked).toEqual(['files.forget']);
});
