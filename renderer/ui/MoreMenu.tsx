// The "more" button of a row with its menu.
import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import { useRef, type ReactNode } from 'react';

interface MoreMenuProps {
  /** What the menu is for: the row's name. */
  readonly name: string;
  readonly tab: 0 | -1;
  /** `Menu.Item`s. */
  readonly children: ReactNode;
}

/** Three dots that open a menu. The focus goes back to them at once, so that an item can lead it elsewhere after that. */
export function MoreMenu({ name, tab, children }: MoreMenuProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu onClose={() => button.current?.focus()} position="bottom-end" returnFocus={false} width={200}>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${name}`} ref={button} tabIndex={tab}>
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
