// The window's keyboard: each press is looked up in the table of commands, and the list of them all is shown on request.
import { Kbd, Modal } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { commands, type Command, type CommandId } from '../../shared/commands.ts';
import { run, useCommands } from '../state/commands.ts';
import { useIsMac } from '../state/workspace.ts';
import { isPress, keyCaps, textField } from './keys.ts';
import { canvasKeys, editorKeys, everywhereKeys, tableKeys, type KeyHelp } from './shortcut-list.ts';
import classes from './Shortcuts.module.css';

const withKeys: readonly (Command & { readonly id: CommandId; readonly keys: string })[] = commands.filter(
  (command) => 'keys' in command,
);

function useShortcuts(mac: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('[aria-modal="true"]')) return;
      const pressed = withKeys.find(({ keys, also = keys }) => isPress(event, keys, mac) || isPress(event, also, mac));
      if (!pressed) return;
      const typing = event.target instanceof Element && event.target.matches(textField);
      const ofText = pressed.menu === 'edit' || pressed.keys.startsWith('Alt+');
      if ((typing && ofText) || !run(pressed.id)) return;
      event.preventDefault();
    };
    // A field that offers choices opens them by every Enter, with Ctrl too: the commands come before it.
    const beforeFields = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    window.addEventListener('keydown', beforeFields, true);
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', beforeFields, true);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [mac]);
}

interface KeyListProps {
  readonly title: string;
  readonly entries: readonly KeyHelp[];
  readonly mac: boolean;
}

function KeyList({ title, entries, mac }: KeyListProps): ReactNode {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {entries.map(({ what, keys }) => (
          <div className={classes.entry} key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((one) => (
                <span className={classes.caps} key={one}>
                  {keyCaps(one, mac).map((cap) => (
                    <Kbd key={cap}>{cap}</Kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Hears the shortcuts, and shows the list of all of them when it is asked for. Part of the frame. */
export function Shortcuts(): ReactNode {
  const mac = useIsMac();
  const [opened, setOpened] = useState(false);
  useShortcuts(mac);
  useCommands({ shortcuts: () => setOpened(true) });
  return (
    <Modal onClose={() => setOpened(false)} opened={opened} size={760} title="Keyboard shortcuts">
      <div className={classes.columns}>
        <div>
          <KeyList entries={everywhereKeys} mac={mac} title="Everywhere" />
          <KeyList entries={editorKeys} mac={mac} title="Workflow editor" />
        </div>
        <div>
          <KeyList entries={canvasKeys} mac={mac} title="Canvas and test run" />
          <KeyList entries={tableKeys} mac={mac} title="Tables" />
        </div>
      </div>
    </Modal>
  );
}
