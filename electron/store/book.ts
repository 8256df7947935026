// The contract between the ledger and those who use it. The ledger keeps lines and the records that they set; what a
// line means is said by a book, so that nothing here knows of contacts or runs.
import type { Problem } from '../../shared/model/problem.ts';

/** One record set by a line; value null = deleted. A put states the new value whole, and it is never changed in place. */
export interface Put {
  readonly table: string;
  readonly id: string;
  readonly value: object | null;
}

export type GetRecord = (table: string, id: string) => object | undefined;

/** The meaning of the lines: pure, so that reading the journal again gives the same records. */
export interface Book<Line extends object> {
  readonly tables: readonly string[];
  /**
   * The records that a line sets, given the records as they stand. When a record is missing that the line builds on
   * (only in a damaged ledger), the answer leaves out the put; it never throws.
   */
  puts(line: Line, get: GetRecord): readonly Put[];
  /** Whose trace the line belongs to (a run id or a contact id), so that it can be read back; undefined = nobody's. */
  keyOf(line: Line): string | undefined;
  /** When the line was written (an instant of the caller's clock), so that a recovery can say from when it is. */
  timeOf?(line: Line): number;
}

/** The ledger's files at one moment. Each counts up to its length; a segment may grow behind it. */
export interface HeldFiles {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Text of the file CURRENT. */
  readonly current: string;
  /** Throws a StoreError once the ledger closes: the work is then to end. */
  readonly mustGoOn: () => void;
}

export type PutListener = (table: string, id: string, before: object | undefined, after: object | null) => void;

/** Why lines of a trace are not there any more, and since when (an instant of the caller's clock). */
export interface Removal {
  readonly why: 'retention' | 'erased';
  readonly on: number;
}

/** Which lines are to go from the disk. What they set stays: the records are not touched. */
export interface PrunePlan<Line extends object> extends Removal {
  /** Whether a line goes. Asked when its segment is looked at, and again when the lines that stay are copied. */
  readonly goes: (line: Line) => boolean;
  /**
   * `old`: the segments in which every line was written before an instant. `named`: all segments with a line that goes;
   * each such line has one of the words in it, as JSON writes them (no words = every line is looked at). Snapshots from before the call go as well.
   */
  readonly where:
    | { readonly kind: 'old'; readonly before: number; readonly timeOf: (line: Line) => number }
    | { readonly kind: 'named'; readonly words: readonly string[] };
}

/** What a pruning gave back to the disk. */
export interface Pruned {
  readonly segments: number;
  readonly bytes: number;
}

/** What opening found. No problem = everything that was ever confirmed is there and sound. */
export interface RecoveryReport {
  /** Lines in the whole life of the ledger. */
  readonly lines: number;
  /** Lines read from the journal on top of the snapshot. */
  readonly replayed: number;
  /** When the latest of them was written (an instant of the caller's clock); undefined = not known. */
  readonly latest: number | undefined;
  readonly problems: readonly Problem[];
  /** Names of the files now in the quarantine folder, byte for byte as they were found. */
  readonly quarantined: readonly string[];
}

/**
 * `read-only`: nothing can be staged, all that was read can be seen (disk full, damage, a folder without write access).
 * `failed`: a sync failed, so the memory may be ahead of the disk: throw the ledger away and open it anew.
 */
export interface LedgerStatus {
  readonly state: 'open' | 'read-only' | 'failed' | 'closed';
  readonly problem?: Problem;
  readonly report: RecoveryReport;
}

export interface Ledger<Line extends object> {
  status(): LedgerStatus;
  /** Called at each change of the status. Answers how to stop listening. */
  onStatus(listener: () => void): () => void;
  readonly get: GetRecord;
  /** All records of a table by id. The map is live; reading it while others write is safe. */
  readonly table: (name: string) => ReadonlyMap<string, object>;
  /** Called at once for each record there is, then after each put (for indexes). Answers how to stop listening. */
  onPut(listener: PutListener): () => void;
  /**
   * Applies the line to memory at once and puts it in the next frame. Lines staged with no await between them are in
   * one frame: they come back all or not at all. Throws a StoreError unless the state is `open`. `puts`: what the book
   * would answer to the line now, when it is known already.
   */
  stage(line: Line, puts?: readonly Put[]): void;
  /**
   * Resolves when all that was staged before the call is synced: one frame and one sync for everybody who waits.
   * While the disk is full it waits for room (see `retry`). Rejects with a StoreError when it will never come to pass;
   * a rejection and no Result, so that nothing is acknowledged by forgetting to look.
   */
  commit(): Promise<void>;
  /** After a full disk: tries again to write what waits. Answers whether the ledger is open again. */
  retry(): Promise<boolean>;
  /** All confirmed lines with this key, oldest first, read back from the disk. Rejects with a StoreError. */
  trace(key: string): Promise<readonly Line[]>;
  /** Set when lines of this trace were removed: why and when, the latest. */
  removed(key: string): Removal | undefined;
  /**
   * Takes lines off the disk: whole segments go, and what stays of them is first copied forward. Work goes on meanwhile. A
   * pruning cut short (a crash, closing) leaves everything readable; asked for again, it goes on. Rejects with a StoreError.
   */
  prune(plan: PrunePlan<Line>): Promise<Pruned>;
  /**
   * Calls with the names and byte lengths of the ledger's files that together hold everything confirmed so far, and the text
   * of the CURRENT that belongs to them. None of these bytes changes or goes before the work is done.
   */
  holdFiles<T>(work: (files: HeldFiles) => Promise<T>): Promise<T>;
  /**
   * For a process that is about to end: what is left for a quiet second is done now, so that the next opening is quick. Nothing
   * is lost without it. A disk that is full already is left as it is; one that fills meanwhile is waited for.
   */
  settle(): Promise<void>;
  /** Writes what is staged, seals the journal and lets go of the files. Rejects if something staged was not saved. */
  close(): Promise<void>;
}
