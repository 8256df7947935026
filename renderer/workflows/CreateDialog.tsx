// The name of a new workflow. Enter creates it and opens the builder.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { problemWords } from '../../shared/model/problem.ts';
import { request } from '../api.ts';
import { go } from '../state/ui.ts';
import { freeName } from './acts.ts';

interface CreateFormProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

function CreateForm({ taken, onClose }: CreateFormProps): ReactNode {
  const [name, setName] = useState(() => freeName(taken));
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const create = async (): Promise<void> => {
    setBusy(true);
    const created = await request('workflows.create', { name: name.trim() });
    setBusy(false);
    if (!created.ok) return setFault(problemWords(created.problem));
    onClose();
    go({ to: 'workflow', id: created.value.id });
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !busy) void create();
  };
  return (
    <form onSubmit={onSubmit}>
      <TextInput
        data-autofocus
        error={name.trim() === '' ? 'Give the workflow a name.' : fault}
        label="Name"
        maxLength={limits.name}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        value={name}
      />
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button disabled={name.trim() === ''} loading={busy} type="submit">
          Create workflow
        </Button>
      </Group>
    </form>
  );
}

interface CreateDialogProps extends CreateFormProps {
  readonly opened: boolean;
}

/** Start from scratch. `taken` are the names that workflows have. */
export function CreateDialog({ opened, ...form }: CreateDialogProps): ReactNode {
  return (
    <Modal onClose={form.onClose} opened={opened} title="New workflow">
      <CreateForm {...form} />
    </Modal>
  );
}
