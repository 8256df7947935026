// A workflow file before it comes in: what it is, what is wrong with it, who its people are here, and how to take it.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { WorkflowImport } from '../../shared/ipc-file-types.ts';
import { notHereWords } from '../../shared/fields/people.ts';
import type { Need } from '../../shared/file/import-plan.ts';
import type { Finding, Problem } from '../../shared/model/problem.ts';
import type { Bindings } from '../../shared/model/workflow.ts';
import { request } from '../api.ts';
import { closeImport, useImporting } from '../state/importing.ts';
import { present, usePeople } from '../state/people.ts';
import { go } from '../state/ui.ts';
import { Note, ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { count, counted } from '../ui/plural.ts';
import classes from './ImportDialog.module.css';

/** The problems that choosing somebody mends. */
const notHere: ReadonlySet<string> = new Set(['user-not-here', 'pool-not-here']);

/** The most findings that are listed one by one. */
const mostFindings = 20;

interface NeedFieldProps {
  readonly need: Need;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function NeedField({ need, value, onChange }: NeedFieldProps): ReactNode {
  const { users, pools } = usePeople();
  const options = need.kind === 'user' ? present(users) : pools;
  return (
    <SearchSelect
      clearable
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      description={need.email}
      label={need.kind === 'user' ? need.name : `${need.name} (pool)`}
      onChange={onChange}
      placeholder="Nobody here yet"
      value={value}
    />
  );
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  return (
    <ul className={classes.findings}>
      {findings.slice(0, mostFindings).map((finding, index) => (
        // Findings have no id of their own and do not move.
        <li key={`${finding.code} ${index}`}>{finding.message}</li>
      ))}
      {findings.length > mostFindings && <li>and {count(findings.length - mostFindings)} more</li>}
    </ul>
  );
}

/** The problems that are left: somebody who is not here is none any more once another was chosen for the place. */
function leftOf(findings: readonly Finding[], open: readonly Need[]): readonly Finding[] {
  const isOpen = ({ message }: Finding): boolean => open.some(({ name }) => message === notHereWords(name));
  return findings.filter((one) => !notHere.has(one.code) || isOpen(one));
}

function Findings({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return <Note severity="info">Checked: nothing is wrong with it.</Note>;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return (
    <>
      {errors.length > 0 && (
        <Note severity="error">
          <strong>{counted(errors.length, 'problem')} to mend before it can be published</strong>
          <FindingList findings={errors} />
        </Note>
      )}
      {warnings.length > 0 && (
        <Note severity="warning">
          <strong>{counted(warnings.length, 'remark')}</strong>
          <FindingList findings={warnings} />
        </Note>
      )}
    </>
  );
}

function ImportForm({ wanted }: { readonly wanted: WorkflowImport }): ReactNode {
  const { document, needs, clash } = wanted.plan;
  const [as, setAs] = useState<'new' | 'replace' | 'copy'>(clash ? 'copy' : 'new');
  const [mapping, setMapping] = useState<Bindings>(() =>
    Object.fromEntries(needs.map(({ key, found }) => [key, found])),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const apply = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const applied = await request('workflows.importApply', { token: wanted.token, as, mapping });
    setBusy(false);
    if (!applied.ok) return setProblem(applied.problem);
    closeImport();
    go({ to: 'workflow', id: applied.value.id });
  };
  const open = needs.filter(({ key }) => (mapping[key] ?? null) === null);
  return (
    <Stack className={classes.form} gap="lg">
      <div>
        <div className={classes.name}>{document.name}</div>
        <div className={classes.caption}>
          {counted(Object.keys(document.nodes).length, 'step')} · from {wanted.fileName}
        </div>
      </div>
      <Findings findings={leftOf(wanted.plan.findings, open)} />
      {needs.length > 0 && (
        <fieldset className={classes.group}>
          <legend className={classes.legend}>Who is who in this workspace</legend>
          <div className={classes.needs}>
            {needs.map((need) => (
              <NeedField
                key={need.key}
                need={need}
                onChange={(id) => setMapping({ ...mapping, [need.key]: id })}
                value={mapping[need.key] ?? null}
              />
            ))}
          </div>
          {open.length > 0 && (
            <p className={classes.caption}>
              {counted(open.length, 'name')} left open. The workflow can come in; it cannot be published until each is
              chosen.
            </p>
          )}
        </fieldset>
      )}
      {clash && (
        <Radio.Group
          label={`“${clash.name}” is here already. It came from the same file.`}
          onChange={(value) => setAs(value as 'replace' | 'copy')}
          value={as}
        >
          <Stack gap="sm" mt="sm">
            <Radio label="Keep both: import as a copy" value="copy" />
            <Radio label={`Replace the draft of “${clash.name}”`} value="replace" />
          </Stack>
        </Radio.Group>
      )}
      {problem && <ProblemNote problem={problem} />}
      <Group justify="flex-end">
        <Button onClick={closeImport} variant="default">
          Cancel
        </Button>
        <Button data-autofocus loading={busy} onClick={() => void apply()}>
          {as === 'replace' ? 'Replace draft' : 'Import workflow'}
        </Button>
      </Group>
    </Stack>
  );
}

/** The import of a workflow file, whenever one waits. Part of the frame. */
export function ImportDialog(): ReactNode {
  const importing = useImporting(({ files }) => files[0]);
  const title = importing && 'problem' in importing ? `${importing.fileName} was not imported` : 'Import workflow';
  return (
    <Modal
      classNames={{ title: classes.title }}
      onClose={closeImport}
      opened={importing !== undefined}
      size={560}
      title={title}
    >
      {importing && 'plan' in importing && <ImportForm key={importing.token} wanted={importing} />}
      {importing && 'problem' in importing && (
        <Stack className={classes.form} gap="lg">
          <ProblemNote problem={importing.problem} />
          <p className={classes.caption}>Nothing was changed.</p>
          <Group justify="flex-end">
            <Button data-autofocus onClick={closeImport} variant="default">
              Close
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
