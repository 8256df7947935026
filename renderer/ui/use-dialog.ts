// A dialog about one thing. The thing stays while the dialog fades, so that its words do not change before it is gone.
import { useState } from 'react';

interface Dialog<T> {
  readonly opened: boolean;
  /** What it is about; undefined for a new one. */
  readonly thing: T | undefined;
  readonly open: (thing?: T) => void;
  readonly close: () => void;
}

/** The state of such a dialog. */
export function useDialog<T>(): Dialog<T> {
  const [state, setState] = useState<{ readonly opened: boolean; readonly thing?: T }>({ opened: false });
  return {
    opened: state.opened,
    thing: state.thing,
    open: (thing) => setState({ opened: true, ...(thing !== undefined && { thing }) }),
    close: () => setState({ ...state, opened: false }),
  };
}
