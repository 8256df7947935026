// A file whose columns say nothing to Baton begins where one is given its meaning, not at the button that closes the dialog.
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { PreviewTable } from '../../../../../renderer/contacts/import/PreviewTable.tsx';
import type { CsvPreview } from '../../../../../shared/ipc-file-types.ts';

afterEach(cleanup);

test.each([
  [{}, true],
  [{ Colour: 'lastName' }, false],
])('with the columns read as %j', (mapping, chooses) => {
  const preview = { headers: ['Colour', 'Size'], rows: [] as CsvPreview['rows'] } as unknown as CsvPreview;
  render(
    <MantineProvider env="test">
      <PreviewTable mapping={mapping} onMap={() => undefined} preview={preview} />
    </MantineProvider>,
  );
  const first = screen.getByRole('combobox', { name: 'What the column Colour is' });
  expect(document.activeElement === first).toBe(chooses);
});
