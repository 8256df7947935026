// What a person can do with the open workflow. Keys, buttons, menus and the outline all come here, so that all behave alike.
import { clipText, readClip } from '../../shared/file/clipboard.ts';
import {
  addStepAfter,
  addTrigger,
  connect,
  disconnect,
  duplicateNode,
  moveDown,
  moveTo,
  moveUp,
  paste,
  removeNodes,
  rename,
  repair,
  setConfig,
  setDetails,
  setLayout,
  toggleDisabled,
  type Way,
} from '../../shared/graph/edit.ts';
import { GRID } from '../../shared/graph/grid.ts';
import { arrange, placesOf } from '../../shared/graph/layout.ts';
import type { Finding } from '../../shared/model/problem.ts';
import type { RawConfig, Workflow } from '../../shared/model/workflow.ts';
import { stepType } from '../../shared/steps/index.ts';
import type { BuilderStore, Mark } from './builder.ts';
import type { DocumentStore } from './document.ts';
import { mintNodeId } from './node-ids.ts';
import type { TraceStore } from './runs.ts';
import { toast, toastProblem } from './toasts.ts';
import { walk, wayBeside, wayInto, type Direction, type Place } from './walk.ts';

type Ids = readonly string[];

export interface BuilderCommands {
  readonly insert: (at: Mark, type: string) => void;
  /** Opens the shelf for the place after, or before, a step. */
  readonly addAfter: (id: string) => void;
  readonly addBefore: (id: string) => void;
  readonly remove: (ids: Ids) => void;
  readonly duplicate: (ids: Ids) => void;
  readonly toggleDisabled: (ids: Ids) => void;
  readonly startRenaming: (id: string) => void;
  /** Keeps the new title if this step is being renamed. */
  readonly rename: (id: string, title: string) => void;
  readonly stopRenaming: () => void;
  /** Gives a step another title; an empty one is that of its kind. */
  readonly retitle: (id: string, title: string) => void;
  readonly configure: (id: string, config: RawConfig, mergeKey?: string) => void;
  readonly describe: (details: Partial<Pick<Workflow, 'name' | 'description' | 'settings'>>, mergeKey?: string) => void;
  readonly connect: (way: Way, to: string) => void;
  readonly disconnect: (way: Way) => void;
  readonly moveInOrder: (id: string, step: -1 | 1) => void;
  readonly moveAcross: (id: string, step: -1 | 1) => void;
  /** By grid cells. */
  readonly nudge: (ids: Ids, across: number, down: number) => void;
  /** Cards that the pointer moves; `drag` names the gesture, so that it is one undo. */
  readonly place: (places: Readonly<Record<string, readonly [number, number]>>, drag: string) => void;
  readonly arrange: () => void;
  readonly copyText: (ids: Ids) => string;
  readonly pasteText: (text: string) => void;
  readonly mend: (finding: Finding) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly focus: (id: string | null) => void;
  readonly walk: (direction: Direction) => void;
  readonly selectAll: () => void;
  readonly toggleBreakpoint: (id: string) => void;
  /** Ends the test; the focus goes back to the step that is looked at. */
  readonly leaveTest: () => void;
  /** Test: plays until this step comes next. */
  readonly runTo: (id: string) => void;
}

export function makeCommands(document: DocumentStore, builder: BuilderStore, trace: TraceStore): BuilderCommands {
  const now = (): Workflow => document.getState().document;
  const label = (id: string): string => document.getState().picture.graph.nodes.get(id)?.label ?? id;
  const labels = (ids: Ids): string => (ids.length === 1 ? label(ids[0] ?? '') : `${ids.length} steps`);
  const place = (): Place => {
    const { picture, document: workflow } = document.getState();
    return { graph: picture.graph, order: picture.order, layout: placesOf(workflow) };
  };
  const edit = document.edit;
  /** Edits, and says so if something came of it. */
  function act(what: string, change: (workflow: Workflow) => Workflow, otherwise?: string): boolean {
    const before = now();
    document.seal();
    edit(what, change);
    const done = now() !== before;
    builder.say(done ? what : (otherwise ?? ''));
    return done;
  }

  /** Steps through the history, says what that was, and leaves the focus on a card that is there. */
  function travel(words: string, step: () => void, label: string | undefined): void {
    if (label === undefined || document.getState().locked) return;
    step();
    builder.say(`${words}: ${label}`);
    const { graph, order } = document.getState().picture;
    const { selection, current } = builder.getState();
    const left = [...selection].filter((id) => graph.nodes.has(id));
    if (left.length < selection.size) builder.select(left);
    if (current !== null && !graph.nodes.has(current)) builder.focus(order.at(-1) ?? null);
  }

  function retitle(id: string, title: string): void {
    if (title.trim() !== now().nodes[id]?.label) act('Rename step', (workflow) => rename(workflow, id, title));
  }

  return {
    insert: (at, name) => {
      const type = stepType(name);
      if (type === undefined || document.getState().locked) return;
      const id = mintNodeId(now(), type);
      act(`Add ${type.label}`, (workflow) =>
        'after' in at ? addStepAfter(workflow, at.after, id, type) : addTrigger(workflow, id, type),
      );
      builder.setState({ shelf: null, dragged: null });
      builder.focus(id);
    },
    addAfter: (id) => {
      const port = document.getState().picture.graph.nodes.get(id)?.ports[0];
      if (port !== undefined) builder.openShelf({ after: { from: id, port: port.id } });
    },
    addBefore: (id) => {
      const way = wayInto(place(), id);
      builder.openShelf(way === undefined ? { trigger: true } : { after: way });
    },
    remove: (ids) => {
      const { order } = place();
      const at = order.indexOf(ids[0] ?? '');
      const above =
        order.slice(0, Math.max(0, at)).findLast((id) => !ids.includes(id)) ?? order.find((id) => !ids.includes(id));
      const words = labels(ids);
      if (ids.length === 0 || !act(`Delete ${words}`, (workflow) => removeNodes(workflow, ids))) return;
      builder.focus(above ?? null);
      const steps = document.getState().history.past.length;
      toast(`${words} deleted.`, () => {
        if (document.getState().history.past.length === steps) document.undo();
        else
          toastProblem({
            code: 'changed-since',
            message: 'The workflow was changed since.',
            fix: 'Use Undo step by step.',
          });
      });
    },
    duplicate: (ids) => {
      const copies = ids.map((id) => [id, mintNodeId(now(), stepType(now().nodes[id]?.type ?? ''))] as const);
      const done = act(`Duplicate ${labels(ids)}`, (workflow) =>
        copies.reduce((so, [id, copy]) => duplicateNode(so, id, copy), workflow),
      );
      const last = copies.at(-1);
      if (done && last !== undefined) builder.focus(last[1]);
    },
    toggleDisabled: (ids) => {
      const { nodes } = now();
      const off = ids.some((id) => nodes[id]?.disabled !== true);
      const touched = ids.filter((id) => (nodes[id]?.disabled === true) !== off);
      act(`Switch ${off ? 'off' : 'on'} ${labels(ids)}`, (workflow) => touched.reduce(toggleDisabled, workflow));
    },
    startRenaming: (id) => {
      if (!document.getState().locked) builder.setState({ renaming: id });
    },
    rename: (id, title) => {
      if (builder.getState().renaming !== id) return;
      builder.setState({ renaming: null });
      retitle(id, title);
    },
    retitle,
    stopRenaming: () => builder.setState({ renaming: null }),
    configure: (id, config, mergeKey) =>
      edit(`Change ${label(id)}`, (workflow) => setConfig(workflow, id, config), mergeKey),
    describe: (details, mergeKey) => edit('Change the workflow', (workflow) => setDetails(workflow, details), mergeKey),
    connect: (way, to) => void act(`Lead ${label(way.from)} to ${label(to)}`, (workflow) => connect(workflow, way, to)),
    disconnect: (way) => void act(`Take the way off ${label(way.from)}`, (workflow) => disconnect(workflow, way)),
    moveInOrder: (id, step) => {
      act(
        `Move ${label(id)} ${step < 0 ? 'up' : 'down'}`,
        (workflow) => (step < 0 ? moveUp(workflow, id) : moveDown(workflow, id)),
        `${label(id)} cannot go further ${step < 0 ? 'up' : 'down'}`,
      );
      builder.focus(id);
    },
    moveAcross: (id, step) => {
      const way = wayBeside(place(), id, step);
      const side = step < 0 ? 'left' : 'right';
      if (way === undefined) return builder.say(`There is no branch to the ${side}`);
      act(`Move ${label(id)} to the branch on the ${side}`, (workflow) => moveTo(workflow, id, way));
      builder.focus(id);
    },
    nudge: (ids, across, down) => {
      const places = placesOf(now());
      const moved = ids.map((id) => {
        const [x, y] = places[id] ?? [0, 0];
        return [id, [x + across * GRID, y + down * GRID] as const] as const;
      });
      edit(`Move ${labels(ids)}`, (workflow) => setLayout(workflow, Object.fromEntries(moved)), 'nudge');
    },
    place: (places, drag) =>
      edit(`Move ${labels(Object.keys(places))}`, (workflow) => setLayout(workflow, places), drag),
    arrange: () => void act('Arrange the cards', (workflow) => ({ ...workflow, layout: arrange(workflow) })),
    copyText: (ids) => {
      const { bindings, people } = document.getState();
      return clipText(now(), ids, bindings, people);
    },
    pasteText: (text) => {
      const read = readClip(text, document.getState());
      if (!read.ok) return toastProblem(read.problem);
      const { copied, bindings } = read.value;
      const newIds: Record<string, string> = {};
      for (const [id, node] of Object.entries(copied.nodes)) {
        newIds[id] = mintNodeId(now(), stepType(node.type), Object.values(newIds));
      }
      const { current, selection } = builder.getState();
      const after =
        current === null || !selection.has(current) ? undefined : document.getState().picture.graph.nodes.get(current);
      const port = after?.ports[0];
      const way = after === undefined || port === undefined ? undefined : { from: after.id, port: port.id };
      const copies = Object.values(copied.nodes);
      const words = copies.length === 1 ? copies[0]?.label : `${copies.length} steps`;
      document.seal();
      document.editDraft(`Paste ${words}`, (draft) => ({
        document: paste(draft.document, copied, newIds, way),
        bindings,
      }));
      builder.say(`Paste ${words}`);
      builder.focus(Object.values(newIds)[0] ?? null);
      builder.select(Object.values(newIds));
    },
    mend: ({ repair: mend, fix }) => {
      if (mend !== undefined) act(fix ?? 'Mend', (workflow) => repair(workflow, mend));
    },
    undo: () => travel('Undone', document.undo, document.getState().history.past.at(-1)?.label),
    redo: () => travel('Done again', document.redo, document.getState().history.future.at(-1)?.label),
    focus: builder.focus,
    walk: (direction) => {
      const to = walk(place(), builder.getState().current, direction);
      if (to !== null) builder.focus(to);
    },
    selectAll: () => builder.select(document.getState().picture.order),
    toggleBreakpoint: (id) => {
      trace.toggleBreakpoint(id);
      builder.say(
        trace.getState().breakpoints.has(id) ? `Breakpoint on ${label(id)}` : `No breakpoint on ${label(id)}`,
      );
    },
    leaveTest: () => {
      trace.leave();
      builder.focus(builder.getState().current);
    },
    runTo: (id) => trace.play(id),
  };
}
