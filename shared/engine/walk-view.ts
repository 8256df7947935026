// What the steps of one advance see of the world: with the changes of the steps before them.
import type { Graph } from '../graph/index-graph.ts';
import type { Contact } from '../model/contact.ts';
import { directoryOf, type Directory } from '../model/directory.ts';
import type { Pool } from '../model/pool.ts';
import { invariant } from '../model/problem.ts';
import type { Instant } from '../model/time.ts';
import type { User } from '../model/user.ts';
import type { View } from '../steps/define.ts';
import type { Get } from './changes.ts';
import type { Overlay } from './overlay.ts';

/** What a run may read of the workspace. */
export interface World {
  readonly get: Get;
  readonly users: ReadonlyMap<string, User>;
  readonly pools: ReadonlyMap<string, Pool>;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/** A class, as an object with a getter of its own gets a layout of its own, too: a kilobyte that stays until the next full collection. */
export class WalkView implements View {
  readonly zone: string;
  readonly workflow: View['workflow'];
  readonly directory: Directory;

  constructor(
    { workflow, bindings, document }: Graph,
    private readonly contactId: string,
    private readonly world: World,
    private readonly layer: Overlay,
    readonly now: Instant,
  ) {
    this.zone = world.zone;
    this.workflow = workflow;
    this.directory = directoryOf(world, bindings, document.requires);
  }

  get contact(): Contact {
    const contact = this.layer.get('contacts', this.contactId);
    invariant(contact !== undefined, 'a run has a contact');
    return contact;
  }

  readonly users: View['users'] = () => [...this.world.users.values()];
  readonly user: View['user'] = (id) => (id === null ? undefined : this.world.users.get(id));
  readonly rotation: View['rotation'] = (id) => this.layer.get('rotations', id);
}
