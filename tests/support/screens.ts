// Screenshots for people: every screen that is shown, in light and dark, small and large, in the folder that
// `npm run screenshot -- --all DIR` says. Without one, as in the end-to-end tests, none are taken: it is slow.
import { join } from 'node:path';
import type { Baton } from './launch.ts';

const folder = process.env['BATON_SCREENS'];
const usual: readonly Size[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest window that Baton allows. */
export const smallest: Size = { width: 1024, height: 640 };

/** Gives the window this size, and waits until the page has it. */
export async function resize({ app, page }: Baton, size: Size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** Light or dark, whatever the system says; `system` gives it back. */
export async function wear({ app, page }: Baton, scheme: 'light' | 'dark' | 'system'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, scheme);
  if (scheme === 'system') return;
  await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, scheme === 'dark');
}

/** Takes the window as it is now, in both colour schemes and all sizes; afterwards it follows the system again, in the first size. */
export async function takeScreens(baton: Baton, name: string, sizes: readonly Size[] = usual): Promise<void> {
  if (folder === undefined) return;
  for (const size of sizes) {
    await resize(baton, size);
    for (const scheme of ['light', 'dark'] as const) {
      await wear(baton, scheme);
      // What fades or moves has arrived: nobody judges a picture of the way there.
      const path = join(folder, `${name}-${scheme}-${size.width}x${size.height}.png`);
      await baton.page.screenshot({ path, animations: 'disabled' });
    }
  }
  await wear(baton, 'system');
  await resize(baton, usual[0] ?? smallest);
}
