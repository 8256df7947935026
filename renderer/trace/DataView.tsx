// Plain data as people read it: names and values, lists, and what is inside them.
import type { ReactNode } from 'react';
import type { Json } from '../../shared/steps/define.ts';
import classes from './VisitDetails.module.css';

export function DataView({ value }: { readonly value: Json | undefined }): ReactNode {
  if (value === null || value === undefined) return <span className={classes.none}>none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return value === '' ? <span className={classes.none}>empty</span> : String(value);
  if (isList(value)) {
    if (value.length === 0) return <span className={classes.none}>none</span>;
    if (value.every((one) => typeof one !== 'object')) return value.map(String).join(', ');
    return (
      <ul className={classes.dataList}>
        {value.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- recorded data, it never changes
          <li key={index}>
            <DataView value={one} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl className={classes.facts}>
      {Object.entries(value).map(([name, one]) => (
        <div className={isNested(one) ? classes.nested : classes.fact} key={name}>
          <dt>{name}</dt>
          <dd>
            <DataView value={one} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isNested(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !isList(value);
}
