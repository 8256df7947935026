// What would bring nobody in cannot be begun, and says why.
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ImportPreview } from '../../../../../renderer/contacts/import/ImportPreview.tsx';
import { good } from '../../../../../shared/model/problem.ts';

afterEach(cleanup);

const options = { delimiter: ',', encoding: 'utf-8', header: true, mapping: { Name: 'fullName' } };
const came = { line: 2, cells: ['Ana'] };
const skipped = { line: 3, cells: [''], skipped: 'no name' };

test.each([
  ['every row is skipped', [skipped], 0],
  ['one row comes in', [skipped, came], 1],
])('when %s', async (_, rows, usable) => {
  const refused = usable === 0;
  const preview = { token: 't', fileName: 'a.csv', bytes: 20, headers: ['Name'], options, rows, notes: [], starts: [] };
  Object.assign(window, {
    baton: {
      request: (name: string) =>
        Promise.resolve(good(name === 'contacts.importKnown' ? { rows: usable, known: usable, whole: true } : preview)),
      subscribe: () => () => undefined,
    },
  });
  render(
    <MantineProvider env="test">
      <ImportPreview fileName="a.csv" token="t" />
    </MantineProvider>,
  );
  await screen.findByText(refused ? /No row can come in/ : '1 of 1 row, with those that come twice in the file.');
  const button = await screen.findByRole('button', { name: 'Import contacts' });
  expect((button as HTMLButtonElement).disabled).toBe(refused);
});
