// The focus is never on nothing: when what had it goes away, the screen's heading takes it; when it was only switched off
// for a moment (a button while it works), it gets it back.

/** Milliseconds that others have to put the focus where they want it: dialogs and menus give it back a moment later. */
const patience = 50;

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** What takes the focus: the dialog that is open, else the heading of the screen. */
function standIn(): HTMLElement | undefined | null {
  const dialogs = document.querySelectorAll<HTMLElement>('[aria-modal="true"]');
  return [...dialogs].at(-1) ?? document.querySelector<HTMLElement>('main h1');
}

/** Keeps the focus until the answered function is called. */
export function keepFocus(): () => void {
  let last: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const rescue = (): void => {
    if (!isLost() || !(last instanceof HTMLElement)) return;
    if (!last.isConnected) standIn()?.focus();
    else if (!last.matches(':disabled')) last.focus();
  };
  const look = (): void => {
    if (last === null || !isLost()) return;
    clearTimeout(timer);
    timer = setTimeout(rescue, patience);
  };
  const remember = (event: FocusEvent): void => {
    if (event.target instanceof Element) last = event.target;
  };
  // A press on an empty place takes the focus away on purpose.
  const forget = (): void => {
    last = null;
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
