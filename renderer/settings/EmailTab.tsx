// The mail server that email leaves by.
import { NumberInput, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { limits } from '../../shared/model/limits.ts';
import { request } from '../api.ts';
import { useYou } from '../state/you.ts';
import { Note } from '../ui/ProblemNote.tsx';
import { FormBar } from './FormBar.tsx';
import { newSmtp, smtpFaults } from './forms.ts';
import { SecretField } from './SecretField.tsx';
import classes from './settings.module.css';
import { TestBox } from './TestBox.tsx';
import { useChannel } from './use-channel.ts';

/** The form, and a test with it. */
export function EmailTab({ page }: { readonly page: SettingsPage }): ReactNode {
  const saved = page.settings.smtp;
  const { form, secret, ...channel } = useChannel('smtp', saved, newSmtp, smtpFaults);
  const you = useYou();
  const send = (to: string) =>
    request('settings.testEmail', { smtp: form.values, password: secret === '' ? null : secret, to });
  return (
    <>
      <form className={classes.form} noValidate onSubmit={form.onSubmit(channel.save, channel.focusFault)}>
        <div className={classes.hostRow}>
          <TextInput
            label="Mail server"
            placeholder="smtp.example.com"
            spellCheck={false}
            {...form.getInputProps('host')}
          />
          <NumberInput hideControls label="Port" max={65_535} min={1} {...form.getInputProps('port')} />
        </div>
        <Switch
          checked={form.values.tls === 'required'}
          description="Nothing is sent unless the connection is encrypted (STARTTLS, or TLS on port 465)."
          label="Encryption required (TLS)"
          onChange={(event) => form.setFieldValue('tls', event.currentTarget.checked ? 'required' : 'insecure')}
        />
        {form.values.tls === 'insecure' && (
          <Note severity="error">
            <strong>Insecure.</strong> The password and all messages may travel in plain text. Use this only for a
            server on this machine.
          </Note>
        )}
        <div className={classes.two}>
          <TextInput autoComplete="off" label="User" spellCheck={false} {...form.getInputProps('user')} />
          <SecretField
            canKeep={page.canKeepSecrets}
            label="Password"
            onChange={channel.setSecret}
            onForget={channel.forgetSecret}
            state={page.secrets.smtp}
            value={secret}
          />
        </div>
        <div className={classes.two}>
          <TextInput label="Sender’s name" placeholder="Baton" {...form.getInputProps('fromName')} />
          <TextInput
            label="Sender’s address"
            placeholder="crm@example.com"
            spellCheck={false}
            {...form.getInputProps('fromAddress')}
          />
        </div>
        <FormBar
          busy={channel.busy}
          dirty={channel.dirty}
          onDiscard={channel.discard}
          onRemove={saved ? channel.remove : undefined}
          problem={channel.problem}
          what="email"
        />
      </form>
      <TestBox
        label="Send the test to"
        most={limits.user.email}
        preset={you?.email ?? ''}
        ready={channel.check}
        send={send}
      />
    </>
  );
}
