// One problem of a setting, in words, with the button that mends it where the editor can.
import { Button } from '@mantine/core';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding } from '../../shared/model/problem.ts';
import { useSession } from '../state/session.ts';
import classes from './form.module.css';

export function FindingNote({
  finding,
  disabled,
}: {
  readonly finding: Finding;
  readonly disabled: boolean;
}): ReactNode {
  const { commands } = useSession();
  const Icon = finding.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <div className={classes.finding} data-severity={finding.severity}>
      <Icon aria-label={finding.severity === 'error' ? 'Error' : 'Warning'} className={classes.findingIcon} size={14} />
      <span>
        {finding.message}
        {finding.repair === undefined && finding.fix !== undefined && (
          <span className={classes.fix}> {finding.fix}</span>
        )}
        {finding.repair !== undefined && !disabled && (
          <Button mt={4} onClick={() => commands.mend(finding)} size="compact-xs" variant="default">
            {finding.fix ?? 'Mend it'}
          </Button>
        )}
      </span>
    </div>
  );
}
