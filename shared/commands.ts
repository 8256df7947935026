// Every command that has a name: the menu bar, the palette, the shortcuts and the list of shortcuts are views of this table.

export interface Command {
  readonly id: string;
  /** A verb with its object; "…" when it asks something first. */
  readonly label: string;
  readonly menu: 'file' | 'edit' | 'workflow' | 'view' | 'go' | 'help';
  /** As the menu bar writes it: `CmdOrCtrl+Shift+S`. */
  readonly keys?: string;
  /** Other keys that do the same. */
  readonly also?: string;
}

export const commands = [
  { id: 'new-workflow', label: 'New workflow…', menu: 'file', keys: 'CmdOrCtrl+N' },
  { id: 'open-file', label: 'Open workflow file…', menu: 'file', keys: 'CmdOrCtrl+O' },
  { id: 'save', label: 'Save now', menu: 'file', keys: 'CmdOrCtrl+S' },
  { id: 'save-copy', label: 'Save a copy to file…', menu: 'file', keys: 'CmdOrCtrl+Shift+S' },
  { id: 'add-contact', label: 'Add contact…', menu: 'file' },
  { id: 'import-contacts', label: 'Import contacts…', menu: 'file' },
  { id: 'add-user', label: 'Add user…', menu: 'file' },
  { id: 'open-sample', label: 'Open the sample', menu: 'file' },
  { id: 'remove-sample', label: 'Remove the sample…', menu: 'file' },
  { id: 'back-up', label: 'Back up now…', menu: 'file' },
  { id: 'open-backup', label: 'Open a backup…', menu: 'file' },
  { id: 'open-workspace', label: 'Open another workspace…', menu: 'file' },
  { id: 'settings', label: 'Settings', menu: 'file', keys: 'CmdOrCtrl+,' },
  { id: 'undo', label: 'Undo', menu: 'edit', keys: 'CmdOrCtrl+Z' },
  { id: 'redo', label: 'Redo', menu: 'edit', keys: 'CmdOrCtrl+Shift+Z', also: 'CmdOrCtrl+Y' },
  { id: 'test-workflow', label: 'Test workflow', menu: 'workflow', keys: 'CmdOrCtrl+Enter' },
  { id: 'publish', label: 'Publish workflow', menu: 'workflow' },
  { id: 'palette', label: 'Search and commands', menu: 'view', keys: 'CmdOrCtrl+K' },
  { id: 'toggle-sidebar', label: 'Fold or open the sidebar', menu: 'view' },
  { id: 'next-pane', label: 'Next pane', menu: 'view', keys: 'F6' },
  { id: 'previous-pane', label: 'Previous pane', menu: 'view', keys: 'Shift+F6' },
  { id: 'back', label: 'Back', menu: 'go', keys: 'Alt+Left' },
  { id: 'workflows', label: 'Workflows', menu: 'go' },
  { id: 'contacts', label: 'Contacts', menu: 'go' },
  { id: 'conversations', label: 'Conversations', menu: 'go' },
  { id: 'users', label: 'Users', menu: 'go' },
  { id: 'outbox', label: 'Outbox', menu: 'go' },
  { id: 'bin', label: 'Bin', menu: 'go' },
  { id: 'shortcuts', label: 'Keyboard shortcuts', menu: 'help', keys: 'CmdOrCtrl+?' },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

/** The command with this id. */
export function commandOf(id: CommandId): Command {
  return commands.find((command) => command.id === id) ?? commands[0];
}
