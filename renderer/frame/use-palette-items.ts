// What the palette finds: commands and places at once, workflows and contacts when the main process has answered.
import { useDebouncedValue } from '@mantine/hooks';
import { Contact, CornerDownRight, Search, Workflow, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { commands, type CommandId } from '../../shared/commands.ts';
import { contactName } from '../../shared/model/contact.ts';
import { useRequest } from '../api.ts';
import { canRun, run } from '../state/commands.ts';
import { showContacts } from '../state/contacts.ts';
import { go } from '../state/ui.ts';
import { useWorkspace } from '../state/workspace.ts';
import { count } from '../ui/plural.ts';
import { called, nearly } from './palette-find.ts';
import { places } from './places.ts';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly icon: LucideIcon;
  readonly act: () => void;
}

export interface PaletteGroup {
  readonly label: string;
  readonly items: readonly PaletteItem[];
}

interface Found {
  /** Those that hold something. What is found later stands below what was found at once. */
  readonly groups: readonly PaletteGroup[];
  /** False while answers to these very letters are still on their way. */
  readonly settled: boolean;
}

/** How many of a group are shown, once there are letters. */
const most = 6;
/** Letters before contacts are asked for, and how long they rest before that, ms. */
const least = 2;
const rest = 120;

/** Commands that only make sense where the hands are already. */
const unlisted: ReadonlySet<CommandId> = new Set(['palette', 'next-pane', 'previous-pane', 'back', 'undo', 'redo']);
const icons = new Map<string, LucideIcon>(places.map((place) => [place.to, place.icon]));

function commandItems(sample: boolean): readonly PaletteItem[] {
  return commands
    .filter(({ id }) => !unlisted.has(id) && canRun(id) && (id !== 'remove-sample' || sample))
    .map((command) => ({
      id: `command-${command.id}`,
      label: command.label,
      ...('keys' in command && { keys: command.keys }),
      icon: icons.get(command.id) ?? CornerDownRight,
      act: () => run(command.id),
    }));
}

function useWorkflowItems(): { readonly workflows: readonly PaletteItem[]; readonly loading: boolean } {
  const { value, loading } = useRequest('workflows.list', {});
  const workflows = useMemo(
    () =>
      (value ?? []).map(({ id, name }) => ({
        id: `workflow-${id}`,
        label: name,
        icon: Workflow,
        act: () => go({ to: 'workflow', id }),
      })),
    [value],
  );
  return { workflows, loading };
}

function useContactItems(letters: string): { readonly contacts: readonly PaletteItem[]; readonly loading: boolean } {
  const [slow] = useDebouncedValue(letters, rest);
  const asks = (words: string): boolean => words.length >= least;
  const search = asks(slow) ? slow : '';
  const { value, loading } = useRequest('contacts.list', { search, offset: 0, limit: most }, { keep: true });
  const rows = asks(letters) && asks(slow) ? (value?.rows ?? []) : [];
  const contacts: PaletteItem[] = rows.map(({ contact }) => ({
    id: `contact-${contact.id}`,
    label: contactName(contact),
    detail: contact.email,
    icon: Contact,
    act: () => go({ to: 'contact', id: contact.id }),
  }));
  const total = value?.total ?? 0;
  if (total > rows.length && rows.length > 0) contacts.push(allContacts(total, slow));
  return { contacts, loading: asks(letters) && (loading || slow !== letters) };
}

/** Leads to the list of those of whom only some have room here. */
function allContacts(total: number, search: string): PaletteItem {
  const act = (): void => {
    showContacts({ typed: search, owner: undefined });
    go({ to: 'contacts' });
  };
  return { id: 'contact-all', label: `Show all ${count(total)} contacts found`, icon: Search, act };
}

/** What is found by these letters. Slips of the finger count only where nothing is called so. */
export function usePaletteItems(letters: string): Found {
  const words = letters.trim();
  const all = commandItems(useWorkspace(({ info }) => info?.sample === true));
  const { workflows, loading: workflowsLoading } = useWorkflowItems();
  const { contacts, loading: contactsLoading } = useContactItems(words);
  const settled = !workflowsLoading && !contactsLoading;
  const end = words === '' ? all.length : most;
  const exact = [
    { label: 'Commands', items: called(all, words).slice(0, end) },
    { label: 'Workflows', items: called(workflows, words).slice(0, most) },
    { label: 'Contacts', items: contacts },
  ];
  const near = [
    { label: 'Commands', items: nearly(all, words).slice(0, most) },
    { label: 'Workflows', items: nearly(workflows, words).slice(0, most) },
  ];
  const nothing = exact.every(({ items }) => items.length === 0);
  const groups = (nothing && settled ? near : exact).filter(({ items }) => items.length > 0);
  return { groups, settled };
}
