// What a disk says, in words; what no disk said is a bug and stays one.
import { expect, test } from 'vitest';
import { errnoOf, ioProblem, StoreError, SyncFailed, withoutPath } from '../../../../electron/store/io-problem.ts';
import { systemError } from '../../../support/crash-disk.ts';

test.each([
  ['ENOSPC', 'disk-full', 'The disk is full'],
  ['EBUSY', 'file-busy', 'Another program holds the file'],
  ['EWEIRD', 'disk-error', 'The disk reports EWEIRD'],
])('%s is told with the path and what to do', (code, name, words) => {
  const problem = ioProblem(systemError(code, 'write'), '/w/a.json');
  expect(problem).toMatchObject({ code: name, where: { path: '/w/a.json' }, fix: expect.any(String) });
  expect(problem.message).toBe(`${words}: /w/a.json cannot be used.`);
  expect(withoutPath(problem)).toBe(`${words}.`);
});

test('a problem on its way keeps its words; a failed sync says that nobody can tell what is on the disk', () => {
  const problem = { code: 'x', message: 'Words.' };
  expect(ioProblem(new StoreError(problem), '/w')).toBe(problem);
  expect(ioProblem(new SyncFailed(systemError('EIO', 'sync')), '/w')).toMatchObject({
    code: 'sync-failed',
    message: expect.stringContaining('EIO'),
  });
  expect(withoutPath(problem)).toBe('Words.');
});

test.each([
  ['a bug', new TypeError('x is undefined')],
  ['an error with a number for a code', Object.assign(new Error('No'), { code: 7 })],
  ['a text', 'ENOSPC'],
])('%s is thrown on, not told as a fault of the disk', (_, thrown) => {
  expect(errnoOf(thrown)).toBeUndefined();
  expect(() => ioProblem(thrown, '/w')).toThrow(thrown instanceof Error ? thrown.message : thrown);
});
