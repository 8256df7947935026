// What the forms of all channels do alike: keep a draft, save it with its secret, discard it, remove what is set up.
import { useForm, type FormErrors, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import type { SecretName, Settings } from '../../shared/model/settings.ts';
import { ask, request } from '../api.ts';
import { toast } from '../state/toasts.ts';
import { changeSettings, refreshWorkspace, useWorkspace } from '../state/workspace.ts';
import { faultsOf, type Faults } from './forms.ts';
import { labelOf } from './missing-secrets.ts';
import { secretFault } from './SecretField.tsx';

interface Channel<T> {
  readonly form: UseFormReturnType<T>;
  /** Typed anew; empty = as it is. */
  readonly secret: string;
  readonly setSecret: (secret: string) => void;
  readonly forgetSecret: () => void;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly save: (values: T) => void;
  readonly discard: () => void;
  readonly remove: () => void;
  /** Puts the focus on the first field with a fault. */
  readonly focusFault: (faults: FormErrors) => void;
  /** Checks the form, and shows its faults when there are any. */
  readonly check: () => boolean;
}

/** The form of one channel. `faults` says what is wrong with it, by field. */
export function useChannel<T extends NonNullable<Settings[SecretName]>>(
  name: SecretName,
  saved: T | null,
  fresh: T,
  faults: (values: T) => Faults,
): Channel<T> {
  const form = useForm<T>({ initialValues: saved ?? fresh, validate: faults });
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const label = labelOf(name);

  const show = (refused: Problem): void => {
    const field = refused.where?.field;
    if (field !== undefined && (field.split('.')[0] ?? '') in form.values) {
      form.setErrors(faultsOf([refused]));
      form.getInputNode(field)?.focus();
    } else setProblem(refused);
  };
  const keep = async (values: T): Promise<void> => {
    // It is said under its field.
    if (secretFault(secret) !== undefined) return;
    const settings = useWorkspace.getState().settings?.settings;
    if (!settings) return;
    setBusy(true);
    setProblem(undefined);
    const done = await request('settings.save', { settings: { ...settings, [name]: values } });
    const kept = done.ok && secret !== '' ? await request('settings.setSecret', { name, value: secret }) : done;
    await refreshWorkspace();
    setBusy(false);
    if (!kept.ok) return show(kept.problem);
    setSecret('');
    form.resetDirty(values);
    toast(`${label} settings were saved.`);
  };
  const take = async (): Promise<void> => {
    if (!saved || !(await changeSettings({ [name]: null }))) return;
    form.setInitialValues(fresh);
    form.reset();
    toast(`${label} settings were removed. Messages wait in the outbox.`, () => void bringBack());
  };
  const bringBack = async (): Promise<void> => {
    if (!saved || !(await changeSettings({ [name]: saved }))) return;
    form.setInitialValues(saved);
    form.reset();
  };
  const forget = async (): Promise<void> => {
    if ((await ask('settings.setSecret', { name, value: '' })) === undefined) return;
    await refreshWorkspace();
    toast('It was forgotten.');
  };
  const focusFault = (found: FormErrors): void => form.getInputNode(Object.keys(found)[0] ?? '')?.focus();
  return {
    form,
    secret,
    setSecret,
    forgetSecret: () => void forget(),
    dirty: secret !== '' || form.isDirty(),
    busy,
    problem,
    save: (values) => void keep(values),
    discard: () => {
      form.reset();
      setSecret('');
    },
    remove: () => void take(),
    focusFault,
    check: () => {
      const { hasErrors, errors } = form.validate();
      if (hasErrors) focusFault(errors);
      return !hasErrors && secretFault(secret) === undefined;
    },
  };
}
