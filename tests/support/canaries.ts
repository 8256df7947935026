// Looks for passwords where none may stand: in every file below a folder, in the forms in which one could be written there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface FoundFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** Every file below a folder, whole. */
export async function filesBelow(folder: string): Promise<readonly FoundFile[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(files.map(async (path) => ({ path, bytes: await readFile(path) })));
}

/** The forms in which a password could stand in a file. Base64 depends on where it begins: the part that does not. */
function formsOf(secret: string): readonly Buffer[] {
  const encoded = [0, 1, 2].map((before) =>
    Buffer.from('x'.repeat(before) + secret)
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const wide = Buffer.from(secret, 'utf16le');
  return [Buffer.from(secret), wide, Buffer.from(wide).swap16(), ...encoded.map((text) => Buffer.from(text))];
}

/** The paths of the files in which a password stands, in whatever form. */
export function filesWith(secret: string, files: readonly FoundFile[]): readonly string[] {
  const forms = formsOf(secret);
  return files.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ path }) => path);
}
