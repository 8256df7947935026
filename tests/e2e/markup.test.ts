// Markup in names: what runs code elsewhere when it is drawn, pressed or filled in is text here, on every screen.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/launch.ts';
import { nameEverything } from '../support/named.ts';
import { ask, openBell, place } from '../support/window.ts';

const RUN = 'window.wasRun=1';
const payloads = [
  `<script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `'><img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
  `<math><mtext></mtext><mglyph><style><img src=x onerror=${RUN}></style></mglyph></math>`,
  `<iframe srcdoc="<script>parent.wasRun=1</script>"></iframe>`,
  `<a href="javascript:${RUN}">press</a>`,
  `javascript:${RUN}`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<body onpageshow=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<form><button formaction="javascript:${RUN}">press</button></form>`,
  `<object data="javascript:${RUN}"></object>`,
  '<style>@import "https://example.com/x.css";</style>',
  '<base href="https://example.com/">',
  '<meta http-equiv="refresh" content="0;url=https://example.com/">',
  `<template><img src=x onerror=${RUN}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `{{constructor.constructor("${RUN}")()}}`,
  `\${${RUN}}`,
  `&lt;img src=x onerror=${RUN}&gt;`,
  '<img src="https://example.com/pixel.png">',
  `<marquee onstart=${RUN}>x</marquee>`,
] as const;

async function expectText(page: Page, where: string): Promise<void> {
  const seen = await page.evaluate(() => ({
    wasRun: Reflect.get(window, 'wasRun') as unknown,
    // What Baton draws has none of these; what a payload left behind has.
    made: document.querySelectorAll(
      'body script:not([src]), iframe, object, base, meta[http-equiv=refresh], marquee, details, video, math, animate, img, a[href^="javascript:"], [onload], [onerror]',
    ).length,
  }));
  expect({ where, ...seen }).toEqual({ where, wasRun: undefined, made: 0 });
}

test('26 kinds of markup as names of users, contacts, workflows and steps: shown as they are, and nothing runs', async ({
  launch,
}) => {
  test.setTimeout(300_000);
  const { page } = await launch();
  await nameEverything(page, 'markup', payloads, (id) => ask(page, 'workflows.turnOff', { id, running: 'drain' }));
  for (const name of ['Workflows', 'Contacts', 'Conversations', 'Users', 'Outbox', 'Settings'] as const) {
    await place(page, name).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expectText(page, name);
  }
  for (const [at, name] of payloads.entries()) {
    await place(page, 'Contacts').click();
    await page.getByLabel('Search contacts').fill(`c${at}@`);
    const row = page
      .getByRole('grid', { name: 'Contacts' })
      .getByRole('row')
      .filter({ hasText: `c${at}@` });
    await row.first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expectText(page, `contact ${name}`);
    await page.getByRole('tab', { name: /Enrolments/ }).click();
    await page.getByRole('tabpanel').getByText(name).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
    await expectText(page, `enrolment ${name}`);
  }
  await openBell(page);
  await expectText(page, 'bell');
});
