// "You are" in a workspace without users says how there come to be some.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { You } from '../../../../renderer/frame/You.tsx';
import { lend } from '../../../../renderer/state/commands.ts';
import { usePeople } from '../../../../renderer/state/people.ts';
import type { User } from '../../../../shared/model/user.ts';

afterEach(() => {
  cleanup();
  usePeople.setState({ users: [] });
});

function open(users: readonly User[]): void {
  usePeople.setState({ users });
  render(
    <MantineProvider env="test">
      <You icons={false} />
    </MantineProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'You are Everybody' }));
}

test('without users it offers to add one', async () => {
  let asked = 0;
  const takeBack = lend({ 'add-user': () => (asked += 1) });
  open([]);
  expect(screen.queryByText(/^There are no users yet/)).not.toBeNull();
  fireEvent.click(screen.getByRole('menuitem', { name: 'Add user…' }));
  expect(asked).toBe(1);
  takeBack();
});

test('with users it offers those', () => {
  open([{ id: 'u1', name: 'Ana Silva', active: true } as User]);
  expect(screen.queryByRole('menuitemradio', { name: 'Ana Silva' })).not.toBeNull();
  expect(screen.queryByText(/^There are no users yet/)).toBeNull();
});
