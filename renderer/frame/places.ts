// The places of the sidebar, in order. Menu, palette and shortcuts lead to the same ones.
import { Contact, MessagesSquare, Send, Settings, Trash2, Users, Workflow, type LucideIcon } from 'lucide-react';
import type { PlaceName } from '../state/ui.ts';

export interface Place {
  readonly to: PlaceName;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** Groups of places; the words above a group, if it has any. */
export const placeGroups: readonly { readonly label?: string; readonly places: readonly Place[] }[] = [
  { label: 'Automations', places: [{ to: 'workflows', label: 'Workflows', icon: Workflow }] },
  {
    label: 'People',
    places: [
      { to: 'contacts', label: 'Contacts', icon: Contact },
      { to: 'conversations', label: 'Conversations', icon: MessagesSquare },
      { to: 'users', label: 'Users', icon: Users },
    ],
  },
  { label: 'Delivery', places: [{ to: 'outbox', label: 'Outbox', icon: Send }] },
];

export const binPlace: Place = { to: 'bin', label: 'Bin', icon: Trash2 };

export const settingsPlace: Place = { to: 'settings', label: 'Settings', icon: Settings };

export const places: readonly Place[] = [...placeGroups.flatMap((group) => group.places), binPlace, settingsPlace];
