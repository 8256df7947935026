// How the switches of the window's command line are read.
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readUserData, readWorkspace } from '../../../../electron/desktop/start.ts';

describe('readWorkspace', () => {
  it.each([
    [['baton', '--workspace', 'sales']],
    [['baton', '--workspace=sales']],
    [['electron', '.', '--no-sandbox', '--workspace', 'sales', '--disable-gpu']],
  ])('takes the folder that %j names', (argv) => {
    expect(readWorkspace(argv, '/data')).toBe(resolve('sales'));
  });

  it.each([[['baton']], [['baton', '--workspace']], [['baton', '--workspace=']], [['baton', '--workspace', '--x']]])(
    'falls back to the folder in the user data for %j',
    (argv) => {
      expect(readWorkspace(argv, '/data')).toBe(join('/data', 'workspace'));
    },
  );
});

describe('readUserData', () => {
  it('leaves the choice to Electron unless a folder is named', () => {
    expect(readUserData(['baton'])).toBeUndefined();
    expect(readUserData(['baton', '--user-data-dir=/tmp/a=b'])).toBe(resolve('/tmp/a=b'));
  });
});
