// Which keys act where, for the list of shortcuts.
import { commands, type Command, type CommandId } from '../../shared/commands.ts';

export interface KeyHelp {
  readonly keys: readonly string[];
  readonly what: string;
}

/** Commands that only the workflow editor has a deed for. */
const ofEditor: ReadonlySet<CommandId> = new Set(['save', 'save-copy', 'redo', 'test-workflow']);

function keysOf(which: (id: CommandId) => boolean): readonly KeyHelp[] {
  return commands.flatMap((command): readonly KeyHelp[] => {
    const { label, keys, also }: Command = command;
    if (keys === undefined || !which(command.id)) return [];
    return [{ what: label.replace('…', ''), keys: also === undefined ? [keys] : [keys, also] }];
  });
}

export const everywhereKeys: readonly KeyHelp[] = keysOf((id) => !ofEditor.has(id));
export const editorKeys: readonly KeyHelp[] = keysOf((id) => ofEditor.has(id));

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
