// The keys of a test: they act wherever the focus is in the builder, but not in a field or a dialog.
import { useEffect } from 'react';
import { useSession } from '../state/session.ts';

export function useTestKeys(): void {
  const { trace, builder, commands } = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      const { current } = builder.getState();
      const { mode } = trace.getState();
      const leave = mode === 'test' ? commands.leaveTest : trace.pause;
      const keys: Readonly<Record<string, (() => void) | undefined>> = {
        F9: current === null ? undefined : () => commands.toggleBreakpoint(current),
        ...(mode !== 'off' && {
          F10: trace.step,
          F8: trace.back,
          F5: event.shiftKey ? leave : () => trace.play(),
        }),
      };
      const deed = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [trace, builder, commands]);
}
