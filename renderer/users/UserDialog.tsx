// Adds a user, or edits one. What is wrong stands under its field; what was typed is kept.
import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { problemWords, type Problem } from '../../shared/model/problem.ts';
import type { User, UserDraft } from '../../shared/model/user.ts';
import { request } from '../api.ts';
import { toast } from '../state/toasts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { emptyUser, trimmed, userFaults } from './user-form.ts';

interface UserFormProps {
  /** Undefined adds a new one. */
  readonly user: User | undefined;
  readonly onClose: () => void;
}

function UserForm({ user, onClose }: UserFormProps): ReactNode {
  const form = useForm<UserDraft>({
    initialValues: user ? trimmed(user) : emptyUser,
    validate: userFaults,
    validateInputOnBlur: ['email', 'phone'],
  });
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const save = async (values: UserDraft): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const draft = trimmed(values);
    const done = user ? await request('users.update', { id: user.id, draft }) : await request('users.create', draft);
    setBusy(false);
    if (done.ok) {
      toast(`${draft.name} was ${user ? 'saved' : 'added'}.`);
      onClose();
      return;
    }
    const field = done.problem.where?.field;
    if (field === undefined || !(field in draft)) setProblem(done.problem);
    else {
      form.setFieldError(field, problemWords(done.problem));
      form.getInputNode(field)?.focus();
    }
  };
  const onFaults = (faults: Record<string, unknown>): void => form.getInputNode(Object.keys(faults)[0] ?? '')?.focus();
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void save(values), onFaults)}>
      <Stack gap="md">
        <TextInput data-autofocus label="Name" maxLength={limits.user.name} {...form.getInputProps('name')} />
        <TextInput
          description="Notices of the type Email go here. Workflow files find their users by it."
          label="Email"
          maxLength={limits.user.email}
          spellCheck={false}
          {...form.getInputProps('email')}
        />
        <TextInput
          description="Notices of the types SMS and WhatsApp go here."
          label="Phone"
          maxLength={limits.user.phone}
          placeholder="+44 20 7946 0018"
          {...form.getInputProps('phone')}
        />
        <Switch
          description="A user who is switched off gets no new contacts and no messages."
          label="Active"
          {...form.getInputProps('active', { type: 'checkbox' })}
        />
        {problem && <ProblemNote problem={problem} />}
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose} variant="default">
            Cancel
          </Button>
          <Button loading={busy} type="submit">
            {user ? 'Save user' : 'Add user'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface UserDialogProps extends UserFormProps {
  readonly opened: boolean;
}

/** The dialog; its form is new each time it opens. */
export function UserDialog({ opened, user, onClose }: UserDialogProps): ReactNode {
  return (
    <Modal onClose={onClose} opened={opened} title={user ? `Edit ${user.name}` : 'Add user'}>
      <UserForm onClose={onClose} user={user} />
    </Modal>
  );
}
