// Going from screen to screen, and the width of the sidebar.
import { beforeEach, expect, test } from 'vitest';
import { back, go, homeOf, setSidebarWidth, toggleSidebar, useUi } from '../../../../renderer/state/ui.ts';

beforeEach(() => useUi.setState({ screen: { to: 'workflows' }, past: [], sidebarWidth: 208 }));

const screen = () => useUi.getState().screen;

test('back returns the way one came', () => {
  go({ to: 'contacts' });
  go({ to: 'contact', id: 'maya' });
  back();
  expect(screen()).toEqual({ to: 'contacts' });
  back();
  expect(screen()).toEqual({ to: 'workflows' });
});

test('what a page keeps is there again with back, not when the page is opened anew', () => {
  go({ to: 'workflow', id: 'w1' });
  useUi.getState().kept.set('tab', 'runs');
  go({ to: 'run', id: 'r1' });
  expect(useUi.getState().kept.size).toBe(0);
  back();
  expect(useUi.getState().kept.get('tab')).toBe('runs');
  go({ to: 'workflows' });
  go({ to: 'workflow', id: 'w1' });
  expect(useUi.getState().kept.size).toBe(0);
});

test('the list of conversations keeps what it has from one conversation to the next', () => {
  go({ to: 'conversation', id: 'maya' });
  useUi.getState().kept.set('typed', 'm');
  go({ to: 'conversation', id: 'moe' });
  expect(useUi.getState().kept.get('typed')).toBe('m');
});

test('going where one is leaves no trace', () => {
  go({ to: 'contact', id: 'maya' });
  go({ to: 'contact', id: 'maya' });
  back();
  expect(screen()).toEqual({ to: 'workflows' });
});

test('back without a past leads to the list of the thing', () => {
  useUi.setState({ screen: { to: 'run', id: 'r1' } });
  back();
  expect(screen()).toEqual({ to: 'workflows' });
});

test('a contact belongs under Contacts, a conversation under Conversations', () => {
  expect(homeOf({ to: 'contact', id: 'maya' })).toBe('contacts');
  expect(homeOf({ to: 'conversation', id: 'maya' })).toBe('conversations');
});

test('the sidebar shows icons, or is wide enough for words', () => {
  setSidebarWidth(100);
  expect(useUi.getState().sidebarWidth).toBe(56);
  setSidebarWidth(130);
  expect(useUi.getState().sidebarWidth).toBe(160);
  setSidebarWidth(999);
  expect(useUi.getState().sidebarWidth).toBe(240);
  toggleSidebar();
  expect(useUi.getState().sidebarWidth).toBe(56);
  toggleSidebar();
  expect(useUi.getState().sidebarWidth).toBe(208);
});
