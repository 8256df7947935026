// What stands in the way of working, or what a recovery found: above the screen until somebody has read it.
import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SecretName } from '../../shared/model/settings.ts';
import { ask } from '../api.ts';
import { labelOf, missingSecrets } from '../settings/missing-secrets.ts';
import { openSettings } from '../state/settings-tab.ts';
import { useWorkspace } from '../state/workspace.ts';
import { wishAt } from '../state/wish.ts';
import { Note } from '../ui/ProblemNote.tsx';
import { toldTimes } from '../ui/ReasonText.tsx';
import { useTimeWords } from '../ui/TimeText.tsx';
import { openBackup } from './backup-acts.ts';
import classes from './frame.module.css';

function MissingSecret({ name }: { readonly name: SecretName }): ReactNode {
  return (
    <Note
      actions={
        <Button onClick={() => openSettings(name)} size="compact-sm" variant="default">
          Enter it
        </Button>
      }
      severity="warning"
    >
      {labelOf(name)} waits for its {name === 'smtp' ? 'password' : 'secret'}. Messages stay in the outbox until it is
      entered.
    </Note>
  );
}

/** All banners. An error stays until its cause is gone. */
export function Banners(): ReactNode {
  const banners = useWorkspace((workspace) => workspace.banners);
  const settings = useWorkspace((workspace) => workspace.settings);
  const time = useTimeWords();
  return (
    <div className={classes.banners} role="status">
      {settings && missingSecrets(settings).map((name) => <MissingSecret key={name} name={name} />)}
      {banners.map(({ id, code, severity, message, fix }) => (
        <Note
          actions={
            <>
              {id === 'restored' && (
                <Button onClick={() => wishAt('outbox', 'needs-attention')} size="compact-sm" variant="default">
                  Show outbox
                </Button>
              )}
              {severity === 'error' && code === 'ledger-damaged' && (
                <Button onClick={() => void openBackup()} size="compact-sm" variant="default">
                  Open a backup…
                </Button>
              )}
              {severity !== 'error' && (
                <ActionIcon aria-label="Dismiss" onClick={() => void ask('app.dismissBanner', { id })} size={24}>
                  <X size={16} />
                </ActionIcon>
              )}
            </>
          }
          key={id}
          severity={severity}
        >
          {toldTimes(message, time)} {fix}
        </Note>
      ))}
    </div>
  );
}
