// How the switches of the window's command line are read.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenWorkspace, namedWorkspace, readUserData, switchedTo } from '../../../../electron/desktop/start.ts';

describe('namedWorkspace', () => {
  it.each([
    [['baton', '--workspace', 'sales']],
    [['baton', '--workspace=sales']],
    [['electron', '.', '--no-sandbox', '--workspace', 'sales', '--disable-gpu']],
  ])('takes the folder that %j names', (argv) => {
    expect(namedWorkspace(argv)).toBe(resolve('sales'));
  });

  it.each([[['baton']], [['baton', '--workspace']], [['baton', '--workspace=']], [['baton', '--workspace', '--x']]])(
    'finds none in %j',
    (argv) => {
      expect(namedWorkspace(argv)).toBeUndefined();
    },
  );
});

describe('switchedTo', () => {
  const kept = ['--user-data-dir=/u', 'baton://contact/1', '--lang=de'];

  it('keeps the other arguments and takes the place of every workspace named before', () => {
    for (const argv of [['--workspace', '/a', ...kept], [...kept, '--workspace=/a'], [...kept, '--switch-to=/a'], kept])
      expect(switchedTo(argv, '/b')).toEqual([...kept, '--switch-to=/b']);
  });

  it('is what the next start reads', () => {
    expect(chosenWorkspace(switchedTo(kept, '/b c'))).toBe(resolve('/b c'));
    expect(chosenWorkspace(kept)).toBeUndefined();
  });
});

describe('readUserData', () => {
  it('leaves the choice to Electron unless a folder is named', () => {
    expect(readUserData(['baton'])).toBeUndefined();
    expect(readUserData(['baton', '--user-data-dir=/tmp/a=b'])).toBe(resolve('/tmp/a=b'));
  });
});
