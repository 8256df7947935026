// All screens but the first one, each in a bundle of its own: they come in once the window is drawn and has nothing else to
// do, or when somebody is quicker than that.
import { lazy, useState, type ComponentType, type ReactNode } from 'react';

interface Loading<P> {
  (props: P): ReactNode;
  readonly load: () => Promise<unknown>;
}

/** A component that is loaded when it is first drawn, unless `load` was called before. */
function later<P extends object>(load: () => Promise<ComponentType<P>>): Loading<P> {
  let loaded: ComponentType<P> | undefined;
  const loadOnce = async (): Promise<{ default: ComponentType<P> }> => ({ default: (loaded ??= await load()) });
  const Later = lazy(loadOnce) as unknown as ComponentType<P>;
  function Screen(props: P): ReactNode {
    // One that is here is drawn at once, without an empty moment; what was drawn stays the same component.
    const [Page] = useState(() => loaded ?? Later);
    return <Page {...props} />;
  }
  return Object.assign(Screen, { load: loadOnce });
}

export const BinPage = later(async () => (await import('./bin/BinPage.tsx')).BinPage);
export const Builder = later(async () => (await import('./workflows/Builder.tsx')).Builder);
export const ContactPage = later(async () => (await import('./contacts/ContactPage.tsx')).ContactPage);
export const ContactsPage = later(async () => (await import('./contacts/ContactsPage.tsx')).ContactsPage);
export const ConversationsPage = later(
  async () => (await import('./conversations/ConversationsPage.tsx')).ConversationsPage,
);
export const OutboxPage = later(async () => (await import('./outbox/OutboxPage.tsx')).OutboxPage);
export const RunPage = later(async () => (await import('./trace/RunPage.tsx')).RunPage);
export const SettingsPage = later(async () => (await import('./settings/SettingsPage.tsx')).SettingsPage);
export const UsersPage = later(async () => (await import('./users/UsersPage.tsx')).UsersPage);

const all = [
  Builder,
  ContactsPage,
  ContactPage,
  RunPage,
  ConversationsPage,
  UsersPage,
  OutboxPage,
  SettingsPage,
  BinPage,
];

/** Brings the screens in one after another, whenever the page has nothing to do. */
export function loadScreens(): void {
  const rest = [...all];
  const next = async (): Promise<void> => {
    await rest.shift()?.load();
    if (rest.length > 0) whenIdle();
  };
  const whenIdle = (): number => requestIdleCallback(() => void next());
  whenIdle();
}
