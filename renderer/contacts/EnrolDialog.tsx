// Enrols contacts in a workflow by hand: first what it would do, then the button.
import { Button, Group, Loader, Modal, Select } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { EnrolPreview } from '../../shared/ipc-types.ts';
import type { Problem, Result } from '../../shared/model/problem.ts';
import { useRequest } from '../api.ts';
import { toast } from '../state/toasts.ts';
import { PersonMark } from '../ui/Person.tsx';
import { Note, ProblemNote } from '../ui/ProblemNote.tsx';
import { counted, count } from '../ui/plural.ts';
import { statusWords } from '../workflows/status.ts';
import classes from './contacts.module.css';
import { enrolAll, previewAll } from './enrol-all.ts';
import { alreadyWords, overrideWords, refusalWords } from './enrol-words.ts';

interface EnrolDialogProps {
  readonly ids: readonly string[];
  /** The contact's name, when it is about one. */
  readonly name?: string;
  /** The workflow that is meant, when it is asked for from there. */
  readonly workflow?: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The dialog; it begins anew each time it opens. */
export function EnrolDialog({
  ids,
  name = counted(ids.length, 'contact'),
  workflow,
  opened,
  onClose,
}: EnrolDialogProps): ReactNode {
  return (
    <Modal onClose={onClose} opened={opened} size={520} title={`Enrol ${name} in a workflow`}>
      <Enrol ids={ids} meant={workflow ?? null} onClose={onClose} />
    </Modal>
  );
}

interface EnrolProps extends Pick<EnrolDialogProps, 'ids' | 'onClose'> {
  readonly meant: string | null;
}

function Enrol({ ids, meant, onClose }: EnrolProps): ReactNode {
  const workflows = useRequest('workflows.list', {}, { refreshOn: (changed) => changed.workflows });
  const [picked, setWorkflow] = useState<string | null>(meant);
  // Where only one workflow is published, it is the one that is meant.
  const [only, another] = (workflows.value ?? []).filter((row) => row.status === 'on');
  const workflow = picked ?? (another === undefined ? (only?.id ?? null) : null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [act] = useState(() => crypto.randomUUID());
  const answer = useEnrolPreview(ids, workflow);
  const preview = answer?.ok ? answer.value : undefined;
  const chosen = workflows.value?.find((row) => row.id === workflow);

  const enrol = async (): Promise<void> => {
    if (workflow === null) return;
    setBusy(true);
    const answer = await enrolAll(act, ids, workflow);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    const { enrolled, refused } = answer.value;
    toast(`${counted(enrolled, 'contact')} enrolled in “${chosen?.name ?? ''}”.${refusalWords(refused)}`);
    onClose();
  };

  const going = preview === undefined || preview.refused !== undefined ? 0 : preview.contacts - preview.already;
  return (
    <>
      <Select
        data={(workflows.value ?? []).map((row) => ({
          value: row.id,
          label: row.status === 'on' ? row.name : `${row.name} (${statusWords(row).word.toLowerCase()})`,
        }))}
        data-autofocus
        label="Workflow"
        nothingFoundMessage="No workflow has this in its name."
        onChange={setWorkflow}
        placeholder="Choose a workflow"
        searchable
        value={workflow}
      />
      <div aria-live="polite" className={classes.preview}>
        {workflow !== null && answer === undefined && (
          <p className={classes.quiet} role="status">
            <Loader aria-hidden /> Working out what it would do
          </p>
        )}
        {workflows.problem && <ProblemNote onRetry={workflows.reload} problem={workflows.problem} />}
        {answer?.ok === false && <ProblemNote problem={answer.problem} />}
        {problem && <ProblemNote problem={problem} />}
        {preview && <PreviewOf preview={preview} />}
      </div>
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button disabled={going === 0} loading={busy} onClick={() => void enrol()}>
          {going === 0 ? 'Enrol contacts' : `Enrol ${counted(going, 'contact')}`}
        </Button>
      </Group>
    </>
  );
}

/** What enrolling would do; undefined while it is worked out. */
function useEnrolPreview(ids: readonly string[], workflow: string | null): Result<EnrolPreview> | undefined {
  const [answer, setAnswer] = useState<{ readonly workflow: string; readonly result: Result<EnrolPreview> }>();
  useEffect(() => {
    if (workflow === null) return undefined;
    let wanted = true;
    void previewAll(ids, workflow, () => wanted).then((result) => {
      if (wanted) setAnswer({ workflow, result });
    });
    return () => {
      wanted = false;
    };
  }, [ids, workflow]);
  return answer?.workflow === workflow ? answer?.result : undefined;
}

function PreviewOf({ preview }: { readonly preview: EnrolPreview }): ReactNode {
  const { contacts, already, spread, messages, refused } = preview;
  if (refused !== undefined)
    return <Note severity="warning">{refused} Its Publish switch must be on to enrol contacts.</Note>;
  const most = Math.max(1, ...spread.map((one) => one.count));
  return (
    <>
      <p className={classes.sum}>
        <strong>{counted(contacts - already, 'contact')}</strong> would go in
        {messages > 0 && (
          <>
            , and <strong>{counted(messages, 'message')}</strong> would be sent
          </>
        )}
        .{already > 0 && ` ${alreadyWords(already)}`}
      </p>
      {overrideWords(preview).map((words) => (
        <Note key={words} severity="info">
          {words}
        </Note>
      ))}
      {spread.length > 0 && (
        <table className={classes.spread}>
          <caption>Who would get them</caption>
          <tbody>
            {spread.map(({ user, name, count: share }) => (
              <tr key={user}>
                <th scope="row">
                  <PersonMark name={name} /> <span className={classes.name}>{name}</span>
                </th>
                <td>
                  <span className={classes.bar}>
                    <span style={{ width: `${(100 * share) / most}%` }} />
                  </span>
                  {count(share)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
