// Adds a contact, or edits one. What is wrong stands under its field; what was typed is kept.
import { ActionIcon, Button, Group, Modal, Switch, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { contactName, type Contact } from '../../shared/model/contact.ts';
import { limits } from '../../shared/model/limits.ts';
import { problemWords, type Problem } from '../../shared/model/problem.ts';
import { ask, request } from '../api.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { draftOf, formFaults, formOf, phoneHint, type ContactForm } from './contact-form.ts';
import classes from './contacts.module.css';

interface ContactDialogProps {
  /** Null adds a new one. */
  readonly contact: Contact | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The dialog; its form is new each time it opens. */
export function ContactDialog({ contact, opened, onClose }: ContactDialogProps): ReactNode {
  return (
    <Modal
      onClose={onClose}
      opened={opened}
      size={560}
      title={contact === null ? 'Add contact' : `Edit ${contactName(contact)}`}
    >
      <ContactFields contact={contact} onClose={onClose} />
    </Modal>
  );
}

type Form = ReturnType<typeof useContactForm>;

function useContactForm(contact: Contact | null) {
  return useForm({
    initialValues: formOf(contact),
    validate: (values) => formFaults(values, formOf(contact)),
    validateInputOnBlur: ['email', 'phone'],
  });
}

function ContactFields({ contact, onClose }: Pick<ContactDialogProps, 'contact' | 'onClose'>): ReactNode {
  const form = useContactForm(contact);
  const { values, errors, clearFieldError } = form;
  // "Write a name, an email or a phone number" is mended in any of these fields.
  useEffect(() => {
    if (errors['firstName'] !== undefined && formFaults(values, formOf(contact))['firstName'] === undefined)
      clearFieldError('firstName');
  }, [values, errors, clearFieldError, contact]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // One press of the button counts once, however often it is sent.
  const [act] = useState(() => crypto.randomUUID());

  const focus = (field: string): void => form.getInputNode(field)?.focus();
  const save = async (values: ContactForm): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const draft = draftOf(values);
    const done =
      contact === null
        ? await request('contacts.create', { act, draft: { ...draft, tags: [...draft.tags] } })
        : await request('contacts.update', {
            id: contact.id,
            draft: { ...draft, tags: [...draft.tags] },
            doNotDisturb: values.doNotDisturb,
          });
    setBusy(false);
    if (done.ok) {
      if (contact === null) toast(`${contactName(draft)} added.`);
      onClose();
      return;
    }
    const field = done.problem.where?.field;
    if (field === undefined) return setProblem(done.problem);
    // The note at the foot says it and leads there: a message under the field would go when the field is left.
    if (done.problem.code === 'contact-there') setProblem(done.problem);
    form.setFieldError(field, done.problem.code === 'contact-there' ? true : problemWords(done.problem));
    focus(field);
  };
  const openTwin = async (): Promise<void> => {
    const search = (form.values.email.trim() || form.values.phone.trim()).slice(0, limits.search);
    const found = await ask('contacts.list', { search, offset: 0, limit: 1 });
    const twin = found?.rows[0]?.contact.id;
    if (twin === undefined) return;
    onClose();
    go({ to: 'contact', id: twin });
  };

  const text = (field: 'firstName' | 'lastName' | 'email' | 'phone' | 'source', label: string): ReactNode => (
    <TextInput
      autoComplete="off"
      data-autofocus={field === 'firstName' || undefined}
      label={label}
      spellCheck={false}
      {...form.getInputProps(field)}
    />
  );
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        (values) => void save(values),
        (faults) => focus(Object.keys(faults)[0] ?? ''),
      )}
    >
      <div className={classes.fields}>
        {text('firstName', 'First name')}
        {text('lastName', 'Last name')}
        {text('email', 'Email')}
        <TextInput
          autoComplete="off"
          description={phoneHint(form.values.phone)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          label="Phone"
          {...form.getInputProps('phone')}
        />
        {text('source', 'Source')}
        <TagsInput
          clearable={false}
          label="Tags"
          placeholder={form.values.tags.length === 0 ? 'Type a tag, press Enter' : ''}
          splitChars={[',', ';']}
          {...form.getInputProps('tags')}
        />
      </div>
      <CustomFields form={form} />
      {contact !== null && (
        <Switch
          description="The contact does not want to be written to or called."
          label="Do not disturb"
          mt="lg"
          {...form.getInputProps('doNotDisturb', { type: 'checkbox' })}
        />
      )}
      {problem && (
        <div className={classes.after}>
          <ProblemNote
            actions={
              problem.code === 'contact-there' && (
                <Button onClick={() => void openTwin()} variant="default">
                  Open that contact
                </Button>
              )
            }
            problem={problem}
          />
        </div>
      )}
      <Group className={classes.formButtons} justify="flex-end">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button loading={busy} type="submit">
          {contact === null ? 'Add contact' : 'Save contact'}
        </Button>
      </Group>
    </form>
  );
}

/** Fields that only this workspace has, as pairs of name and value. */
function CustomFields({ form }: { readonly form: Form }): ReactNode {
  const rows = form.values.custom;
  const addButton = useRef<HTMLButtonElement>(null);
  // The focus goes where the person writes next, never to nowhere.
  const before = useRef(rows.length);
  useEffect(() => {
    if (rows.length > before.current) form.getInputNode(`custom.${rows.length - 1}.name`)?.focus();
    if (rows.length < before.current) addButton.current?.focus();
    before.current = rows.length;
  }, [rows.length, form]);
  return (
    <fieldset className={classes.custom}>
      {rows.length > 0 && <legend className={classes.legend}>Custom fields</legend>}
      {rows.map((_, at) => (
        <div className={classes.customRow} key={at}>
          <TextInput
            aria-label={`Name of custom field ${at + 1}`}
            placeholder="Name"
            {...form.getInputProps(`custom.${at}.name`)}
          />
          <TextInput
            aria-label={`Value of custom field ${at + 1}`}
            placeholder="Value"
            {...form.getInputProps(`custom.${at}.value`)}
          />
          <ActionIcon aria-label={`Remove custom field ${at + 1}`} onClick={() => form.removeListItem('custom', at)}>
            <X size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        leftSection={<Plus size={14} />}
        onClick={() => form.insertListItem('custom', { name: '', value: '' })}
        ref={addButton}
        size="compact-sm"
        variant="subtle"
      >
        Add custom field
      </Button>
    </fieldset>
  );
}
