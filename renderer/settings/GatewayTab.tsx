// The HTTP gateway that SMS or WhatsApp leaves by: one POST of JSON per message.
import { ActionIcon, Button, Code, Switch, Textarea, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { limits } from '../../shared/model/limits.ts';
import { request } from '../api.ts';
import { useYou } from '../state/you.ts';
import { Note } from '../ui/ProblemNote.tsx';
import { FormBar } from './FormBar.tsx';
import { gatewayFaults, isOtherHost, newGateway } from './forms.ts';
import { labelOf } from './missing-secrets.ts';
import { SecretField } from './SecretField.tsx';
import classes from './settings.module.css';
import { TestBox } from './TestBox.tsx';
import { useChannel } from './use-channel.ts';

const mergeFields = ['to', 'text', 'title', 'link', 'key'].map((name) => `{{ ${name} }}`);

interface GatewayTabProps {
  readonly name: 'sms' | 'whatsapp';
  readonly page: SettingsPage;
}

/** The form, and a test with it. */
export function GatewayTab({ name, page }: GatewayTabProps): ReactNode {
  const saved = page.settings[name];
  const { form, secret, ...channel } = useChannel(name, saved, newGateway, gatewayFaults);
  const you = useYou();
  const send = (to: string) =>
    request('settings.testGateway', { name, gateway: form.values, secret: secret === '' ? null : secret, to });
  return (
    <>
      <form className={classes.form} noValidate onSubmit={form.onSubmit(channel.save, channel.focusFault)}>
        <TextInput
          description="Each message is one POST of JSON to this address."
          label="Gateway address"
          placeholder="https://gateway.example.com/send"
          spellCheck={false}
          {...form.getInputProps('url')}
          onChange={({ currentTarget: { value } }) => {
            if (isOtherHost(form.values.url, value)) form.setFieldValue('allowPrivate', false);
            form.setFieldValue('url', value);
          }}
        />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>Headers</legend>
          {form.values.headers.map((_, at) => (
            <div className={classes.headerRow} key={form.key(`headers.${at}`)}>
              <TextInput
                aria-label={`Name of header ${at + 1}`}
                placeholder="Name"
                spellCheck={false}
                {...form.getInputProps(`headers.${at}.name`)}
              />
              <TextInput
                aria-label={`Value of header ${at + 1}`}
                placeholder="Value"
                spellCheck={false}
                {...form.getInputProps(`headers.${at}.value`)}
              />
              <ActionIcon aria-label={`Remove header ${at + 1}`} onClick={() => form.removeListItem('headers', at)}>
                <X size={16} />
              </ActionIcon>
            </div>
          ))}
          {form.errors['headers'] !== undefined && <p className={classes.fault}>{form.errors['headers']}</p>}
          <Button
            leftSection={<Plus size={14} />}
            onClick={() => form.insertListItem('headers', { name: '', value: '' })}
            size="compact-sm"
            variant="subtle"
          >
            Add header
          </Button>
        </fieldset>
        <SecretField
          canKeep={page.canKeepSecrets}
          label="Secret"
          onChange={channel.setSecret}
          onForget={channel.forgetSecret}
          state={page.secrets[name]}
          value={secret}
        />
        <p className={classes.hint}>
          Write <Code>{'{{ secret }}'}</Code> in a header where the secret belongs.
        </p>
        <Textarea
          autosize
          classNames={{ input: classes.mono }}
          description={
            <>
              Filled in for each message:{' '}
              {mergeFields.map((field) => (
                <Fragment key={field}>
                  <Code className={classes.field}>{field}</Code>{' '}
                </Fragment>
              ))}
            </>
          }
          label="Body, as JSON"
          maxRows={16}
          minRows={4}
          spellCheck={false}
          {...form.getInputProps('body')}
        />
        <Switch
          description="For this host alone. Off: only https:// to addresses on the internet."
          label="Allow private addresses and plain http"
          {...form.getInputProps('allowPrivate', { type: 'checkbox' })}
        />
        {form.values.allowPrivate && (
          <Note severity="error">
            <strong>Insecure.</strong> Messages and the secret may go to this machine and the local network, and over
            plain http. Use this only for a gateway of your own.
          </Note>
        )}
        <FormBar
          busy={channel.busy}
          dirty={channel.dirty}
          onDiscard={channel.discard}
          onRemove={saved ? channel.remove : undefined}
          problem={channel.problem}
          what={labelOf(name)}
        />
      </form>
      <TestBox
        label="Send the test to"
        most={limits.user.phone}
        preset={you?.phone ?? ''}
        ready={channel.check}
        send={send}
      />
    </>
  );
}
