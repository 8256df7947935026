// Users, workflows with their steps, and contacts of odd names.
import type { Page } from '@playwright/test';
import { seedText } from './seed.ts';
import { ask, publishFile } from './window.ts';

/**
 * Gives each name to a user, to a workflow `<prefix>-<n>` and its steps, and to a contact c<n>@example.org that enters it, with
 * its source, tag and a field of the same words. The n-th workflow begins with the n-th user. `after` is called with each workflow.
 */
export async function nameEverything(
  page: Page,
  prefix: string,
  names: readonly string[],
  after: (workflow: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (const [at, name] of names.entries())
    await ask(page, 'users.create', { name, email: `user${at}@example.com`, phone: '', active: true });
  const users = (await ask(page, 'users.list', {})).map(({ id }) => ({ user: id }));
  const file = JSON.parse(seedText) as {
    id: string;
    name: string;
    nodes: Record<string, { label: string; config: { users?: { user: string }[] } }>;
    requires: object[];
  };
  file.requires = [];
  for (const [at, name] of names.entries()) {
    file.id = `${prefix}-${at}`;
    file.name = name;
    for (const node of Object.values(file.nodes)) node.label = name;
    Object.assign(file.nodes['a1']?.config ?? {}, { users: [...users.slice(at), ...users.slice(0, at)] });
    await publishFile(page, JSON.stringify(file));
    const draft = { firstName: name, lastName: '', email: `c${at}@example.org`, phone: '', source: name };
    await ask(page, 'contacts.create', {
      act: `${prefix} ${at}`,
      draft: { ...draft, tags: [name], custom: { a: name } },
    });
    await after(file.id);
  }
}
