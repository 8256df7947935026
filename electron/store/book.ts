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
}

export type PutListener = (table: string, id: string, before: object | undefined, after: object | null) => void;

/** What opening found. No problem = everything that was ever confirmed is there and sound. */
export interface RecoveryReport {
  /** Lines in the whole life of the ledger. */
  readonly lines: number;
  /** Lines read from the journal on top of the snapshot. */
  readonly replayed: number;
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
  /** Writes what is staged, seals the journal and lets go of the files. Rejects if something staged was not saved. */
  close(): Promise<void>;
}
