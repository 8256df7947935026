// Takes lines off the disk for good, for retention and for erasing. Nothing is rewritten in place: what stays of a segment
// is copied forward, a line says that the segment is given up, and its file goes when neither snapshot needs it. So a crash
// at any point leaves the lines in the old place or in the new one.
import path from 'node:path';
import type { HeldFiles, Pruned, PrunePlan } from './book.ts';
import type { Disk } from './disk.ts';
import type { Journal } from './journal.ts';
import { droppedLine, isMoved, isOwn, movedKey } from './own-lines.ts';
import { fileSize } from './pieces.ts';
import type { Positions } from './positions.ts';
import { readLines, readLink } from './segment-lines.ts';
import { SEGMENT_NAME, segmentName } from './segment.ts';
import { SNAPSHOT_NAME } from './snapshot.ts';
import type { Alone } from './upkeep.ts';

export interface PruneTools {
  readonly disk: Disk;
  readonly folder: string;
  readonly journal: Journal;
  readonly positions: Positions;
  readonly alone: Alone;
}

/** Bytes copied between two syncs: about a millisecond of work. */
const SLICE = 128 * 1024;

export async function prune<Line extends object>(tools: PruneTools, plan: PrunePlan<Line>): Promise<Pruned> {
  const { disk, folder, journal, positions, alone } = tools;
  journal.mustBeOpen();
  // What stands now is then in sealed segments, and with `old` no segment holds much more than the time between two calls.
  await journal.rotate();
  const ended = await segmentsBefore(tools, journal.end().segment);
  const given = ended.filter((name) => positions.dropped().has(name));
  const going = await choose(tools, ended, plan);
  const anew = plan.where.kind === 'named';
  const all = [...given, ...going].sort();
  const youngest = all.at(-1);
  if (youngest === undefined && !anew) return { segments: 0, bytes: 0 };

  // Two snapshots that do not need the segments, and that (for `named`) were begun after this call.
  const enough = async (): Promise<boolean> => !anew && (await oldestBoundary(tools)) > (youngest ?? '');
  if (!(await enough())) await alone.snapshot();
  for (const name of going) await vacate(tools, name, plan);
  if (!(await enough())) {
    if (going.length === 0) journal.append({ ledger: 'noted' }, undefined);
    await alone.snapshot();
  }
  await journal.seal();
  await alone.saveCurrent();
  let bytes = 0;
  for (const name of all) {
    const file = path.join(folder, name);
    bytes += await fileSize(disk, file);
    await disk.unlink(file);
  }
  await disk.syncDir(folder);
  return { segments: all.length, bytes };
}

async function segmentsBefore({ disk, folder }: PruneTools, active: string): Promise<readonly string[]> {
  return (await disk.list(folder)).filter((name) => SEGMENT_NAME.test(name) && name < active);
}

/** Where the journal goes on after the older of two snapshots: segments before that are not needed. Empty without two. */
async function oldestBoundary({ disk, folder }: PruneTools): Promise<string> {
  const snapshots = (await disk.list(folder)).filter((name) => SNAPSHOT_NAME.test(name));
  const [oldest] = snapshots;
  return oldest === undefined || snapshots.length < 2 ? '' : segmentName(Number(/\d+/.exec(oldest)?.[0]) + 1);
}

/** The segments that are to be given up, oldest first. */
async function choose<Line extends object>(
  tools: PruneTools,
  ended: readonly string[],
  { where, goes }: PrunePlan<Line>,
): Promise<readonly string[]> {
  const { disk, folder, positions, alone } = tools;
  const chosen: string[] = [];
  for (const name of ended) {
    if (positions.dropped().has(name)) continue;
    alone.mustGoOn();
    const places = positions.linesIn(name);
    let [goesSome, staysSome, isOld] = [false, false, true];
    const words = where.kind === 'named' ? where.words : [];
    for await (const { at, read } of readLines(disk, path.join(folder, name), words)) {
      const value = read();
      if (isOwn(value) && !isMoved(value)) continue;
      const line = (isMoved(value) ? value.line : value) as Line;
      if (where.kind === 'old')
        isOld &&= ((isMoved(value) ? value.on : undefined) ?? where.timeOf(line)) < where.before;
      if (!isOld) break;
      if (goes(line)) goesSome = true;
      else staysSome ||= places.has(at);
    }
    // Younger ones come after it.
    if (!isOld) break;
    if (goesSome || (where.kind === 'old' && !staysSome)) chosen.push(name);
  }
  return chosen;
}

/** Copies forward what stays of a segment, and says that the segment is given up. */
async function vacate<Line extends object>(tools: PruneTools, name: string, plan: PrunePlan<Line>): Promise<void> {
  const { disk, folder, journal, positions, alone } = tools;
  const file = path.join(folder, name);
  const places = positions.linesIn(name);
  let copied = 0;
  for await (const { at, length, read } of readLines(disk, file, [])) {
    const place = places.get(at);
    if (place === undefined) continue;
    const value = read();
    const line = (isMoved(value) ? value.line : value) as Line;
    if (plan.goes(line)) continue;
    journal.mustBeOpen();
    // Erasing leaves lines as old as they are; what retention copies stays for its time again, and is not copied daily.
    const on = plan.where.kind === 'old' ? plan.on : isMoved(value) ? value.on : undefined;
    journal.append({ ledger: 'moved', from: [name, at], ...(on !== undefined && { on }), line }, movedKey(place));
    copied += length;
    if (copied < SLICE) continue;
    copied = 0;
    await journal.flush();
    alone.mustGoOn();
  }
  const before = await readLink(disk, file);
  journal.mustBeOpen();
  journal.append(droppedLine(name, plan, before), undefined);
  await journal.flush();
  positions.drop(name, { why: plan.why, on: plan.on, before });
}

/** The files that hold everything confirmed so far. */
export async function listFiles(tools: PruneTools): Promise<HeldFiles> {
  const { disk, folder, journal, positions, alone } = tools;
  await journal.seal();
  const end = journal.end();
  const current = await alone.saveCurrent();
  const names = (await disk.list(folder)).filter(
    (name) => SNAPSHOT_NAME.test(name) || (SEGMENT_NAME.test(name) && name <= end.segment),
  );
  const files = [];
  for (const name of names.filter((one) => !positions.dropped().has(one))) {
    files.push({ name, bytes: name === end.segment ? end.bytes : await fileSize(disk, path.join(folder, name)) });
  }
  return { files, current, mustGoOn: () => alone.mustGoOn() };
}
