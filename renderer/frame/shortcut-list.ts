// The keys that act only while a certain part of the window has the focus, for the list of shortcuts.

export interface KeyHelp {
  readonly keys: readonly string[];
  readonly what: string;
}

export const tableKeys: readonly KeyHelp[] = [
  { keys: ['Up', 'Down'], what: 'Previous, next row' },
  { keys: ['Home', 'End'], what: 'First, last row' },
  { keys: ['Enter'], what: 'Open the row' },
  { keys: ['Space'], what: 'Select the row' },
  { keys: ['F2'], what: 'Rename' },
  { keys: ['Delete'], what: 'Delete' },
];

export const canvasKeys: readonly KeyHelp[] = [
  { keys: ['Up', 'Down'], what: 'Previous, next step' },
  { keys: ['Left', 'Right'], what: 'Neighbouring branch' },
  { keys: ['Home', 'End'], what: 'Trigger, last step of the branch' },
  { keys: ['A', 'Shift+A'], what: 'Add a step after, before' },
  { keys: ['Enter', 'F2'], what: 'Settings of the step, rename it' },
  { keys: ['D', 'Delete'], what: 'Switch the step off, delete it' },
  { keys: ['Alt+Up', 'Alt+Down'], what: 'Move the step' },
  { keys: ['CmdOrCtrl+C', 'CmdOrCtrl+X', 'CmdOrCtrl+V'], what: 'Copy, cut, paste' },
  { keys: ['CmdOrCtrl+D', 'CmdOrCtrl+A'], what: 'Duplicate, select all' },
  { keys: ['CmdOrCtrl+=', 'CmdOrCtrl+-', 'CmdOrCtrl+0'], what: 'Zoom in, out, to 100 %' },
  { keys: ['Shift+1', 'Shift+2'], what: 'Fit all, fit the selection' },
  { keys: ['F10', 'F8'], what: 'Test run: next step, step back' },
  { keys: ['F5', 'Shift+F5'], what: 'Test run: go on or pause, stop' },
  { keys: ['F9'], what: 'Breakpoint on the step' },
];
