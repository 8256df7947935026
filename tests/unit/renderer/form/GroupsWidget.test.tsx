// Who adds a condition goes on in it; who removes one stays among the conditions.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GroupsEditor } from '../../../../renderer/form/GroupsWidget.tsx';
import type { Groups } from '../../../../shared/fields/conditions.ts';

function Editor() {
  const [groups, setGroups] = useState<Groups>([]);
  return <GroupsEditor disabled={false} groups={groups} onChange={setGroups} />;
}

beforeEach(() => {
  render(
    <MantineProvider env="test">
      <Editor />
    </MantineProvider>,
  );
});
afterEach(cleanup);

const press = (name: string, at = 0): boolean =>
  fireEvent.click(screen.getAllByRole('button', { name })[at] as Element);
/** Which of the conditions has the focus in its first field. */
const active = (): number =>
  screen.getAllByRole('combobox', { name: 'Field' }).indexOf(document.activeElement as HTMLElement);

test('a new condition has the focus', () => {
  press('Add condition');
  expect(active()).toBe(0);
  press('Or');
  expect(active()).toBe(1);
  press('And');
  expect(active()).toBe(1);
  expect(screen.getAllByRole('combobox', { name: 'Field' })).toHaveLength(3);
});

test('when one is removed, the next one has it, else the one before, else the button that adds one', () => {
  press('Add condition');
  press('And');
  press('And');
  press('Remove condition', 1);
  expect(active()).toBe(1);
  press('Remove condition', 1);
  expect(active()).toBe(0);
  press('Remove condition');
  expect(document.activeElement?.textContent).toBe('Add condition');
});
