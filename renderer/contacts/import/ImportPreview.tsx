// The second step of an import: how the file is read, which column is which field, and what happens to duplicates.
import { Button, Group, Loader, Radio, Select, Stack, Switch } from '@mantine/core';
import { useEffect, useId, useState, type ReactNode } from 'react';
import type { CsvOptions, CsvPreview, KnownRows } from '../../../shared/ipc-file-types.ts';
import type { DuplicateRule } from '../../../shared/model/import-job.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { request } from '../../api.ts';
import { closeImport, openImport, startImport } from '../../state/imports.ts';
import { focusOnMount } from '../../ui/focus.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import classes from './import.module.css';
import { knownWords, remapped, rowsWords, sizeWords, startWords, whyNobody } from './import-words.ts';
import { PreviewTable } from './PreviewTable.tsx';

const delimiters = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
];

const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows (Western)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
];

const rules: readonly { readonly value: DuplicateRule; readonly label: string; readonly help: string }[] = [
  { value: 'update', label: 'Fill their empty fields', help: 'What the contact has already stays; tags are added.' },
  { value: 'skip', label: 'Leave them as they are', help: 'Only contacts that are new come in.' },
  { value: 'add', label: 'Add them a second time', help: 'Each row becomes a contact of its own.' },
];

/** The preview of one file. */
export function ImportPreview({ token, fileName }: { readonly token: string; readonly fileName: string }): ReactNode {
  const [options, setOptions] = useState<CsvOptions | null>(null);
  const [preview, setPreview] = useState<CsvPreview>();
  const [problem, setProblem] = useState<Problem>();
  const [duplicates, setDuplicates] = useState<DuplicateRule>('update');
  const [runWorkflows, setRunWorkflows] = useState(true);
  const [busy, setBusy] = useState(false);
  const id = useId();

  const known = useKnownRows(token, preview?.options);
  useEffect(() => {
    let wanted = true;
    void request('contacts.importPreview', {
      token,
      options: options && { ...options, mapping: { ...options.mapping } },
    }).then((answer) => {
      if (!wanted) return;
      if (!answer.ok && options === null) return openImport({ step: 'refused', fileName, problem: answer.problem });
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setPreview(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [token, fileName, options]);

  if (preview === undefined) {
    return (
      <div className={classes.sending} role="status">
        <Loader aria-hidden /> Reading the first rows
      </div>
    );
  }
  const now = options ?? preview.options;
  const nobody = whyNobody(now.mapping, preview, known);
  const start = async (): Promise<void> => {
    setBusy(true);
    const fault = await startImport(token, {
      options: { ...now, mapping: { ...now.mapping } },
      duplicates,
      runWorkflows,
    });
    setBusy(false);
    setProblem(fault);
  };
  return (
    <>
      <p className={classes.file}>
        <strong>{preview.fileName}</strong> {sizeWords(preview.bytes)}
      </p>
      <div className={classes.settings}>
        {/* Other settings make other columns, so their meaning is guessed anew. */}
        <div className={classes.setting}>
          <label htmlFor={`${id}-delimiter`}>Separated by</label>
          <Select
            data={delimiters}
            id={`${id}-delimiter`}
            onChange={(delimiter) => delimiter !== null && setOptions({ ...now, delimiter, mapping: {} })}
            value={now.delimiter}
            w={120}
          />
        </div>
        <div className={classes.setting}>
          <label htmlFor={`${id}-encoding`}>Encoding</label>
          <Select
            data={encodings}
            id={`${id}-encoding`}
            onChange={(encoding) => encoding !== null && setOptions({ ...now, encoding, mapping: {} })}
            value={now.encoding}
            w={160}
          />
        </div>
        <div className={classes.setting}>
          <Switch
            checked={now.header}
            label="First row holds the names of the columns"
            onChange={(event) => setOptions({ ...now, header: event.currentTarget.checked, mapping: {} })}
          />
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <PreviewTable
        mapping={preview.options.mapping}
        onMap={(header, target) => setOptions({ ...now, mapping: remapped(preview.options.mapping, header, target) })}
        preview={preview}
      />
      <p className={classes.notes}>{[rowsWords(preview.rows), ...preview.notes].join('. ')}.</p>
      <div className={classes.choices}>
        <Radio.Group
          description={knownWords(known)}
          inputWrapperOrder={['label', 'description', 'input']}
          label="Contacts that are there already"
          onChange={(value) => setDuplicates(value as DuplicateRule)}
          value={duplicates}
        >
          <Stack gap={8} mt={8}>
            {rules.map(({ value, label, help }) => (
              <Radio description={help} key={value} label={label} size="xs" value={value} />
            ))}
          </Stack>
        </Radio.Group>
        <Switch
          checked={runWorkflows}
          description={startWords(preview.starts, runWorkflows)}
          label="Run workflows for these contacts"
          onChange={(event) => setRunWorkflows(event.currentTarget.checked)}
        />
      </div>
      <Group className={classes.next} justify="flex-end" mt={8}>
        {nobody !== undefined && (
          <span className={classes.unusable} role="status">
            {nobody}
          </span>
        )}
        <Button onClick={closeImport} variant="default">
          Cancel
        </Button>
        <Button
          data-autofocus
          disabled={nobody !== undefined}
          loading={busy}
          ref={focusOnMount}
          onClick={() => void start()}
        >
          Import contacts
        </Button>
      </Group>
    </>
  );
}

/** How many rows are no new contacts; undefined while they are counted, null where they cannot be. */
function useKnownRows(token: string, options: CsvOptions | undefined): KnownRows | null | undefined {
  const [answer, setAnswer] = useState<{ readonly options: CsvOptions; readonly known: KnownRows | null }>();
  useEffect(() => {
    let wanted = true;
    if (options !== undefined) {
      void request('contacts.importKnown', { token, options: { ...options, mapping: { ...options.mapping } } }).then(
        (answer) => {
          if (wanted) setAnswer({ options, known: answer.ok ? answer.value : null });
        },
      );
    }
    return () => {
      wanted = false;
    };
  }, [token, options]);
  return answer?.options === options ? answer?.known : undefined;
}
