// A real workspace in a real folder, with a clock that the test holds: what runs in Baton, without a window.
import { onTestFinished } from 'vitest';
import { createContact } from '../../electron/runtime/contacts.ts';
import { openHouse, type House, type HouseOptions } from '../../electron/runtime/house.ts';
import { publish, type WaitingChoice } from '../../electron/runtime/publishing.ts';
import { entriesOf } from '../../electron/runtime/queries/runs.ts';
import type { Runtime } from '../../electron/runtime/runtime.ts';
import { realDisk, type Disk } from '../../electron/store/disk.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { emptyContactDraft, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import { defaultSettings, type Settings } from '../../shared/model/settings.ts';
import type { User } from '../../shared/model/user.ts';
import type { Bindings, Workflow } from '../../shared/model/workflow.ts';
import { must } from './must.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { WallClock } from './wall-clock.ts';
import { aUser } from './workflow.ts';

export interface WorkshopOptions extends Omit<HouseOptions, 'clock'> {
  readonly folder?: string;
  readonly disk?: Disk;
  readonly clock?: WallClock;
  readonly users?: readonly User[];
  readonly settings?: Partial<Settings>;
  /** Carry on what was interrupted and look for what is due; yes unless said otherwise. */
  readonly start?: boolean;
}

/** Those that the end of the test has to close. One that is closed is let go: a test may open many, and weighs memory. */
const opened = new Set<Workshop>();

async function closeOpened(): Promise<void> {
  for (const shop of opened) await shop.close();
}

export class Workshop {
  private acts = 0;
  private open = true;

  private constructor(
    private readonly options: WorkshopOptions,
    readonly folder: string,
    readonly clock: WallClock,
    readonly house: House,
  ) {}

  /** A new workspace with Ana, Bo and Chi, counting days in Berlin; or the one in a folder. */
  static async open(options: WorkshopOptions = {}): Promise<Workshop> {
    const shop = await Workshop.unlock({ folder: options.folder ?? temporaryFolder(), ...options });
    opened.add(shop);
    onTestFinished(closeOpened);
    return shop;
  }

  /** As `open`, for whoever closes it himself. */
  static async unlock(options: WorkshopOptions & { readonly folder: string }): Promise<Workshop> {
    const { folder, disk = realDisk, clock = new WallClock(), users, settings, start = true, ...more } = options;
    const house = must(await openHouse(disk, folder, { ...more, clock }));
    const shop = new Workshop({ ...options, disk, clock }, folder, clock, house);
    const { library } = house.runtime;
    if (library.users().size === 0) {
      must(await library.saveUsers(users ?? [aUser('ana'), aUser('bo'), aUser('chi')]));
      must(await library.saveSettings({ ...defaultSettings, timeZone: 'Europe/Berlin', ...settings }));
    }
    if (start) await house.runtime.start();
    return shop;
  }

  get runtime(): Runtime {
    return this.house.runtime;
  }

  async close(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    opened.delete(this);
    await this.house.close();
  }

  /** Quits, and starts again on the same folder; the clock goes on. */
  async restart(more: WorkshopOptions = {}): Promise<Workshop> {
    await this.close();
    return Workshop.open({ ...this.options, folder: this.folder, ...more });
  }

  /** Lets time pass, and all that follows from it happen. */
  async pass(ms: number): Promise<void> {
    await this.clock.pass(ms, () => this.settle());
    await this.settle();
  }

  /** Resolves when everything that needs no timer has happened and is on the disk. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) {
      await this.runtime.ledger.commit();
      await this.runtime.idle();
      await this.clock.yield();
    }
  }

  async save(document: Workflow, bindings: Bindings = {}): Promise<void> {
    must(await this.runtime.library.saveWorkflow(document, bindings, this.clock.now()));
    this.runtime.listeners.stale();
  }

  async publish(document: Workflow, waiting: WaitingChoice = 'stay'): Promise<number> {
    await this.save(document);
    return must(await publish(this.runtime, document.id, waiting)).revision;
  }

  async contact(firstName: string, more: Partial<ContactDraft> = {}): Promise<string> {
    this.acts += 1;
    const act = `act-${this.clock.now()}-${this.acts}`;
    return must(await createContact(this.runtime, act, { ...emptyContactDraft, firstName, ...more })).id;
  }

  contactOf(id: string): Contact {
    return this.need(this.runtime.get('contacts', id));
  }

  /** The contact's runs, oldest first. */
  runsOf(contact: string): readonly Run[] {
    return this.runtime.lookups.runsOfContact(contact).map((id) => this.need(this.runtime.get('runs', id)));
  }

  /** The contact's only run. */
  runOf(contact: string): Run {
    const runs = this.runsOf(contact);
    if (runs.length > 1) throw new Error(`${contact} has ${runs.length} runs`);
    return this.need(runs[0]);
  }

  traceOf(run: string): Promise<readonly Entry[]> {
    return entriesOf(this.runtime, run);
  }

  messages(): readonly Message[] {
    return [...this.runtime.ledger.table('outbox').values()] as Message[];
  }

  private need<T>(value: T | undefined): T {
    if (value === undefined) throw new Error('it is not there');
    return value;
  }
}

/** An entry in short: "node-left a1", "run-ended completed". */
export function short(entry: Entry): string {
  if (entry.kind === 'run-ended') return `run-ended ${entry.how}`;
  return 'node' in entry ? `${entry.kind} ${entry.node}` : entry.kind;
}
