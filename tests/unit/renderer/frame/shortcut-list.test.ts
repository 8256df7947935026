// The list of shortcuts: what stands under "Everywhere" does something everywhere.
import { expect, test } from 'vitest';
import { editorKeys, everywhereKeys } from '../../../../renderer/frame/shortcut-list.ts';
import { commands } from '../../../../shared/commands.ts';

test('what only the workflow editor can do is listed under it, and every command with keys once', () => {
  expect(editorKeys.map(({ what }) => what)).toEqual(['Save now', 'Save a copy to file', 'Redo', 'Test workflow']);
  const everywhere = everywhereKeys.map(({ what }) => what);
  expect(everywhere).toContain('Undo');
  expect(everywhere).not.toContain('Redo');
  expect(everywhere.length + editorKeys.length).toBe(commands.filter((command) => 'keys' in command).length);
});
