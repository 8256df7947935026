// Back leads to the place on the page, too: what had the focus when the page was left gets it again, if it is still there.
import { useUi } from '../state/ui.ts';

/** How an element is found again: what it is, what it says, and which of those that are and say the same. */
interface Spot {
  readonly tag: string;
  readonly words: string;
  readonly nth: number;
}

/** Under which the spot stands in what a page keeps. */
const name = 'focus';
/** Milliseconds that a page has to be there again with its content. */
const patience = 3000;

/** All that is of this kind and says this. Texts of large parts of the page are not compared: those are known by a label. */
function alike({ tag, words }: Pick<Spot, 'tag' | 'words'>): readonly HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>(`main ${tag}:is(a, button, [aria-label])`);
  return [...all].filter((one) => wordsOf(one) === words);
}

function wordsOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent;
}

function spotOf(element: Element | null): Spot | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  const kind = { tag: element.localName, words: wordsOf(element) };
  const nth = alike(kind).indexOf(element);
  return nth === -1 ? undefined : { ...kind, nth };
}

/** Follows the way through the screens until the answered function is called. */
export function returnFocus(): () => void {
  let wanted: Spot | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    // What has the focus by now keeps it; the heading takes it only while there is nothing else.
    if (wanted === undefined || document.activeElement?.matches('body, main h1') !== true) return;
    const found = alike(wanted)[wanted.nth];
    found?.focus();
    if (found !== undefined && document.activeElement === found) forget();
  };
  const observer = new MutationObserver(look);
  const forget = (): void => {
    wanted = undefined;
    clearTimeout(timer);
    observer.disconnect();
  };
  const stop = useUi.subscribe((now, before) => {
    if (now.screen === before.screen) return;
    forget();
    const left = now.past.at(-1);
    if (left?.kept === before.kept) left.kept.set(name, spotOf(document.activeElement));
    wanted = now.kept === before.kept ? undefined : (now.kept.get(name) as Spot | undefined);
    if (wanted === undefined) return;
    observer.observe(document.body, { childList: true, subtree: true });
    timer = setTimeout(forget, patience);
  });
  // Whoever has gone on by hand is not called back.
  document.addEventListener('pointerdown', forget, true);
  document.addEventListener('keydown', forget, true);
  return () => {
    forget();
    stop();
    document.removeEventListener('pointerdown', forget, true);
    document.removeEventListener('keydown', forget, true);
  };
}
