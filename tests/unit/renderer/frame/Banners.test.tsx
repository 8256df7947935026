// What stands in the way is told once, and leads on: to the messages that a restored workspace holds back.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Banners } from '../../../../renderer/frame/Banners.tsx';
import { StatusBar } from '../../../../renderer/frame/StatusBar.tsx';
import { useUi } from '../../../../renderer/state/ui.ts';
import { useWorkspace } from '../../../../renderer/state/workspace.ts';
import type { Banner } from '../../../../shared/ipc-types.ts';
import { good } from '../../../../shared/model/problem.ts';

afterEach(() => {
  cleanup();
  useWorkspace.setState({ banners: [] });
});

function show(banner: Banner): void {
  useWorkspace.setState({ banners: [banner] });
  render(
    <MantineProvider>
      <Banners />
      <StatusBar />
    </MantineProvider>,
  );
}

const saved = (): string | null | undefined => screen.getByRole('contentinfo').firstChild?.textContent;

test('a restored workspace leads to its outbox', () => {
  useUi.setState({ screen: { to: 'workflows' }, past: [] });
  show({
    id: 'restored',
    code: 'restored',
    severity: 'warning',
    message: 'This workspace was restored from a backup.',
  });
  fireEvent.click(screen.getByRole('button', { name: 'Show outbox' }));
  expect(useUi.getState().screen).toEqual({ to: 'outbox' });
  expect(saved()).toBe('All changes saved');
});

test('while nothing can be written the status bar does not say that all is saved', () => {
  show({ id: 'ledger', code: 'disk-full', severity: 'error', message: 'The disk is full.' });
  expect(saved()).toBe('Nothing is saved at present');
  expect(screen.queryByRole('button')).toBeNull();
});

test('a damaged workspace leads to a backup, and says what is still saved', () => {
  const asked: string[] = [];
  const request = (name: string): Promise<unknown> => {
    asked.push(name);
    return Promise.resolve(good(null));
  };
  Object.assign(window, { baton: { request, subscribe: () => () => undefined } });
  show({
    id: 'ledger',
    code: 'ledger-damaged',
    severity: 'error',
    message: 'A part of this workspace cannot be read.',
  });
  expect(saved()).toBe('Only drafts, users and settings are saved at present');
  fireEvent.click(screen.getByRole('button', { name: 'Open a backup…' }));
  expect(asked).toEqual(['backup.open']);
});
