// The region of toasts. Our own, because it is one status region, holds three, and waits while pointer or focus is on it
// or a dialog stands before it. It has a place of its own below the screen, so that a toast lies on nobody's buttons.
import { Button, CloseButton } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { dismissToast, useToasts, type Toast } from '../state/toasts.ts';
import classes from './Toasts.module.css';

/** How often a toast looks whether its time is over, in milliseconds. */
const tick = 250;

interface ToastCardProps {
  readonly toast: Toast;
  readonly region: RefObject<HTMLDivElement | null>;
}

function ToastCard({ toast, region }: ToastCardProps): ReactNode {
  const { id, stay, action } = toast;
  useEffect(() => {
    let shown = 0;
    const timer = setInterval(() => {
      // Read at leisure, or out of reach behind a dialog.
      if (region.current?.matches(':hover, :focus-within') || document.querySelector('[aria-modal="true"]')) return;
      shown += tick;
      if (shown >= stay) dismissToast(id);
    }, tick);
    return () => clearInterval(timer);
  }, [id, region, stay]);
  const Icon = toast.kind === 'done' ? CircleCheck : CircleAlert;
  const act = (): void => {
    dismissToast(id);
    action?.run();
  };
  return (
    <div className={classes.toast} data-kind={toast.kind}>
      <Icon aria-hidden className={classes.icon} size={16} />
      <div className={classes.words}>
        {toast.message}
        {toast.fix !== undefined && <div className={classes.fix}>{toast.fix}</div>}
      </div>
      {action && (
        <Button onClick={act} size="compact-sm" variant="subtle">
          {action.label}
        </Button>
      )}
      <CloseButton aria-label="Dismiss" onClick={() => dismissToast(id)} size={24} />
    </div>
  );
}

/** All toasts. Part of the frame. */
export function Toasts(): ReactNode {
  const toasts = useToasts((state) => state.toasts);
  const region = useRef<HTMLDivElement>(null);
  return (
    <div className={classes.region} ref={region} role="status">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} region={region} toast={toast} />
      ))}
    </div>
  );
}
