// The command palette: commands, places, workflows and contacts, found by a few letters.
import { Kbd } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, createSpotlight, useSpotlight } from '@mantine/spotlight';
import Fuse from 'fuse.js';
import { Contact, CornerDownRight, Search, Workflow, type LucideIcon } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { commands, type CommandId } from '../../shared/commands.ts';
import { contactName } from '../../shared/model/contact.ts';
import { useRequest } from '../api.ts';
import { canRun, run, useCommands } from '../state/commands.ts';
import { go } from '../state/ui.ts';
import { useIsMac } from '../state/workspace.ts';
import { keyCaps } from './keys.ts';
import { places } from './places.ts';
import classes from './Palette.module.css';

interface Item {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly icon: LucideIcon;
  readonly act: () => void;
}

/** How many of a group are shown. */
const most = 6;
/** Letters before contacts are asked for. */
const least = 2;

/** Commands that only make sense where the hands are already. */
const unlisted: ReadonlySet<CommandId> = new Set(['palette', 'next-pane', 'previous-pane', 'back', 'undo', 'redo']);

const [store, palette] = createSpotlight();

/** The list takes the focus, so that the keyboard can scroll it. The kit passes this on to its scroll area. */
const scrollable = { viewportProps: { tabIndex: 0, 'aria-label': 'Found' } };

/** Those whose label the letters fit, best first; all when there are none. */
function find(items: readonly Item[], letters: string): readonly Item[] {
  if (letters.trim() === '') return items;
  const fuse = new Fuse(items, { keys: ['label', 'detail'], threshold: 0.4, ignoreLocation: true });
  return fuse.search(letters.trim(), { limit: most }).map((hit) => hit.item);
}

function commandItems(): readonly Item[] {
  const icons = new Map<string, LucideIcon>(places.map((place) => [place.to, place.icon]));
  return commands
    .filter(({ id }) => !unlisted.has(id) && canRun(id))
    .map((command) => ({
      id: `command:${command.id}`,
      label: command.label,
      ...('keys' in command && { keys: command.keys }),
      icon: icons.get(command.id) ?? CornerDownRight,
      act: () => run(command.id),
    }));
}

function Group({ label, items }: { readonly label: string; readonly items: readonly Item[] }): ReactNode {
  const mac = useIsMac();
  if (items.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={label}>
      {items.map(({ id, label: name, detail, keys, icon: Icon, act }) => (
        <Spotlight.Action className={classes.action} key={id} onClick={act}>
          <Icon aria-hidden className={classes.icon} size={16} />
          <span className={classes.name}>{name}</span>
          {detail !== undefined && <span className={classes.detail}>{detail}</span>}
          {keys !== undefined && (
            <span className={classes.caps}>
              {keyCaps(keys, mac).map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </span>
          )}
        </Spotlight.Action>
      ))}
    </Spotlight.ActionsGroup>
  );
}

function Contacts({ letters }: { readonly letters: string }): ReactNode {
  const { value } = useRequest('contacts.list', { search: letters, offset: 0, limit: most }, { keep: true });
  const items = (value?.rows ?? []).map(({ contact }) => ({
    id: `contact:${contact.id}`,
    label: contactName(contact),
    detail: contact.email,
    icon: Contact,
    act: () => go({ to: 'contact', id: contact.id }),
  }));
  return <Group items={items} label="Contacts" />;
}

function Results({ letters }: { readonly letters: string }): ReactNode {
  const { value: workflows } = useRequest('workflows.list', {});
  const [slow] = useDebouncedValue(letters.trim(), 120);
  const workflowItems = useMemo(
    () =>
      (workflows ?? []).map(({ id, name }) => ({
        id: `workflow:${id}`,
        label: name,
        icon: Workflow,
        act: () => go({ to: 'workflow', id }),
      })),
    [workflows],
  );
  return (
    <>
      <Group items={find(commandItems(), letters)} label="Commands" />
      <Group items={find(workflowItems, letters).slice(0, most)} label="Workflows" />
      {slow.length >= least && <Contacts letters={slow} />}
      {letters.trim() !== '' && <Spotlight.Empty className={classes.nothing}>Nothing is called that.</Spotlight.Empty>}
    </>
  );
}

/** The palette. Part of the frame. */
export function Palette(): ReactNode {
  const [letters, setLetters] = useState('');
  const { opened } = useSpotlight(store);
  useCommands({ palette: palette.toggle });
  return (
    <Spotlight.Root
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      centered={false}
      classNames={{ content: classes.content, actionsGroup: classes.group, search: classes.search }}
      maxHeight={420}
      onQueryChange={setLetters}
      overlayProps={{ backgroundOpacity: 0.3 }}
      query={letters}
      radius="xl"
      scrollable
      shortcut={null}
      store={store}
      transitionProps={{ transition: 'fade', duration: 120 }}
    >
      <Spotlight.Search
        aria-label="Search commands, workflows and contacts"
        leftSection={<Search aria-hidden size={16} />}
        placeholder="Search commands, workflows and contacts"
      />
      <Spotlight.ActionsList className={classes.list} {...scrollable}>
        {opened && <Results letters={letters} />}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
