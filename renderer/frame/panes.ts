// F6 goes round the panes of the window: sidebar, list, conversation, canvas, trace, inspector. A pane is what carries `data-pane`.

/** What a pane is entered by. Its edge can have the focus, but nobody comes to a pane for that. */
const focusable =
  ':is(a[href], button, input, select, textarea, [tabindex]):not(:disabled, [tabindex="-1"], [role="separator"])';

/** The element of each pane that had the focus last. */
const lastIn = new WeakMap<Element, HTMLElement>();

/** Those that can be seen. A screen that has panes of its own is none itself. */
function panes(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.checkVisibility() && !pane.querySelector('[data-pane]'),
  );
}

/** What the focus comes to in a pane where it never was. What is not shown cannot have it. */
function first(pane: HTMLElement): HTMLElement {
  return [...pane.querySelectorAll<HTMLElement>(focusable)].find((one) => one.checkVisibility()) ?? pane;
}

/** Moves the focus to the next pane (1) or the previous one (-1), to where it was in it. */
export function movePane(direction: 1 | -1): void {
  const all = panes();
  const active = document.activeElement;
  const at = all.findIndex((pane) => pane.contains(active));
  if (at >= 0 && active instanceof HTMLElement && all[at]) lastIn.set(all[at], active);
  const from = at < 0 && direction === -1 ? 0 : at;
  const next = all[(from + direction + all.length) % all.length];
  if (!next) return;
  const last = lastIn.get(next);
  (last && next.contains(last) && last.checkVisibility() ? last : first(next)).focus();
}

/** Moves the focus to the heading of the screen that was just opened, once it is drawn. */
export function focusScreen(): void {
  setTimeout(() => document.querySelector<HTMLElement>('main h1')?.focus());
}
