// After reading: keeps what is damaged, cuts off an end that was never finished, and opens the journal to go on.
import path from 'node:path';
import type { Problem } from '../../shared/model/problem.ts';
import { writeCurrent } from './current.ts';
import { readFile, type Disk } from './disk.ts';
import { errnoOf, ioProblem, SyncFailed } from './io-problem.ts';
import { keepCopy, moveAway } from './quarantine.ts';
import { latestWords, type Recovered } from './recover.ts';
import { removeTemporaries } from './replace-file.ts';
import { continueSegment, firstSegment, type Segment } from './segment.ts';

export interface Mended {
  /** The journal's end, ready to grow; undefined, with the problem, if nothing may or can be written. */
  readonly segment: Segment | undefined;
  readonly problem: Problem | undefined;
  readonly problems: readonly Problem[];
  readonly quarantined: readonly string[];
}

export async function mend(disk: Disk, folder: string, quarantine: string, recovered: Recovered): Promise<Mended> {
  const quarantined: string[] = [];
  const problems = [...recovered.problems];
  try {
    if (recovered.damaged.length > 0) {
      const words = await keepDamaged(disk, folder, quarantine, recovered.damaged, quarantined);
      const told = problems.map((one) => {
        const kept = words.get(one.where?.path ?? '');
        return kept === undefined ? one : { ...one, fix: `${one.fix} ${kept}` };
      });
      return {
        segment: undefined,
        problem: told.find((one) => one.code === 'ledger-damaged'),
        problems: told,
        quarantined,
      };
    }
    await removeTemporaries(disk, folder);
    for (const name of recovered.badSnapshots) {
      quarantined.push(await moveAway(disk, quarantine, path.join(folder, name)));
    }
    if (recovered.current === 'damaged')
      quarantined.push(await moveAway(disk, quarantine, path.join(folder, 'CURRENT')));
    if (recovered.tail !== undefined) {
      const kept = await keepTail(disk, folder, quarantine, recovered.tail);
      quarantined.push(kept);
      problems.push(tailCut(recovered.tail, kept, recovered.latest));
    }
    return { segment: await openEnd(disk, folder, recovered), problem: undefined, problems, quarantined };
  } catch (error) {
    // What was read may not be on the medium; nobody must build on it.
    if (error instanceof SyncFailed) throw error;
    return { segment: undefined, problem: ioProblem(error, folder), problems, quarantined };
  }
}

/** Keeps a copy of each that is there; answers the words that say what became of it, by its name. */
async function keepDamaged(
  disk: Disk,
  folder: string,
  quarantine: string,
  damaged: readonly string[],
  quarantined: string[],
): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  for (const name of damaged) {
    try {
      quarantined.push(await keepCopy(disk, quarantine, name, await readFile(disk, path.join(folder, name))));
      words.set(name, 'A copy of the file is in quarantine.');
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      // Nothing of a missing segment can be kept; on a disk that takes nothing the file still stands where it was.
      if (errnoOf(error) !== 'ENOENT') words.set(name, 'No copy of the file could be made; it stands where it was.');
    }
  }
  return words;
}

type Tail = NonNullable<Recovered['tail']>;

/** The cut itself is synced when the journal is opened to go on. */
async function keepTail(
  disk: Disk,
  folder: string,
  quarantine: string,
  { segment, from, bytes }: Tail,
): Promise<string> {
  const kept = await keepCopy(disk, quarantine, `${segment}.from-${from}`, bytes);
  const file = path.join(folder, segment);
  // A segment whose first frame is not whole was never used; its name is taken again later.
  if (from === 0) {
    await disk.unlink(file);
    return kept;
  }
  const opened = await disk.open(file, 'write');
  try {
    await opened.truncate(from);
  } finally {
    await opened.close();
  }
  return kept;
}

function tailCut({ segment, from, bytes }: Tail, kept: string, latest: number | undefined): Problem {
  return {
    code: 'ledger-tail-cut',
    message: `The last ${bytes.length} bytes of the ledger (${segment} from byte ${from}) were not finished when Baton stopped. They were cut off and are kept as quarantine/${kept}; what they held may or may not have been confirmed.${latestWords(latest)}`,
    where: { path: segment },
  };
}

async function openEnd(disk: Disk, folder: string, { end, current, snapshot }: Recovered): Promise<Segment> {
  if (typeof current !== 'object' || end === undefined) {
    // Before the first segment, so that a segment without CURRENT is never the work of a crash.
    await writeCurrent(disk, path.join(folder, 'CURRENT'), { snapshot: snapshot?.name ?? null, confirmed: null });
  }
  return end === undefined ? firstSegment(disk, folder) : continueSegment(disk, folder, end);
}
