// Finds what kills Baton each time it is carried on after a start, so that Baton starts and all else goes on. What is about
// to be carried on is noted on the disk first, and struck out when it is over: whatever still stands there at the next
// start was under way when Baton ended. A document of its own and no line of the ledger: nobody asks for it later.
import { z } from 'zod';
import { bad, good, type Problem } from '../../shared/model/problem.ts';
import type { DocumentFormat } from '../store/document.ts';
import type { Workspace } from '../store/open-workspace.ts';

/** Ends of Baton in the same place after which that is not tried again. */
export const MOST_CRASHES = 3;

/** Something carried on, and from where: a run and its last entry, an import and its last row. */
export interface Place {
  readonly id: string;
  readonly place: number;
}

export interface CrashWatch {
  /** How often Baton ended while this was carried on from this very place. */
  crashes(at: Place): number;
  /** Whether Baton ended while this was carried on, from wherever. */
  suspects(id: string): boolean;
  /** Notes durably that these are carried on from here; each counts as one more crash until it is over. */
  begin(places: readonly Place[]): Promise<void>;
  /** The same for one that is carried on alone. `before`: crashes so far, on the way here. */
  beginAlone(at: Place, before: number): Promise<void>;
  /**
   * What was begun alone has been carried on, and Baton lives; what is left is to wait for the disk. An end of Baton in that
   * wait (it was killed, the machine was switched off) is not counted against it.
   */
  survived(at: Place): void;
  /** They were carried on, and Baton lives. Written with what begins next, or with `rest`. */
  over(ids: readonly string[]): void;
  /** Writes what is over. */
  rest(): Promise<void>;
  /** Baton ends as it should: what is still under way has not crashed it. */
  close(): Promise<void>;
}

const schema = z.object({
  underWay: z.record(z.string(), z.object({ place: z.number().int(), crashes: z.number().int() })),
});
type Noted = z.infer<typeof schema>;

const format: DocumentFormat<Noted> = {
  parse(json) {
    const parsed = schema.safeParse(json);
    if (parsed.success) return good(parsed.data);
    return bad('document-unreadable', 'the file does not say what was under way.', {
      fix: 'Move the file away. Nothing else depends on it.',
    });
  },
  print: (data) => JSON.stringify(data),
};

const markOf = ({ id, place }: Place): string => `survived ${id} ${place}`;

/** Reads what was under way when Baton ended. A file that cannot be read is a problem, and nobody is watched then. */
export async function openCrashWatch(
  workspace: Pick<Workspace<never>, 'openDocument' | 'mark'>,
): Promise<{ readonly watch: CrashWatch; readonly problems: readonly Problem[] }> {
  const opened = await workspace.openDocument('crash-watch.json', format, { underWay: {} });
  const document = opened.ok ? opened.value : undefined;
  // Without it every end counts: it may be on a disk that takes no more.
  const mark = workspace.mark('crash-watch.mark');
  const marked = await mark.read().catch(() => '');
  const known = new Map(
    Object.entries(document?.data().underWay ?? {}).map(([id, { place, crashes }]) => {
      const survived = marked === markOf({ id, place });
      return [id, { place, crashes: survived ? crashes - 1 : crashes }];
    }),
  );
  const trying = new Map<string, Noted['underWay'][string]>();
  /** Whether the file differs from what is known. */
  let stale = false;

  const crashes = ({ id, place }: Place): number => {
    const noted = known.get(id);
    return noted?.place === place ? noted.crashes : 0;
  };

  async function save(): Promise<void> {
    const underWay = Object.fromEntries([...known, ...trying]);
    stale = false;
    // A full disk takes no note. Then nothing that is carried on gets to the disk either, so it is carried on all the same.
    await document?.save({ underWay });
  }

  const rest = async (): Promise<void> => (stale ? save() : undefined);

  function note({ id, place }: Place, before: number): void {
    trying.set(id, { place, crashes: before + 1 });
  }

  const watch: CrashWatch = {
    crashes,
    suspects: (id) => known.has(id),
    async begin(places) {
      for (const at of places) note(at, crashes(at));
      if (places.length > 0) await save();
    },
    async beginAlone(at, before) {
      await mark.write('').catch(() => undefined);
      note(at, before);
      await save();
    },
    survived(at) {
      mark.write(markOf(at)).catch(() => undefined);
    },
    over(ids) {
      for (const id of ids) {
        if (known.delete(id)) stale = true;
        if (trying.delete(id)) stale = true;
      }
    },
    rest,
    async close() {
      stale ||= trying.size > 0;
      trying.clear();
      await mark.close().catch(() => undefined);
      await rest();
    },
  };
  return { watch, problems: opened.ok ? [] : [opened.problem] };
}
