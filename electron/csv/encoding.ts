// Bytes -> text: which encoding a CSV file has, and a decoder that keeps characters whole across chunks.

export const csvEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type CsvEncoding = (typeof csvEncodings)[number];

/** The encoding that the first bytes of a file show: byte order mark, else UTF-8 if they can be that, else Windows-1252. */
export function detectEncoding(head: Uint8Array): CsvEncoding {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return isUtf8(head) ? 'utf-8' : 'windows-1252';
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // As a stream, so that a character cut off at the end of the head is no fault.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Decodes the chunks of one file; the byte order mark is taken off. */
export async function* decodeChunks(chunks: AsyncIterable<Uint8Array>, encoding: CsvEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Bytes as text. As a stream, because in one go Node decodes Windows-1252 as Latin-1, without "€". */
export function decodeBytes(bytes: Uint8Array, encoding: CsvEncoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
