// A text that is too long is said under its field, or ends where the field ends; the door never has to refuse it.
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContactDialog } from '../../../../renderer/contacts/ContactDialog.tsx';
import { LogMessage } from '../../../../renderer/conversations/LogMessage.tsx';
import { SecretField } from '../../../../renderer/settings/SecretField.tsx';
import { TestBox } from '../../../../renderer/settings/TestBox.tsx';
import { SearchField } from '../../../../renderer/ui/SearchField.tsx';
import { limits } from '../../../../shared/model/limits.ts';
import { bad } from '../../../../shared/model/problem.ts';

const readOnly = bad('read-only', 'The folder cannot be written to.', { fix: 'Use a folder that can be written to.' });
const request = vi.fn<() => Promise<unknown>>(() => Promise.resolve(readOnly));
const shown = (part: ReactNode): void => void render(<MantineProvider env="test">{part}</MantineProvider>);
const write = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } });

beforeEach(() => {
  request.mockClear();
  // A text area that grows asks for it; this page knows no fonts.
  Object.assign(document, { fonts: new EventTarget() });
  Object.assign(window, { baton: { request, subscribe: () => () => undefined } });
});
afterEach(cleanup);

test('a search', () => {
  shown(<SearchField label="Search contacts" onChange={() => undefined} value="" />);
  expect(screen.getByLabelText<HTMLInputElement>('Search contacts').maxLength).toBe(limits.search);
});

test('what was said with a contact', () => {
  shown(<LogMessage contact="c1" />);
  const field = screen.getByLabelText('What was said');
  write(field, 'x'.repeat(limits.said + 1));
  fireEvent.submit(screen.getByRole('form'));
  screen.getByText('This has 10,001 characters; at most 10,000 fit here. Log it in two parts.');
  expect(request).not.toHaveBeenCalled();
});

test('a password', () => {
  const value = 'x'.repeat(limits.credential + 1);
  const nothing = (): void => undefined;
  shown(<SecretField canKeep label="Password" onChange={nothing} onForget={nothing} state="none" value={value} />);
  expect(screen.getByText('This has 4,001 characters; at most 4,000 fit here.')).toBeDefined();
});

test('where a test goes', () => {
  const send = vi.fn<() => Promise<never>>();
  shown(<TestBox label="To" most={limits.user.phone} preset={'1'.repeat(65)} ready={() => true} send={send} />);
  fireEvent.click(screen.getByRole('button', { name: 'Send a test' }));
  screen.getByText('This has 65 characters; at most 64 fit here.');
  expect(send).not.toHaveBeenCalled();
});

test('what the main process refuses is shown with what can be done: a message that is logged', async () => {
  shown(<LogMessage contact="c1" />);
  write(screen.getByLabelText('What was said'), 'Called her');
  fireEvent.submit(screen.getByRole('form'));
  expect((await screen.findByRole('alert')).textContent).toContain('Use a folder that can be written to.');
});

test('and a contact', async () => {
  shown(<ContactDialog contact={null} onClose={() => undefined} opened />);
  write(await screen.findByLabelText('First name'), 'Maya');
  fireEvent.click(screen.getByRole('button', { name: 'Add contact' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Use a folder that can be written to.');
});
