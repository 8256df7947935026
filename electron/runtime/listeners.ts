// Which workflows listen: every draft and every live revision, made ready once. Publish and save rebuild one of them.
import { indexGraph, type Graph } from '../../shared/graph/index-graph.ts';
import type { Live } from '../../shared/model/live.ts';
import type { Revision } from '../../shared/model/workflow.ts';
import type { Get } from '../../shared/engine/changes.ts';
import type { Library } from './library.ts';

export interface Listener {
  readonly workflow: string;
  readonly name: string;
  readonly status: 'draft' | 'on' | 'off' | 'unreadable';
  readonly live: Live | undefined;
  /** The live revision's graph; else the draft's own, so that "not published" can be told from "does not listen". */
  readonly graph: Graph;
}

/** Why a workflow that is not on enrols nobody, in words. */
export const whyDeaf: Readonly<Record<Exclude<Listener['status'], 'on'>, string>> = {
  draft: 'The workflow is not published.',
  off: 'The workflow is turned off.',
  unreadable: 'Its published version cannot be read.',
};

export class Listeners {
  private readonly revisions = new Map<string, Graph>();
  private cached: readonly Listener[] | undefined;

  constructor(
    private readonly library: Library,
    private readonly get: Get,
  ) {}

  /** Call when a draft, a toggle or a revision changed. */
  stale(): void {
    this.cached = undefined;
  }

  add(revision: Revision): Graph {
    const graph = indexGraph(revision.document, revision.bindings);
    this.revisions.set(`${revision.workflow} ${revision.number}`, graph);
    this.stale();
    return graph;
  }

  /** The graph of a revision that was added; undefined for one that was not. */
  revision(workflow: string, number: number): Graph | undefined {
    return this.revisions.get(`${workflow} ${number}`);
  }

  /** In order of first publish; drafts last. Workflows in the bin do not listen. */
  all(): readonly Listener[] {
    this.cached ??= [...this.library.workflows()]
      .flatMap(([id, shelved]) => this.listener(id, shelved))
      .sort(byFirstPublish);
    return this.cached;
  }

  private listener(
    id: string,
    shelved: { document: Revision['document']; bindings: Revision['bindings'] },
  ): readonly Listener[] {
    const live = this.get('live', id);
    if (live?.status === 'binned') return [];
    const graph = live === undefined ? undefined : this.revision(id, live.revision);
    const isDraft = live === undefined || live.revision === 0;
    const status = isDraft ? 'draft' : graph === undefined ? 'unreadable' : live.status;
    const shown = graph ?? indexGraph(shelved.document, shelved.bindings);
    return [{ workflow: id, name: shelved.document.name, status, live, graph: shown }];
  }
}

function byFirstPublish(a: Listener, b: Listener): number {
  const [one, other] = [a.live?.firstOn ?? Infinity, b.live?.firstOn ?? Infinity];
  return one === other ? (a.workflow < b.workflow ? -1 : 1) : one - other;
}
