// From the notation of shortcuts to key presses, and to what a person reads on a key cap.

/** Where text is typed: there, undo and word jumps belong to the text. */
export const textField =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, [contenteditable="true"]';

export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const names: Readonly<Record<string, string>> = {
  Left: 'arrowleft',
  Right: 'arrowright',
  Up: 'arrowup',
  Down: 'arrowdown',
};
const caps: Readonly<Record<string, string>> = { Left: '←', Right: '→', Up: '↑', Down: '↓', CmdOrCtrl: 'Ctrl' };
const macCaps: Readonly<Record<string, string>> = { ...caps, CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' };

/** Whether a press is the shortcut (`CmdOrCtrl+Shift+S`). On a Mac the main modifier is Command, else Control. */
export function isPress(press: Press, keys: string, mac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const main = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  // Which key holds a sign, and whether with Shift, depends on the keyboard; the sign alone counts.
  const sign = /^[^A-Za-z0-9]$/.test(key);
  return (
    press.key.toLowerCase() === (names[key] ?? key.toLowerCase()) &&
    main === parts.includes('CmdOrCtrl') &&
    !other &&
    press.altKey === parts.includes('Alt') &&
    (sign || press.shiftKey === parts.includes('Shift'))
  );
}

/** The shortcut as key caps: ["Ctrl", "Shift", "S"]. */
export function keyCaps(keys: string, mac: boolean): readonly string[] {
  return keys.split('+').map((part) => (mac ? macCaps : caps)[part] ?? part);
}
