// What a whole file is refused for, known before a row of it counts: a refusal in the middle would leave what came before it.
import type { Problem } from '../../shared/model/problem.ts';
import { largest } from '../store/whole-file.ts';
import { MOST_ROWS, readTable, refusedAt, tableFormat, tooBig } from './table.ts';

const [LF, CR] = [10, 13];

/** Reads the file from its beginning, twice when it has so many lines that its rows have to be counted. */
export async function wholeFault(
  read: () => AsyncIterable<Uint8Array>,
  names: Parameters<typeof tableFormat>[0],
): Promise<Problem | undefined> {
  let [bytes, lines] = [0, 0];
  for await (const chunk of read()) {
    bytes += chunk.length;
    if (bytes > largest.csv.bytes) return tooBig();
    // A row has a line end at least; in two bytes a character, more than these look like one.
    for (const end of [LF, CR]) for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, at + 1)) lines += 1;
  }
  const format = tableFormat(names);
  if (!format.ok || lines < MOST_ROWS) return undefined;
  for await (const { rows } of readTable(read(), format.value)) {
    const refused = refusedAt(rows);
    if (refused !== undefined) return refused;
  }
  return undefined;
}
