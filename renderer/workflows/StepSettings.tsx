// The settings of one step: its title, what it does, its form, and where it leads.
import { ActionIcon, Button, Menu, Select, Tooltip } from '@mantine/core';
import { CirclePlay, Ellipsis } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { StepTile } from '../canvas/CardParts.tsx';
import { groupLabels } from '../canvas/group-labels.ts';
import { StepMenu } from '../canvas/StepMenu.tsx';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FindingNote } from '../form/FindingNote.tsx';
import { useDocument, useSession } from '../state/session.ts';
import classes from './StepSettings.module.css';
import { TitleField } from './TitleField.tsx';

export function StepSettings({ id }: { readonly id: string }): ReactNode {
  const { commands } = useSession();
  const node = useDocument(({ picture }) => picture.graph.nodes.get(id));
  const findings = useDocument(({ picture }) => picture.byNode.get(id) ?? none);
  const locked = useDocument((state) => state.locked);
  const number = useDocument(({ picture }) => picture.numbers.get(id) ?? 0);
  if (node === undefined) return null;
  const fields = new Set(Object.keys(node.type?.fields ?? {}));
  const general = findings.filter((finding) => finding.where?.field === undefined || !fields.has(finding.where.field));
  const leave = (event: KeyboardEvent): void => {
    // Esc closes what is open in a field first; then it leads back to the card.
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    commands.focus(id);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc from any field leads back to the card
    <section aria-label={`Settings of ${node.label}`} className={classes.settings} onKeyDown={leave}>
      <header className={classes.head}>
        <StepTile group={node.type?.group ?? 'unknown'} icon={node.type?.icon} />
        <div className={classes.words}>
          <div className={classes.kind}>
            Step {number} · {groupLabels[node.type?.group ?? 'unknown']}
            {node.type !== undefined && node.type.label !== node.label && ` · ${node.type.label}`}
          </div>
          <TitleField id={id} label={node.label} locked={locked} />
        </div>
        {!locked && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Tooltip label="More">
                <ActionIcon aria-label={`More for ${node.label}`}>
                  <Ellipsis size={16} />
                </ActionIcon>
              </Tooltip>
            </Menu.Target>
            <StepMenu id={id} />
          </Menu>
        )}
      </header>
      {node.disabled && (
        <div className={classes.off}>
          <span>Switched off: contacts pass through without it.</span>
          {!locked && (
            <Button
              leftSection={<CirclePlay aria-hidden size={14} />}
              onClick={() => commands.toggleDisabled([id])}
              size="compact-xs"
              variant="default"
            >
              Switch on
            </Button>
          )}
        </div>
      )}
      <p className={classes.help}>
        {node.type?.help ?? 'This kind of step is from a newer version of Baton. Its settings are kept as they are.'}
      </p>
      {general.map((finding) => (
        <FindingNote disabled={locked} finding={finding} key={`${finding.code} ${finding.message}`} />
      ))}
      <ConfigForm id={id} />
      <WaysOn id={id} locked={locked} />
    </section>
  );
}

const none = [] as const;

/** Where each way out leads: what pulling a line does on the canvas, for the keyboard. */
function WaysOn({ id, locked }: { readonly id: string; readonly locked: boolean }): ReactNode {
  const { commands } = useSession();
  const graph = useDocument(({ picture }) => picture.graph);
  const order = useDocument(({ picture }) => picture.order);
  const numbers = useDocument(({ picture }) => picture.numbers);
  const node = graph.nodes.get(id);
  if (node === undefined || node.ports.length === 0) return null;
  const targets = order.filter((other) => other !== id && graph.nodes.get(other)?.type?.kind !== 'trigger');
  const data = [
    { value: END, label: 'End' },
    ...targets.map((other) => ({
      value: other,
      label: `${numbers.get(other) ?? ''} ${graph.nodes.get(other)?.label ?? other}`,
    })),
  ];
  return (
    <details className={classes.ways}>
      <summary>Goes on to</summary>
      {node.ports.map((port) => (
        <Select
          data={data}
          disabled={locked}
          key={port.id}
          label={port.label === '' ? undefined : port.label}
          aria-label={port.label === '' ? 'Goes on to' : undefined}
          mt={8}
          onChange={(to) => {
            if (to === END) commands.disconnect({ from: id, port: port.id });
            else if (to !== null) commands.connect({ from: id, port: port.id }, to);
          }}
          value={node.next[port.id] ?? END}
        />
      ))}
    </details>
  );
}

/** No step has an empty id. */
const END = '';
