// The first rows of a CSV file as they would be read, with a choice of the field above each column.
import { Select } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CsvPreview } from '../../../shared/ipc-file-types.ts';
import { unsafeKeys } from '../../../shared/model/unsafe-keys.ts';
import classes from './import.module.css';
import { focusOnMount } from '../../ui/focus.ts';
import { isUsable, targetChoices } from './import-words.ts';

interface PreviewTableProps {
  readonly preview: CsvPreview;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly onMap: (header: string, target: string | null) => void;
}

/** The table. It scrolls by itself in both directions. */
export function PreviewTable({ preview: { headers, rows }, mapping, onMap }: PreviewTableProps): ReactNode {
  // Where no column tells who a contact is, nothing goes on before one is chosen.
  const [lost] = useState(() => !isUsable(mapping));
  // Of two columns with one name the first is read.
  const isAgain = (header: string, at: number): boolean => headers.indexOf(header) !== at;
  const targetOf = (header: string, at: number): string =>
    Object.hasOwn(mapping, header) && !isAgain(header, at) ? (mapping[header] ?? '') : '';
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div aria-label="First rows of the file" className={classes.scroll} role="region" tabIndex={0}>
      <table className={classes.rows}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            {headers.map((header, at) => (
              <th key={at} scope="col">
                <div className={classes.header}>{header || `Column ${at + 1}`}</div>
                <Select
                  className={classes.target}
                  aria-label={`What the column ${header || at + 1} is`}
                  data={[...targetChoices(header)]}
                  disabled={header === '' || unsafeKeys.has(header) || isAgain(header, at)}
                  onChange={(target) => onMap(header, target === '' ? null : target)}
                  ref={lost && at === 0 ? focusOnMount : undefined}
                  size="xs"
                  value={targetOf(header, at)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells, skipped }) => (
            <tr data-skipped={skipped !== undefined || undefined} key={line}>
              <td>{line}</td>
              {skipped === undefined ? (
                headers.map((header, at) => (
                  <td data-ignored={targetOf(header, at) === '' || undefined} key={at}>
                    {cells[at]}
                  </td>
                ))
              ) : (
                <td colSpan={headers.length}>
                  <TriangleAlert aria-hidden size={14} /> Skipped: {skipped}
                  <span className={classes.cells}>{cells.filter((cell) => cell !== '').join(' · ')}</span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
