// All that can be done with one step, as a menu: behind "more" on the card, a right click, and in the inspector.
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useBuilder, useSession } from '../state/session.ts';

/** The items of the menu; it stands inside a `Menu`. */
export function StepMenu({ id }: { readonly id: string }): ReactNode {
  const { builder, commands } = useSession();
  const selection = useBuilder((state) => state.selection);
  const ids = selection.has(id) ? [...selection] : [id];
  const one = ids.length === 1;
  const entries: readonly (readonly [label: string, keys: string, run: () => void] | null)[] = [
    ['Settings', 'Enter', () => builder.openField(id)],
    ['Rename', 'F2', () => commands.startRenaming(id)],
    null,
    ['Add step after', 'A', () => commands.addAfter(id)],
    ['Add step before', 'Shift+A', () => commands.addBefore(id)],
    ['Move up', 'Alt+↑', () => commands.moveInOrder(id, -1)],
    ['Move down', 'Alt+↓', () => commands.moveInOrder(id, 1)],
    ['Move to the branch on the left', 'Alt+←', () => commands.moveAcross(id, -1)],
    ['Move to the branch on the right', 'Alt+→', () => commands.moveAcross(id, 1)],
    null,
    [one ? 'Duplicate' : 'Duplicate the selected', 'Ctrl+D', () => commands.duplicate(ids)],
    [one ? 'Switch off or on' : 'Switch the selected off or on', 'D', () => commands.toggleDisabled(ids)],
    ['Breakpoint on or off', 'F9', () => commands.toggleBreakpoint(id)],
    [one ? 'Delete' : 'Delete the selected', 'Delete', () => commands.remove(ids)],
  ];
  return (
    <Menu.Dropdown>
      {entries.map((entry, index) =>
        entry === null ? (
          // oxlint-disable-next-line react/no-array-index-key -- a fixed list
          <Menu.Divider key={index} />
        ) : (
          <Menu.Item key={entry[0]} onClick={entry[2]} rightSection={<span className="key-hint">{entry[1]}</span>}>
            {entry[0]}
          </Menu.Item>
        ),
      )}
    </Menu.Dropdown>
  );
}
