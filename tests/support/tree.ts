// All files of a folder with a hash of each: equal before and after means that nothing was changed.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export async function treeOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const files = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((one) => one.isFile());
  const pairs = await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const hash = createHash('sha256').update(await readFile(path));
      return [relative(folder, path), hash.digest('hex')] as const;
    }),
  );
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
