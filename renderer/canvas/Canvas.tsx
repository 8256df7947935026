// The canvas: the workflow as cards from top to bottom. React Flow draws; what happens goes through the commands.
import { ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react';
import {
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { useBuilder, useDocument, useSession } from '../state/session.ts';
import { useIsMac } from '../state/workspace.ts';
import { deedOf } from './canvas-keys.ts';
import classes from './Canvas.module.css';
import { CanvasTools } from './CanvasTools.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { FlowView } from './FlowView.tsx';
import { useFirstFocus } from './use-focus-wish.ts';
import { useFollowRun } from './use-follow-run.ts';
import { useShowWished, useUncoverChosen } from './use-show-card.ts';
import { useView, type OpeningView } from './use-view.ts';

/** The canvas of the open page. */
export function Canvas(): ReactNode {
  return (
    <ReactFlowProvider>
      <CanvasRegion />
    </ReactFlowProvider>
  );
}

function CanvasRegion(): ReactNode {
  const session = useSession();
  const { builder, commands } = session;
  const region = useRef<HTMLElement>(null);
  const mac = useIsMac();
  const view = useView();
  const count = useDocument(({ picture }) => picture.order.length);
  const locked = useDocument((state) => state.locked);
  const said = useBuilder((state) => state.said);
  useFirstFocus(region);
  useKeepCentred();
  useOpeningView(view);
  useFollowRun();
  useShowWished();
  const [dragging, setDragging] = useState(false);
  useUncoverChosen(dragging);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !isOfCards(event)) return;
    const deed = deedOf(event.nativeEvent, mac);
    if (deed === undefined) return;
    event.preventDefault();
    deed(session, view);
  };
  const onCopy = (event: ClipboardEvent): void => {
    const { selection } = builder.getState();
    if (!isOfCards(event) || selection.size === 0 || (window.getSelection()?.toString() ?? '') !== '') return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', commands.copyText([...selection]));
    if (event.type === 'cut' && !locked) commands.remove([...selection]);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!isOfCards(event) || locked) return;
    event.preventDefault();
    commands.pasteText(event.clipboardData.getData('text/plain'));
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of all cards meet here
    <section
      aria-label={`Workflow canvas, ${count === 1 ? '1 step' : `${count} steps`}`}
      className={classes.region}
      data-locked={locked || undefined}
      data-pane="canvas"
      data-zoom={useZoomLevel()}
      onCopy={onCopy}
      onCut={onCopy}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      ref={region}
      tabIndex={-1}
    >
      <FlowView onDragging={setDragging} />
      {count === 0 ? <EmptyCanvas /> : <CanvasTools view={view} />}
      <div aria-live="polite" className="sr-only">
        {said}
      </div>
    </section>
  );
}

/** Once the canvas has its size and its first card, the view is laid on the cards. */
function useOpeningView(view: OpeningView): void {
  const sized = useStore(({ width, height, nodes }) => width > 0 && height > 0 && nodes.length > 0);
  const opened = useRef(false);
  useEffect(() => {
    if (!sized || opened.current) return;
    opened.current = true;
    view.open();
  }, [sized, view]);
}

/** When the canvas gets wider or narrower, what stood in its middle stays there. */
function useKeepCentred(): void {
  const width = useStore((store) => store.width);
  const last = useRef(width);
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const wider = width - last.current;
    const known = last.current > 0 && width > 0;
    last.current = width;
    if (!known || wider === 0) return;
    const view = getViewport();
    void setViewport({ ...view, x: view.x + wider / 2 });
  }, [width, getViewport, setViewport]);
}

/** How much of a card can be read. */
function useZoomLevel(): 'full' | 'small' | 'tiny' {
  return useStore(({ transform: [, , zoom] }) => (zoom < 0.25 ? 'tiny' : zoom < 0.5 ? 'small' : 'full'));
}

/** What happens in a field, on a button or in a menu of a card is theirs; menus stand elsewhere in the page. */
function isOfCards({ target, currentTarget }: SyntheticEvent): boolean {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  return target.closest('input, textarea, select, button, [contenteditable="true"]') === null;
}
