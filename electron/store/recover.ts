// Reads a ledger's folder back into memory without changing a byte of it: the youngest sound snapshot, then the journal
// after it. Every byte of every file is checked. What has to be mended is only listed; ledger.ts does it, and doing it
// twice does no harm.
import path from 'node:path';
import type { Problem } from '../../shared/model/problem.ts';
import { utcText } from '../../shared/model/time.ts';
import { readCurrent, type Current } from './current.ts';
import type { Disk } from './disk.ts';
import { sumOf, sumText } from './sums.ts';
import type { Dropped, Positions } from './positions.ts';
import { piecesOf } from './pieces.ts';
import { hasFrameAfter, readHead, replaySegment, salvage, type SegmentHead } from './replay.ts';
import { segmentFiles } from './segment-files.ts';
import { SEGMENT_NAME, withoutRoom, type Mark, type SegmentEnd } from './segment.ts';
import {
  checkSnapshot,
  readSnapshot,
  SNAPSHOT_NAME,
  type SnapshotFile,
  type SoundSnapshot,
  type SnapshotTarget,
} from './snapshot.ts';

export interface Recovered {
  /** What the next frame follows; undefined if there is no whole segment. */
  readonly end: SegmentEnd | undefined;
  readonly current: Current | 'missing' | 'damaged';
  readonly snapshot: SnapshotFile | undefined;
  /** Lines and bytes read from the journal after the snapshot. */
  readonly lines: number;
  readonly bytes: number;
  /** An unsealed, unfinished end, to be kept and cut off. */
  readonly tail: { readonly segment: string; readonly from: number; readonly bytes: Buffer } | undefined;
  readonly badSnapshots: readonly string[];
  /** When the latest line was written of all that was read; undefined = not known. */
  readonly latest: number | undefined;
  /** Segments with damage to what was confirmed. If there is one, nothing may be written. */
  readonly damaged: readonly string[];
  readonly problems: readonly Problem[];
}

interface NamedFile {
  readonly name: string;
}

export interface Target {
  readonly take: (line: object, segment: string, at: number, length: number) => void;
  readonly restore: SnapshotTarget['restore'];
  /** Called with the time of what a snapshot gave. */
  readonly restored: (latest: number | undefined) => void;
  /** When the latest line was written of all that was taken. */
  readonly latest: () => number | undefined;
  readonly positions: Positions;
}

export async function recover(disk: Disk, folder: string, target: Target): Promise<Recovered> {
  const names = await disk.list(folder);
  const segments = names.filter((name) => SEGMENT_NAME.test(name));
  const snapshots = names.filter((name) => SNAPSHOT_NAME.test(name)).reverse();
  const current = await readCurrent(disk, path.join(folder, 'CURRENT'));
  const problems: Problem[] = [];
  const badSnapshots: string[] = [];

  let base: Base | undefined;
  for (const name of snapshots) {
    const sound = await checkSnapshot(disk, path.join(folder, name));
    if (sound === undefined) badSnapshots.push(name);
    else base ??= { ...sound, name };
  }
  if (base !== undefined) {
    await readSnapshot(disk, path.join(folder, base.name), base, target);
    target.restored(base.latest);
  }
  const known = typeof current === 'object' ? current : undefined;
  const journal = await readJournal(disk, folder, segments, base, known?.confirmed ?? undefined, target);

  for (const name of badSnapshots) problems.push(badSnapshot(name, base));
  if (known?.snapshot && !snapshots.includes(known.snapshot)) problems.push(badSnapshot(known.snapshot, base));
  const begun = segments.length > 0 || snapshots.length > 0;
  if (current === 'damaged' || (current === 'missing' && begun)) problems.push(noCurrent(current, target.latest()));
  problems.push(...journal.problems);
  const snapshot = base && { name: base.name, bytes: base.bytes };
  return { ...journal, current, snapshot, badSnapshots, latest: target.latest(), problems };
}

type Journal = Pick<Recovered, 'end' | 'lines' | 'bytes' | 'tail' | 'damaged' | 'problems'>;

/** Checks all segments against the links between them, and takes the lines of those that the snapshot does not hold. */
async function readJournal(
  disk: Disk,
  folder: string,
  segments: readonly string[],
  base: Base | undefined,
  confirmed: Mark | undefined,
  target: Target,
): Promise<Journal> {
  const damage = new Map<string, string>();
  const spoil = (segment: string, what: string) => damage.set(segment, damage.get(segment) ?? what);
  const start = base?.segment ?? segments[0] ?? '';
  let end: SegmentEnd | undefined;
  let tail: Journal['tail'];
  let before: Mark | undefined;
  const links: Following[] = [];
  let lines = 0;
  let read = 0;
  let lost = 0;

  for (const name of [base?.segment, confirmed?.segment]) {
    if (name !== undefined && !segments.includes(name)) spoil(name, 'is missing');
  }
  const note = (name: string, head: SegmentHead | undefined, mark: Mark): void => {
    if (head === undefined) spoil(name, 'is damaged at its beginning');
    else links.push({ name, link: head.link.segmentBefore, before });
    before = mark;
  };
  const isOld = (name: string): boolean => name < start;
  for (const name of segments.filter(isOld)) {
    const { head, mark } = await weigh(disk, folder, name);
    note(name, head, mark);
  }
  const young = segments.filter((name) => !isOld(name));
  for await (const { bytes: whole, following, name } of segmentFiles(disk, folder, young)) {
    const bytes = following === undefined ? withoutRoom(whole) : whole;
    const head = readHead(bytes);
    const sealed = following !== undefined || base?.segment === name || confirmed?.segment === name;
    if (head === undefined && !sealed && !hasFrameAfter(bytes, 0, 0)) {
      // It was never used, so there is no room in it: zeros are what a power cut left of its first frame.
      tail = { segment: name, from: 0, bytes: Buffer.from(whole) };
      break;
    }
    note(name, head, { segment: name, bytes: bytes.length, sum: sumText(sumOf(bytes)) });
    read += bytes.length;
    const take = (line: object, at: number, length: number) => {
      lines++;
      target.take(line, name, at, length);
    };
    if (head === undefined) {
      lost += salvage(bytes, 0, take);
      continue;
    }
    const fits = name === base?.segment ? head.frame.sum === base.sum : end === undefined || follows(head.frame, end);
    if (!fits) spoil(name, 'does not follow the one before');
    const replayed = replaySegment(bytes, head, confirmed?.segment === name ? confirmed : undefined, take);
    end = replayed.end;
    if (replayed.rest === 'damaged' || (replayed.rest === 'unsealed' && following !== undefined)) {
      spoil(name, `is damaged at byte ${end.bytes}`);
      lost += salvage(bytes, end.bytes, take);
    } else if (replayed.rest === 'unsealed') {
      tail = { segment: name, from: end.bytes, bytes: Buffer.from(bytes.subarray(end.bytes)) };
    }
    if (!replayed.confirmed) spoil(name, 'lacks confirmed data at its end');
  }
  // Only now is it known which segments were given up on purpose.
  const dropped = target.positions.dropped();
  for (const one of links) {
    const fault = checkLink(one, dropped);
    if (fault !== undefined) spoil(fault.segment, fault.what);
  }
  for (const name of dropped.keys()) damage.delete(name);
  return {
    end,
    lines,
    bytes: read,
    tail,
    damaged: [...damage.keys()],
    problems: describe(damage, lost, base, target.latest()),
  };
}

/** A segment of which no line is needed: its head, and its bytes in sum. */
async function weigh(disk: Disk, folder: string, name: string) {
  const file = await disk.open(path.join(folder, name), 'read');
  try {
    const bytes = await file.size();
    let head: SegmentHead | undefined;
    let sum: number | undefined;
    for await (const piece of piecesOf(file, bytes)) {
      if (sum === undefined) head = readHead(piece);
      sum = sumOf(piece, sum);
    }
    return { head, mark: { segment: name, bytes, sum: sumText(sum ?? 0) } };
  } finally {
    await file.close();
  }
}

/** A segment's link to the one before, and the one that was found before it. */
interface Following {
  readonly name: string;
  readonly link: Mark | null;
  readonly before: Mark | undefined;
}

function checkLink({ name, link, before }: Following, dropped: ReadonlyMap<string, Dropped>) {
  let was = link;
  for (let how = was && dropped.get(was.segment); was && how && was.segment !== before?.segment;) {
    was = how.before;
    how = was && dropped.get(was.segment);
  }
  if (was?.segment !== before?.segment) return { segment: was?.segment ?? name, what: 'is missing' };
  if (was && (was.bytes !== before?.bytes || was.sum !== before.sum))
    return { segment: was.segment, what: 'is damaged' };
  return undefined;
}

function follows(frame: { readonly previous: string; readonly seq: number }, end: SegmentEnd): boolean {
  return frame.previous === end.sum && frame.seq === end.seq + 1;
}

type Base = SoundSnapshot & NamedFile;

function describe(
  damage: ReadonlyMap<string, string>,
  lost: number,
  base: Base | undefined,
  latest: number | undefined,
): Problem[] {
  return [...damage].map(([segment, what]) => ({
    code: 'ledger-damaged',
    message: `A part of this workspace cannot be read. ${missingOf(segment, lost, base)}${latestWords(latest)} Until this is mended no workflow runs, and contacts, enrolments and messages stay as they are; drafts, users and settings can still be saved. The ledger file ${segment} ${what}.`,
    where: { path: segment },
    fix: 'Go on with a backup, or copy out what you need.',
  }));
}

/** What is there and what is not when a segment is damaged. */
function missingOf(segment: string, lost: number, base: Base | undefined): string {
  if (base !== undefined && segment < base.segment) {
    return `The records were restored from ${nameOf(base)}, which is younger and sound; missing are the parts of histories that stood in one file.`;
  }
  if (lost === 0) return 'What was changed in it may be missing.';
  return lost === 1
    ? 'One line could not be read, and what it changed is missing.'
    : `${lost} lines could not be read, and what they changed is missing.`;
}

function badSnapshot(name: string, used: Base | undefined): Problem {
  return {
    code: 'snapshot-damaged',
    message: `The snapshot ${name} is damaged or missing. The records were restored from ${used === undefined ? 'the journal' : nameOf(used)} instead; the journal is whole unless said otherwise.`,
    where: { path: name },
  };
}

function noCurrent(what: 'missing' | 'damaged', latest: number | undefined): Problem {
  return {
    code: 'current-damaged',
    message: `The ledger’s file CURRENT is ${what}. The ledger was restored without it; if the end of the journal had been cut off as well, that could not be seen.${latestWords(latest)}`,
    where: { path: 'CURRENT' },
  };
}

/** A snapshot's name, and from when it is. */
function nameOf({ name, latest }: Base): string {
  return latest === undefined ? name : `${name} of ${utcText(latest)}`;
}

/** From when the latest is that could be read, as a sentence after another one. */
export function latestWords(latest: number | undefined): string {
  return latest === undefined ? '' : ` The latest that could be read is from ${utcText(latest)}.`;
}
