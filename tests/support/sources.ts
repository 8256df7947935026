// The project's own sources, for checks over what they say.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** From the project's folder, with slashes. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
}

export function textOf(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8');
}

/** All TypeScript files below these folders. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .map((path) => ({ path, code: withoutComments(textOf(path)) })),
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(\/\/.*|\/\*[\s\S]*?\*\/)|\s\/\/ .*$/gm, '');
}
