// What stands in the way of a file goes from the list as soon as somebody is chosen.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offerImport, useImporting } from '../../../../renderer/state/importing.ts';
import { usePeople } from '../../../../renderer/state/people.ts';
import { ImportDialog } from '../../../../renderer/workflows/ImportDialog.tsx';
import { notHereWords } from '../../../../shared/fields/people.ts';
import type { WorkflowImport } from '../../../../shared/ipc-file-types.ts';
import type { Finding } from '../../../../shared/model/problem.ts';
import { aUser } from '../../../support/workflow.ts';

beforeEach(() => {
  usePeople.setState({ users: [aUser('anne')], pools: [] });
  useImporting.setState({ files: [] });
});
afterEach(() => {
  cleanup();
  usePeople.setState({ users: [] });
  useImporting.setState({ files: [] });
});

const notHere = (name: string): Finding => ({
  severity: 'error',
  code: 'user-not-here',
  message: notHereWords(name),
});

const file = {
  token: 't1',
  fileName: 'new-leads.baton.json',
  plan: {
    document: { name: 'New leads', nodes: {} },
    needs: ['Ana', 'Ana Silva'].map((name) => ({ key: name, kind: 'user', name, email: '', found: null })),
    findings: ['Ana', 'Ana Silva'].map(notHere),
    clash: null,
  },
} as unknown as WorkflowImport;

test('who was chosen is no problem any more, who is left open still is', () => {
  offerImport(file);
  render(
    <MantineProvider env="test">
      <ImportDialog />
    </MantineProvider>,
  );
  expect(screen.getByText('2 problems to mend before it can be published')).toBeDefined();
  const choose = (name: string): void => {
    const field = screen.getByRole('combobox', { name });
    fireEvent.click(field);
    const list = document.getElementById(field.getAttribute('aria-controls') ?? '') as HTMLElement;
    fireEvent.click(within(list).getByRole('option', { name: 'Anne', hidden: true }));
  };
  choose('Ana');
  expect(screen.queryByText('Ana is not in this workspace.')).toBeNull();
  expect(screen.getByText('Ana Silva is not in this workspace.')).toBeDefined();
  choose('Ana Silva');
  expect(screen.queryByText(/is not in this workspace/)).toBeNull();
  expect(screen.getByText('Checked: nothing is wrong with it.')).toBeDefined();
});
