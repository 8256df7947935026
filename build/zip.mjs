// Unpacks a zip file with Node's own modules, because no machine is sure to have an unzip program. Plain zip only:
// under 4 GB and 65,535 entries, stored or deflated, which is what the one archive that Baton unpacks is.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** @typedef {{ name: string, mode: number, method: number, size: number, offset: number }} Entry */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const longestEnd = 22 + 0xffff;

/**
 * The table of contents, which stands at the end of the file.
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, longestEnd));
  await file.read(tail, 0, tail.length, size - tail.length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('This is not a zip file.');
  const table = Buffer.alloc(tail.readUInt32LE(end + 12));
  await file.read(table, 0, table.length, tail.readUInt32LE(end + 16));
  /** @type {Entry[]} */
  const entries = [];
  for (let at = 0; at < table.length && table.readUInt32LE(at) === entrySignature;) {
    const nameLength = table.readUInt16LE(at + 28);
    entries.push({
      name: table.toString('utf8', at + 46, at + 46 + nameLength),
      mode: (table.readUInt32LE(at + 38) >>> 16) & 0o777,
      method: table.readUInt16LE(at + 10),
      size: table.readUInt32LE(at + 20),
      offset: table.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks the files for which `target` names a path; folders come into being as they are needed.
 * @param {string} path the zip file
 * @param {(name: string) => string | undefined} target where an entry goes, or nothing to leave it out
 */
export async function unzip(path, target) {
  const file = await open(path);
  try {
    for (const { name, mode, method, size, offset } of await readEntries(file)) {
      const to = name.endsWith('/') ? undefined : target(name);
      if (!to) continue;
      await mkdir(dirname(to), { recursive: true });
      const head = Buffer.alloc(30);
      await file.read(head, 0, head.length, offset);
      const start = offset + head.length + head.readUInt16LE(26) + head.readUInt16LE(28);
      const output = createWriteStream(to, { mode: mode || 0o644 });
      if (size === 0) {
        output.end();
        continue;
      }
      const input = createReadStream(path, { start, end: start + size - 1 });
      await (method === 0 ? pipeline(input, output) : pipeline(input, createInflateRaw(), output));
    }
  } finally {
    await file.close();
  }
}
