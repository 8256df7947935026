// A workspace that cannot be opened leaves ways on: nobody is locked out by one folder.
import { expect, test } from 'vitest';
import { findWayIn, type Outside, type WayOn } from '../../../../electron/desktop/way-in.ts';
import { bad, good, type Result } from '../../../../shared/model/problem.ts';

interface Given {
  readonly opens: readonly string[];
  readonly presses: readonly WayOn[];
  readonly folders?: readonly (string | null)[];
  readonly backups?: readonly Result<string | null>[];
}

/** A person who presses in this order, and what the box offered and said. */
function aPerson({ opens, presses, folders = [], backups = [] }: Given) {
  const left = { presses: [...presses], folders: [...folders], backups: [...backups] };
  const boxes: { readonly said: string; readonly ways: readonly WayOn[] }[] = [];
  const outside: Outside<string> = {
    open: (folder) =>
      Promise.resolve(opens.includes(folder) ? good(`open ${folder}`) : bad('broken', `${folder} is broken.`)),
    ask: ({ message }, ways) => {
      boxes.push({ said: message, ways });
      return Promise.resolve(left.presses.shift() ?? 'quit');
    },
    pickFolder: () => Promise.resolve(left.folders.shift() ?? null),
    openBackup: () => Promise.resolve(left.backups.shift() ?? good(null)),
  };
  return { boxes, outside };
}

test('a workspace that opens asks nothing', async () => {
  const { boxes, outside } = aPerson({ opens: ['/last'], presses: [] });
  expect(await findWayIn('/last', '/usual', outside)).toEqual({ folder: '/last', opened: 'open /last' });
  expect(boxes).toEqual([]);
});

test('one that does not open is told with four ways on; the default one is one press away', async () => {
  const { boxes, outside } = aPerson({ opens: ['/usual'], presses: ['default'] });
  expect(await findWayIn('/last', '/usual', outside)).toEqual({ folder: '/usual', opened: 'open /usual' });
  expect(boxes).toEqual([{ said: '/last is broken.', ways: ['default', 'folder', 'backup', 'quit'] }]);
});

test('when the default one is broken, another folder or a backup still is a way on', async () => {
  const { boxes, outside } = aPerson({ opens: ['/other'], presses: ['folder', 'folder'], folders: ['/bad', '/other'] });
  expect(await findWayIn('/usual', '/usual', outside)).toMatchObject({ folder: '/other' });
  expect(boxes).toEqual([
    { said: '/usual is broken.', ways: ['folder', 'backup', 'quit'] },
    { said: '/bad is broken.', ways: ['folder', 'backup', 'quit'] },
  ]);
});

test('a dialog that is cancelled, or a backup that is refused, asks again', async () => {
  const refused = bad<string>('not-a-backup', 'x holds no workspace.');
  const { boxes, outside } = aPerson({
    opens: ['/restored'],
    presses: ['folder', 'backup', 'backup'],
    backups: [refused, good('/restored')],
  });
  expect(await findWayIn('/last', '/usual', outside)).toMatchObject({ folder: '/restored' });
  expect(boxes.map((box) => box.said)).toEqual(['/last is broken.', '/last is broken.', 'x holds no workspace.']);
});

test('quitting opens nothing', async () => {
  expect(await findWayIn('/last', '/usual', aPerson({ opens: ['/usual'], presses: ['quit'] }).outside)).toBeNull();
});
