// Screenshots for people: every screen that a test shows, in light and dark, small and large, in test-results/screens/.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Baton } from './launch.ts';

const folder = fileURLToPath(new URL('../../test-results/screens', import.meta.url));
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Takes the window as it is now, in both colour schemes and sizes; afterwards it follows the system again. */
export async function takeScreens({ app, page }: Baton, name: string): Promise<void> {
  for (const size of sizes) {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    for (const scheme of ['light', 'dark'] as const) {
      await app.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, scheme);
      await page.waitForFunction(
        ({ width, dark }) => innerWidth === width && matchMedia('(prefers-color-scheme: dark)').matches === dark,
        { width: size.width, dark: scheme === 'dark' },
      );
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${size.width}x${size.height}.png`) });
    }
  }
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'system';
  });
}
