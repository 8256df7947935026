// Around every widget: its label, the rule behind the setting, and below it what is wrong and how to mend it.
import type { ReactNode } from 'react';
import type { AnyField } from '../../shared/fields/index.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { FindingNote } from './FindingNote.tsx';
import classes from './form.module.css';

export interface FieldIds {
  readonly input: string;
  readonly label: string;
  readonly help: string;
}

/** Ids that tie a field's parts together. */
export function fieldIds(node: string, name: string): FieldIds {
  const base = `field-${node}-${name}`;
  return { input: base, label: `${base}-label`, help: `${base}-help` };
}

interface FieldFrameProps {
  readonly field: AnyField;
  readonly name: string;
  readonly ids: FieldIds;
  readonly findings: readonly Finding[];
  readonly disabled: boolean;
  readonly children: ReactNode;
}

export function FieldFrame({ field, name, ids, findings, disabled, children }: FieldFrameProps): ReactNode {
  // A toggle carries its label itself, at its side.
  const labelled = field.kind !== 'toggle';
  return (
    <div className={classes.field} data-field={name}>
      {labelled && (
        <label className={classes.label} htmlFor={ids.input} id={ids.label}>
          {field.label}
        </label>
      )}
      {children}
      <div className={classes.below} id={ids.help}>
        {field.help !== undefined && <p className={classes.help}>{field.help}</p>}
        {findings.map((finding) => (
          <FindingNote disabled={disabled} finding={finding} key={`${finding.code} ${finding.message}`} />
        ))}
      </div>
    </div>
  );
}
