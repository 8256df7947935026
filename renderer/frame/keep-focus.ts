// The focus is never on nothing: when what had it goes away, the screen's heading takes it; when it was only switched off
// for a moment (a button while it works), it gets it back, and also when a dialog stood before it meanwhile.

/** Milliseconds that others have to put the focus where they want it: dialogs and menus give it back a moment later. */
const patience = 50;

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

const dialogs = '[aria-modal="true"]';

/** Gives the focus to the dialog that is open, else to what had it before there was one, else to the heading of the screen. */
function standIn(before: HTMLElement | null): void {
  const open = [...document.querySelectorAll<HTMLElement>(dialogs)].at(-1);
  if (open !== undefined) return open.focus();
  if (before?.isConnected === true) before.focus();
  if (isLost()) document.querySelector<HTMLElement>('main h1')?.focus();
}

/** Keeps the focus until the answered function is called. */
export function keepFocus(): () => void {
  let last: Element | null = null;
  /** What had the focus last outside of the dialogs. */
  let before: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const rescue = (): void => {
    if (!isLost() || !(last instanceof HTMLElement)) return;
    if (!last.isConnected) standIn(before);
    else if (!last.matches(':disabled')) last.focus();
  };
  const look = (): void => {
    if (last === null || !isLost()) return;
    clearTimeout(timer);
    timer = setTimeout(rescue, patience);
  };
  const remember = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    last = event.target;
    if (!last.closest(dialogs)) before = event.target;
  };
  // A press on an empty place takes the focus away on purpose; one on what has it already does not.
  const forget = ({ target }: PointerEvent): void => {
    if (isLost() || !document.activeElement?.contains(target as Node)) last = null;
  };

  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('pointerdown', forget, true);
  document.addEventListener('focusin', remember);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('pointerdown', forget, true);
    document.removeEventListener('focusin', remember);
  };
}
