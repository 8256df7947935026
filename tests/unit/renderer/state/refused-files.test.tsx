// A file that is refused is called by its name, also one that was chosen in the system's dialog.
import { beforeEach, expect, test } from 'vitest';
import {
  closeImport,
  offerImport,
  pickWorkflowFile,
  readWorkflowFile,
  useImporting,
} from '../../../../renderer/state/importing.ts';
import { pickFile, useImports } from '../../../../renderer/state/imports.ts';
import { good } from '../../../../shared/model/problem.ts';

const refused = (fileName: string) => ({ fileName, problem: { code: 'empty', message: 'This file is empty.' } });

beforeEach(() => {
  useImporting.setState({ files: [] });
  useImports.setState({ shown: undefined });
});

/** The main process answers each question with this. */
function answer(value: unknown): void {
  Object.assign(window, { baton: { request: () => Promise.resolve(good(value)) } });
}

test('a workflow file', async () => {
  answer(refused('cut.baton.json'));
  await pickWorkflowFile();
  expect(useImporting.getState().files).toEqual([refused('cut.baton.json')]);
});

test('a second one waits until the first is closed', () => {
  offerImport(refused('first.baton.json'));
  offerImport(refused('second.baton.json'));
  const shown = (): unknown => useImporting.getState().files[0];
  expect(shown()).toEqual(refused('first.baton.json'));
  closeImport();
  expect(shown()).toEqual(refused('second.baton.json'));
  closeImport();
  expect(shown()).toBeUndefined();
});

test('a list of contacts', async () => {
  answer(refused('empty.csv'));
  await pickFile();
  expect(useImports.getState().shown).toEqual({ step: 'refused', ...refused('empty.csv') });
});

test('a list that is read goes on to its preview, and a cancelled dialog changes nothing', async () => {
  answer({ token: 't1', fileName: 'fair.csv' });
  await pickFile();
  answer(null);
  await pickFile();
  expect(useImports.getState().shown).toEqual({ step: 'preview', token: 't1', fileName: 'fair.csv' });
});

test('a dropped file that is too large for a workflow says what to choose instead', async () => {
  const file = new File([], 'video.json');
  Object.defineProperty(file, 'size', { value: 7_000_000 });
  await readWorkflowFile(file);
  const [shown] = useImporting.getState().files;
  expect(shown).toMatchObject({ problem: { code: 'too-large', fix: 'Choose a .baton.json file.' } });
});
