// A workspace without a lock, so that one that stopped for good does not stand in the way of the next: for disks that stop.
import path from 'node:path';
import type { Clock } from '../../electron/runtime/clock.ts';
import type { Core } from '../../electron/runtime/core.ts';
import type { Files } from '../../electron/runtime/erase.ts';
import type { Documents } from '../../electron/runtime/library.ts';
import { book, createRuntime, type Runtime } from '../../electron/runtime/runtime.ts';
import { Uploads } from '../../electron/runtime/uploads.ts';
import type { Disk } from '../../electron/store/disk.ts';
import { ensureFolder } from '../../electron/store/disk.ts';
import { openDocument } from '../../electron/store/document.ts';
import { markAt } from '../../electron/store/mark.ts';
import { openLedger, type LedgerOptions } from '../../electron/store/ledger.ts';
import type { Line } from '../../shared/engine/line.ts';
import { good } from '../../shared/model/problem.ts';
import { must } from './must.ts';
import { OutboxWorld } from './outbox-world.ts';

export interface SmallHouse {
  readonly runtime: Runtime;
  readonly files: Files;
  readonly close: () => Promise<void>;
}

export async function openSmallHouse(
  disk: Disk,
  folder: string,
  clock: Clock,
  options: Partial<LedgerOptions> = {},
): Promise<SmallHouse> {
  await ensureFolder(disk, folder);
  for (const name of ['workflows', 'quarantine', 'imports', 'revisions'])
    await ensureFolder(disk, path.join(folder, name));
  const isNew = !(await disk.list(folder)).includes('ledger');
  const quarantine = path.join(folder, 'quarantine');
  const ledger = must(
    await openLedger<Line>(disk, path.join(folder, 'ledger'), book, { quarantine, isNew, ...options }),
  );
  const runtime = must(
    await createRuntime({
      workspace: { ...documentsIn(disk, folder), mark: (name) => markAt(disk, path.join(folder, name)) },
      ledger,
      clock,
      machineZone: 'Europe/Berlin',
      told: {
        notified: () => undefined,
        put: () => undefined,
        failed: (error) => {
          throw error;
        },
      },
      outbox: (_core: Core) => new OutboxWorld().open(),
    }),
  );
  return {
    runtime,
    files: { disk, folder, uploads: new Uploads(disk, path.join(folder, 'imports')) },
    close: () => ledger.close(),
  };
}

function documentsIn(disk: Disk, folder: string): Documents {
  return {
    async openDocument(name, format, defaults) {
      await ensureFolder(disk, path.dirname(path.join(folder, name)));
      return openDocument(disk, path.join(folder, name), format, defaults);
    },
    async removeDocument(name) {
      await disk.unlink(path.join(folder, name));
      return good(null);
    },
    async listDocuments(name) {
      const names = await disk.list(path.join(folder, name)).catch(() => []);
      return good(names.filter((one) => one.endsWith('.json')).map((one) => `${name}/${one}`));
    },
  };
}
