// The field that adds users does not cover what stands below it before somebody wants to add one.
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AddUser } from '../../../../renderer/form/AddUser.tsx';
import type { User } from '../../../../shared/model/user.ts';

afterEach(cleanup);

function field(eager: boolean): HTMLElement {
  const users = [{ id: 'u1', name: 'Ana Silva', active: true } as User];
  render(
    <MantineProvider env="test">
      <AddUser
        describedBy=""
        eager={eager}
        inputId="users"
        invalid={false}
        nobody=""
        onAdd={() => undefined}
        placeholder=""
        users={users}
      />
    </MantineProvider>,
  );
  const combobox = screen.getByRole('combobox');
  act(() => combobox.focus());
  return combobox;
}

const isOpen = (): boolean => screen.queryByRole('option', { name: 'Ana Silva' }) !== null;

test('with nobody chosen yet the list opens at once', () => {
  field(true);
  expect(isOpen()).toBe(true);
});

test('with somebody chosen it waits for an arrow, a letter or a click', () => {
  const combobox = field(false);
  expect(isOpen()).toBe(false);
  fireEvent.keyDown(combobox, { code: 'ArrowDown' });
  expect(isOpen()).toBe(true);
  cleanup();
  fireEvent.change(field(false), { target: { value: 'a' } });
  expect(isOpen()).toBe(true);
  cleanup();
  fireEvent.click(field(false));
  expect(isOpen()).toBe(true);
});
