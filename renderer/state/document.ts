// The workflow on the screen: its draft with undo, what follows from it (picture), and its saving. One store per open page.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkflowPage } from '../../shared/ipc-types.ts';
import type { People } from '../../shared/model/directory.ts';
import type { Result } from '../../shared/model/problem.ts';
import type { Instant } from '../../shared/model/time.ts';
import type { Bindings, Workflow } from '../../shared/model/workflow.ts';
import { autosave, type SaveState } from './autosave.ts';
import { beginHistory, record, redo, seal, undo, type History } from './history.ts';
import { paint, type Picture, type Surroundings } from './picture.ts';

/** What people edit: the document, and whom its keys mean here. */
export interface Draft {
  readonly document: Workflow;
  readonly bindings: Bindings;
}

/** What is known of the workflow beside its draft. */
export type Standing = Pick<WorkflowPage, 'live' | 'status' | 'changed' | 'ready' | 'rivals'>;

export interface DocumentState extends Draft {
  readonly history: History<Draft>;
  readonly standing: Standing;
  readonly people: People;
  readonly picture: Picture;
  readonly saving: SaveState;
  /** A revision that a run belongs to, or a test that goes on: edits are refused. */
  readonly locked: boolean;
}

export type Save = (draft: Draft) => Promise<Result<{ readonly savedAt: Instant; readonly changed: boolean }>>;

export interface DocumentStore extends StoreApi<DocumentState> {
  /** Changes the document; equal merge keys in a row are one undo. The change is pure and answers the same document for "nothing to do". */
  readonly edit: (label: string, change: (document: Workflow) => Workflow, mergeKey?: string) => void;
  /** Like `edit`, for changes that also touch whom the keys mean. */
  readonly editDraft: (label: string, change: (draft: Draft) => Draft, mergeKey?: string) => void;
  /** Ends a burst: the next edit is a step of its own. */
  readonly seal: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves now what is not saved yet. */
  readonly save: () => Promise<void>;
  /** Users and pools as they are now. */
  readonly setPeople: (people: People) => void;
  /** The workflow as main knows it now. A draft that came from elsewhere (an import over it) is taken over as an edit. */
  readonly refresh: (page: WorkflowPage) => void;
  readonly setLocked: (locked: boolean) => void;
}

/** Opens a page. Without `save` it is only looked at. */
export function openDocument(page: WorkflowPage, people: People, save?: Save): DocumentStore {
  const { document, bindings } = page;
  const draft: Draft = { document, bindings };
  const standing = standingOf(page);
  const store = createStore<DocumentState>(() => ({
    ...draft,
    history: beginHistory(draft),
    standing,
    people,
    picture: paint(draft, surroundings(people, standing)),
    saving: { kind: 'saved', at: page.savedAt },
    locked: save === undefined,
  }));
  const { getState, setState } = store;

  const keeper = autosave<Draft>(
    async (wanted) => {
      if (save === undefined) return { ok: true, value: { savedAt: page.savedAt } };
      const result = await save(wanted);
      if (result.ok) setState(({ standing: now }) => ({ standing: { ...now, changed: result.value.changed } }));
      return result;
    },
    (saving) => setState({ saving }),
  );

  function move(step: (history: History<Draft>) => History<Draft>): void {
    const { history, people: now, standing: where, picture, locked } = getState();
    const next = step(history);
    if (locked || next === history) return;
    setState({ history: next });
    if (next.present === history.present) return;
    setState({ ...next.present, picture: paint(next.present, surroundings(now, where), picture) });
    keeper.changed(next.present);
  }

  function repaint(state: Partial<DocumentState>): void {
    const now = { ...getState(), ...state };
    setState({ ...state, picture: paint(now, surroundings(now.people, now.standing), now.picture) });
  }

  const editDraft: DocumentStore['editDraft'] = (label, change, mergeKey) =>
    move((history) => record(history, change(history.present), label, mergeKey));

  return {
    ...store,
    editDraft,
    edit: (label, change, mergeKey) =>
      editDraft(
        label,
        (now) => {
          const next = change(now.document);
          return next === now.document ? now : { ...now, document: next };
        },
        mergeKey,
      ),
    seal: () => setState(({ history }) => ({ history: seal(history) })),
    undo: () => move(undo),
    redo: () => move(redo),
    save: keeper.flush,
    setPeople: (next) => repaint({ people: next }),
    setLocked: (locked) => setState({ locked }),
    refresh: (next) => {
      repaint({ standing: standingOf(next) });
      const { saving, document: mine } = getState();
      const theirs =
        saving.kind === 'saved' && next.savedAt > saving.at && JSON.stringify(next.document) !== JSON.stringify(mine);
      if (theirs) editDraft('Take over the newer draft', () => ({ document: next.document, bindings: next.bindings }));
    },
  };
}

function standingOf({ live, status, changed, ready, rivals }: WorkflowPage): Standing {
  return { live, status, changed, ready, rivals };
}

function surroundings(people: People, { ready, rivals }: Standing): Surroundings {
  return { people, ready, rivals };
}
