// What must not break the picture: ten thousand contacts, sixty steps, names much longer than usual.
import { expect, test } from '../support/launch.ts';
import { importMany, longWorkflow } from '../support/many.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { ask, place, publishFile } from '../support/window.ts';
import { look, openWorkflow, testTo } from './walk.ts';

test('ten thousand contacts, sixty steps', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await importMany(page, 10_000);
  await place(page, 'Contacts').click();
  await page.getByRole('grid', { name: 'Contacts' }).press('End');
  await takeScreens(baton, 'large-contacts');
  const { token } = await ask(page, 'workflows.importText', { name: 'long.baton.json', text: longWorkflow(60) });
  await ask(page, 'workflows.importApply', { token, as: 'new', mapping: {} });
  await openWorkflow(baton, 'of 60 steps');
  await takeScreens(baton, 'large-canvas');
  await page.keyboard.press('Shift+1');
  await page.getByRole('button', { name: 'Fit all' }).click();
  await page.mouse.move(0, 0);
  await takeScreens(baton, 'large-canvas-whole');
  await look(page, 'Outline');
  await takeScreens(baton, 'large-outline');
  await look(page, 'Canvas');
  // The invented contact comes from the website, so that its run is over after the first If / Else.
  await testTo(baton, 10);
  await takeScreens(baton, 'large-test');
});

test('long names', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  const long = 'Wilhelmina Konstantinopolitanska-Featherstonehaugh';
  for (const first of ['Wilhelmina', 'Maximilian', 'Bartholomew'] as const) {
    const draft = {
      name: `${first}${long.slice(10)}`,
      email: `${first.toLowerCase()}.with.a.long.address@example.com`,
    };
    await ask(page, 'users.create', { ...draft, phone: '+442079460018', active: true });
  }
  await publishFile(page, longNames(await ask(page, 'users.list', {})));
  const contact = {
    firstName: long,
    lastName: 'van der Westerschelde',
    email: `${'w'.repeat(40)}@example.org`,
    phone: '',
  };
  const draft = {
    ...contact,
    source: 'The form on the page about prices',
    tags: ['northern region', 'call today', 'vip'],
  };
  await ask(page, 'contacts.create', { act: 'long', draft: { ...draft, custom: {} } });
  for (const size of [[smallest], undefined] as const) {
    const tail = size === undefined ? '' : '-small';
    await place(page, 'Workflows').click();
    await takeScreens(baton, `long-workflows${tail}`, size);
    await place(page, 'Users').click();
    await takeScreens(baton, `long-users${tail}`, size);
    await place(page, 'Outbox').click();
    await expect(page.getByRole('grid', { name: 'Messages' }).getByRole('row').nth(1)).toBeVisible();
    await takeScreens(baton, `long-outbox${tail}`, size);
    await place(page, 'Contacts').click();
    await takeScreens(baton, `long-contacts${tail}`, size);
    await page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(1).getByText('Wilhelmina').first().click();
    await takeScreens(baton, `long-contact${tail}`, size);
    await openWorkflow(baton, 'Hand over');
    await page.getByRole('group', { name: /^Step 2/ }).click();
    await takeScreens(baton, `long-builder${tail}`, size);
    await testTo(baton, 2);
    await takeScreens(baton, `long-test${tail}`, size);
    await page.getByRole('button', { name: 'Leave and edit' }).click();
  }
});

function longNames(users: readonly { readonly name: string; readonly email: string }[]): string {
  const requires = users.map(({ name, email }, at) => ({ key: `u${at}`, kind: 'user', name, email }));
  return JSON.stringify({
    format: 'baton.workflow',
    formatVersion: 1,
    id: 'long-names',
    name: 'Hand over the new contacts of the northern and the western regions to whoever is next',
    nodes: {
      t1: { type: 'contact-created', typeVersion: 1, label: 'A new contact came in from any of our forms', config: {} },
      a1: {
        type: 'assign-user',
        typeVersion: 1,
        label: 'Assign to the next user of the northern and western desk',
        config: {
          users: requires.map(({ key }) => ({ user: key })),
          split: 'equal',
          onlyUnassigned: false,
          whenNobody: 'continue',
        },
      },
      n1: {
        type: 'notify-user',
        typeVersion: 1,
        label: 'Tell the owner at once and do not let the contact wait',
        config: {
          channel: 'notification',
          to: 'assigned-user',
          title: 'New contact that should be called today: {{ contact.full_name }}',
          message:
            '{{ contact.full_name }} came in from {{ contact.source }}. You are the owner now. Call within the hour.',
          redirect: 'contact',
        },
      },
    },
    edges: [
      { from: 't1', port: 'next', to: 'a1' },
      { from: 'a1', port: 'next', to: 'n1' },
    ],
    requires,
  });
}
