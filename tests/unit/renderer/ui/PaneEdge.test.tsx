// The edge of a pane: arrow keys move it within its limits, and its size is kept.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paneLimits, usePanes } from '../../../../renderer/state/panes.ts';
import { PaneEdge } from '../../../../renderer/ui/PaneEdge.tsx';

beforeEach(() => usePanes.setState({ list: 304, inspector: 344, trace: 220 }));
afterEach(cleanup);

const press = (key: string): boolean => fireEvent.keyDown(screen.getByRole('separator'), { key });

test('an edge at the right: the right arrow makes the pane larger, up to its limit', () => {
  render(<PaneEdge label="Width of the list" pane="list" side="right" />);
  press('ArrowRight');
  expect(usePanes.getState().list).toBe(320);
  press('End');
  press('ArrowRight');
  expect(usePanes.getState().list).toBe(paneLimits.list.most);
  press('Home');
  expect(screen.getByRole('separator').getAttribute('aria-valuenow')).toBe(String(paneLimits.list.least));
});

test('an edge at the left: the left arrow makes the pane larger', () => {
  render(<PaneEdge label="Width of the settings" pane="inspector" side="left" />);
  press('ArrowLeft');
  expect(usePanes.getState().inspector).toBe(360);
});

test('the log is never higher than half of the window', () => {
  render(<PaneEdge label="Height of the trace" pane="trace" side="top" />);
  press('End');
  expect(usePanes.getState().trace).toBe(Math.floor(window.innerHeight / 2));
  expect(localStorage.getItem('baton.panes')).toContain(String(Math.floor(window.innerHeight / 2)));
});

test('pulled with the pointer', () => {
  render(<PaneEdge label="Width of the list" pane="list" side="right" />);
  const edge = screen.getByRole('separator');
  Object.assign(edge, { setPointerCapture: () => undefined });
  fireEvent.pointerDown(edge, { clientX: 512, pointerId: 1 });
  fireEvent.pointerMove(edge, { clientX: 482, pointerId: 1 });
  fireEvent.pointerUp(edge, { pointerId: 1 });
  fireEvent.pointerMove(edge, { clientX: 100, pointerId: 1 });
  expect(usePanes.getState().list).toBe(274);
});
