// Takes Electron's default app out of a packaged Baton: it would run whatever folder it is pointed at.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** @param {{ appOutDir: string }} packed */
export default async function afterPack({ appOutDir }) {
  const files = await readdir(appOutDir, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('default_app.asar'))) await rm(join(appOutDir, file));
}
