// Where the focus goes when a dialog's content changes under it: it must never fall to the body.

/** As a `ref`: the element takes the focus when it appears. Give it `data-autofocus` too where a dialog opens with it. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
