// The native menu: a view of the table of commands. The page has the keys; the menu shows them and does the same.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { commands, type Command } from '../../shared/commands.ts';
import { push } from './pushes.ts';

const titles: Readonly<Record<Command['menu'], string>> = {
  file: '&File',
  edit: '&Edit',
  workflow: '&Workflow',
  view: '&View',
  go: '&Go',
  help: '&Help',
};

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** What the system itself does, below the commands of each menu. */
const own: Readonly<Partial<Record<Command['menu'], readonly MenuItemConstructorOptions[]>>> = {
  file: [separator, { role: 'close' }, { role: 'quit' }],
  edit: [separator, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  view: [separator, { role: 'togglefullscreen' }],
};

/** Sets the application's menu. Electron's default holds developer tools and links to the web. */
export function setMenu(): void {
  const menus = (Object.keys(titles) as Command['menu'][]).map((menu): MenuItemConstructorOptions => {
    const items = commands.filter((command) => command.menu === menu).map(item);
    return { label: titles[menu], submenu: [...items, ...(own[menu] ?? [])] };
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    ...menus,
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function item(command: Command): MenuItemConstructorOptions {
  return {
    label: command.label,
    ...(command.keys === undefined ? {} : { accelerator: command.keys }),
    // Typed keys belong to the page, which knows whether a text field has them.
    registerAccelerator: false,
    click: () => push('menu', { command: command.id }),
  };
}
