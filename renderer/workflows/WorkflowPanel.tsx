// Nothing is selected: the workflow's own settings, its enrolments, and what is known about it.
import { Switch, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { useTypingSeal } from '../form/use-typing-seal.ts';
import { useBuilder, useDocument, useSession } from '../state/session.ts';
import { useZone } from '../state/workspace.ts';
import { HistoryPanel } from '../trace/HistoryPanel.tsx';
import { counted } from '../ui/plural.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { MissedNote } from './Missed.tsx';
import classes from './WorkflowPanel.module.css';

export function WorkflowPanel(): ReactNode {
  const { builder } = useSession();
  const tab = useBuilder((state) => state.tab);
  const id = useDocument((state) => state.document.id);
  return (
    <Tabs
      className={classes.tabs}
      onChange={(next) => builder.setState({ tab: next === 'runs' || next === 'info' ? next : 'settings' })}
      value={tab}
    >
      <Tabs.List grow>
        <Tabs.Tab value="settings">Settings</Tabs.Tab>
        <Tabs.Tab value="runs">Enrolments</Tabs.Tab>
        <Tabs.Tab value="info">Info</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel className={classes.panel} value="settings">
        <WorkflowSettings />
      </Tabs.Panel>
      <Tabs.Panel className={classes.flush} value="runs">
        {tab === 'runs' && (
          <>
            <MissedNote workflow={id} />
            <HistoryPanel workflow={id} />
          </>
        )}
      </Tabs.Panel>
      <Tabs.Panel className={classes.panel} value="info">
        <WorkflowInfo />
      </Tabs.Panel>
    </Tabs>
  );
}

function WorkflowSettings(): ReactNode {
  const { commands } = useSession();
  const { name, description, settings } = useDocument((state) => state.document);
  const locked = useDocument((state) => state.locked);
  const zone = useZone();
  const typed = useTypingSeal();
  return (
    <div className={classes.form}>
      <NameField locked={locked} name={name} />
      <Textarea
        autosize
        disabled={locked}
        label="Description"
        maxLength={limits.text}
        maxRows={8}
        minRows={2}
        onChange={(event) => {
          commands.describe({ description: event.currentTarget.value }, 'type description');
          typed();
        }}
        value={description}
      />
      <Switch
        checked={settings.allowReentry}
        description="Off: a contact whose enrolment ended does not enter again by itself. Enrolling by hand is always possible."
        disabled={locked}
        label="Contacts may enter again"
        onChange={(event) =>
          commands.describe({ settings: { ...settings, allowReentry: event.currentTarget.checked } })
        }
      />
      <p className={classes.note}>
        Days and weeks are counted in {zone}. Changes apply to contacts who enter after the next publish; those on their
        way stay in their version.
      </p>
    </div>
  );
}

/** The name is kept when the field is left: a workflow is never without one. */
function NameField({ name, locked }: { readonly name: string; readonly locked: boolean }): ReactNode {
  const { commands } = useSession();
  const [text, setText] = useState(name);
  const [known, setKnown] = useState(name);
  if (known !== name) {
    setKnown(name);
    setText(name);
  }
  return (
    <TextInput
      disabled={locked}
      error={text.trim() === '' && 'Write a name.'}
      label="Name"
      maxLength={limits.name}
      onBlur={() => {
        if (text.trim() !== '' && text.trim() !== name) commands.describe({ name: text.trim() });
        else setText(name);
      }}
      onChange={(event) => setText(event.currentTarget.value)}
      spellCheck={false}
      value={text}
    />
  );
}

const statusWords = {
  draft: 'Draft, never published',
  on: 'Published',
  off: 'Paused',
} as const;

function WorkflowInfo(): ReactNode {
  const { status, live, changed } = useDocument((state) => state.standing);
  const saving = useDocument((state) => state.saving);
  const steps = useDocument(({ picture }) => picture.order.length);
  const id = useDocument((state) => state.document.id);
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['State', statusWords[status]],
    ['Version', live === null || live.revision === 0 ? 'None yet' : String(live.revision)],
    ...(live === null || live.revision === 0 ? [] : [['Since', <TimeText at={live.changedAt} key="since" />] as const]),
    ['Draft', changed ? 'Differs from the published version' : live === null ? 'Not published' : 'As published'],
    ['Steps', counted(steps, 'step')],
    ['Last saved', saving.kind === 'saved' ? <TimeText at={saving.at} key="saved" /> : 'Not yet'],
    ['Id', <code key="id">{id}</code>],
  ];
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div className={classes.fact} key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
