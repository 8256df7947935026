// Draws the settings of any step from its fields alone: label, rule, widget, and what is wrong with the value.
import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { AnyField } from '../../shared/fields/index.ts';
import { knownType, nodeOf } from '../../shared/graph/ports.ts';
import type { Finding } from '../../shared/model/problem.ts';
import type { RawConfig } from '../../shared/model/workflow.ts';
import { fieldsInUse, presentConfig } from '../../shared/steps/config.ts';
import type { Modes, StepType } from '../../shared/steps/define.ts';
import { useBuilder, useDocument, useSession } from '../state/session.ts';
import { FieldFrame, fieldIds } from './FieldFrame.tsx';
import classes from './form.module.css';
import { useTypingSeal } from './use-typing-seal.ts';
import { widgets } from './widgets.ts';

/** The settings of a step. */
export function ConfigForm({ id }: { readonly id: string }): ReactNode {
  const { commands } = useSession();
  const node = useDocument(({ document }) => nodeOf(document, id));
  const locked = useDocument((state) => state.locked);
  const findings = useDocument(({ picture }) => picture.byNode.get(id)) ?? noFindings;
  const typed = useTypingSeal();
  const form = useFieldWish(id);
  const type = node === undefined ? undefined : knownType(node);
  if (node === undefined || type === undefined) return null;

  const config = presentConfig(type, node);
  const set = (name: string, value: unknown, typing?: 'typing'): void => {
    commands.configure(id, { ...config, [name]: value }, typing === undefined ? undefined : `type ${id} ${name}`);
    if (typing !== undefined) typed();
  };
  const used = fieldsInUse(type, config);
  return (
    <div className={classes.form} ref={form}>
      {type.modes !== undefined && (
        <ModeChoice
          config={config}
          disabled={locked}
          modes={type.modes}
          onChange={(next) => commands.configure(id, next)}
          type={type}
        />
      )}
      {used.map((name) => {
        const field = type.fields[name];
        if (field === undefined) return null;
        return (
          <OneField
            config={config}
            disabled={locked}
            field={field}
            findings={findings.filter((finding) => finding.where?.field === name)}
            key={`${id} ${name}`}
            name={name}
            node={id}
            onChange={(value, typing) => set(name, value, typing)}
          />
        );
      })}
    </div>
  );
}

const noFindings: readonly Finding[] = [];

interface OneFieldProps {
  readonly field: AnyField;
  readonly name: string;
  readonly node: string;
  readonly config: RawConfig;
  readonly findings: readonly Finding[];
  readonly disabled: boolean;
  readonly onChange: (value: unknown, typing?: 'typing') => void;
}

function OneField({ field, name, node, config, findings, disabled, onChange }: OneFieldProps): ReactNode {
  const Widget = widgets[field.kind];
  if (Widget === undefined) throw new Error(`No widget draws fields of kind "${field.kind}".`);
  const ids = fieldIds(node, name);
  const stored = config[name];
  // A stored value of the wrong shape cannot be drawn: the form shows the default, its problem stands below.
  const value = field.schema.safeParse(stored).success ? (stored ?? field.initial) : field.initial;
  const invalid = findings.some((finding) => finding.severity === 'error');
  return (
    <FieldFrame disabled={disabled} field={field} findings={findings} ids={ids} name={name}>
      <Widget
        config={config}
        describedBy={ids.help}
        disabled={disabled}
        field={field}
        findings={findings}
        inputId={ids.input}
        invalid={invalid}
        labelId={ids.label}
        node={node}
        onChange={onChange}
        value={value}
      />
    </FieldFrame>
  );
}

interface ModeChoiceProps {
  readonly modes: Modes;
  readonly type: StepType;
  readonly config: RawConfig;
  readonly disabled: boolean;
  readonly onChange: (config: RawConfig) => void;
}

/** "Users or a pool": choosing one takes the other's fields out of the config. */
function ModeChoice({ modes, type, config, disabled, onChange }: ModeChoiceProps): ReactNode {
  const present =
    modes.options.find((mode) => mode.fields.some((name) => config[name] !== undefined)) ?? modes.options[0];
  const choose = (label: string): void => {
    const chosen = modes.options.find((mode) => mode.label === label);
    if (chosen === undefined || chosen === present) return;
    const gone = new Set(modes.options.flatMap((mode) => mode.fields));
    const kept = Object.entries(config).filter(([name]) => !gone.has(name));
    onChange({
      ...Object.fromEntries(kept),
      ...Object.fromEntries(chosen.fields.map((name) => [name, type.fields[name]?.initial])),
    });
  };
  return (
    <SegmentedControl
      aria-label={modes.label}
      data={modes.options.map((mode) => mode.label)}
      disabled={disabled}
      fullWidth
      onChange={choose}
      value={present?.label ?? ''}
    />
  );
}

const control = ':is(input:not([type=hidden]), textarea, button, select):enabled';

/** Gives a field the focus when somebody asked for it: from the problems list, by Enter on the card. */
function useFieldWish(id: string): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  const wish = useBuilder((state) => (state.fieldWish?.node === id ? state.fieldWish : null));
  const { builder } = useSession();
  useEffect(() => {
    if (wish === null) return;
    const wanted =
      wish.field === undefined ? null : form.current?.querySelector(`[data-field="${CSS.escape(wish.field)}"]`);
    const frame = wanted ?? form.current?.querySelector('[data-field]');
    const controls = [...(frame?.querySelectorAll<HTMLElement>(control) ?? [])];
    // What the label names; a list of people has buttons before it, some of them switched off.
    const named = frame?.querySelector('label')?.htmlFor;
    (controls.find((one) => one.id === named) ?? controls[0])?.focus();
    builder.setState({ fieldWish: null });
  }, [wish, builder]);
  return form;
}
