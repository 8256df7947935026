// The shelf of steps, in the inspector's place: search, choose with the arrows, Enter puts the step at the marked "+".
import { ActionIcon, CloseButton, Select, TextInput, Tooltip } from '@mantine/core';
import { Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import type { StepType } from '../../shared/steps/define.ts';
import { stepTypes } from '../../shared/steps/index.ts';
import { StepTile } from '../canvas/CardParts.tsx';
import type { Mark } from '../state/builder.ts';
import { useDocument, useSession } from '../state/session.ts';
import { findSteps } from './find-steps.ts';
import classes from './Shelf.module.css';

export function Shelf({ at }: { readonly at: Mark }): ReactNode {
  const { builder, commands } = useSession();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const wantsTrigger = 'trigger' in at;
  const before = useDocument(({ picture }) => ('after' in at ? picture.graph.nodes.get(at.after.from) : undefined));
  const groups = useMemo(
    () =>
      findSteps(
        stepTypes.filter((type) => (type.kind === 'trigger') === wantsTrigger),
        search,
      ),
    [search, wantsTrigger],
  );
  const flat = groups.flatMap((group) => group.types);
  const chosen = flat[Math.min(active, flat.length - 1)];

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, search]);

  const close = (): void => {
    builder.setState({ shelf: null });
    builder.focus('after' in at ? at.after.from : builder.getState().current);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 5,
      PageUp: active - 5,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(Math.min(Math.max(to, 0), Math.max(flat.length - 1, 0)));
    }
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      commands.insert(at, chosen.type);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  };

  return (
    <section aria-label={wantsTrigger ? 'Triggers' : 'Actions'} className={classes.shelf}>
      <header className={classes.head}>
        <div className={classes.headWords}>
          <h2 className={classes.title}>{wantsTrigger ? 'Triggers' : 'Actions'}</h2>
          <p className={classes.place}>{before === undefined ? 'Begins the workflow' : `After ${before.label}`}</p>
        </div>
        <Tooltip label="Back to the settings (Esc)">
          <ActionIcon aria-label="Back to the settings" onClick={close}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      {before !== undefined && 'after' in at && before.ports.length > 1 && (
        <Select
          data={before.ports.map((port) => ({ value: port.id, label: port.label }))}
          label="Branch"
          mb={8}
          mx={16}
          onChange={(port) => port !== null && builder.openShelf({ after: { from: before.id, port } })}
          value={at.after.port}
        />
      )}
      <TextInput
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen)}
        aria-autocomplete="list"
        aria-controls="shelf-options"
        aria-expanded
        aria-label={wantsTrigger ? 'Search triggers' : 'Search actions'}
        leftSection={<Search aria-hidden size={16} />}
        maxLength={limits.search}
        mx={16}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={wantsTrigger ? 'Search triggers' : 'Search actions'}
        ref={field}
        rightSection={
          search !== '' && <CloseButton aria-label="Clear search" onClick={() => setSearch('')} size={24} />
        }
        role="combobox"
        spellCheck={false}
        value={search}
      />
      <div
        aria-label={wantsTrigger ? 'Triggers' : 'Actions'}
        className={classes.list}
        id="shelf-options"
        ref={list}
        role="listbox"
      >
        {groups.map((group) => (
          <div aria-label={group.label} key={group.group} role="group">
            {!wantsTrigger && (
              <div aria-hidden className={classes.group}>
                {group.label}
              </div>
            )}
            {group.types.map((type) => (
              <Option
                chosen={type === chosen}
                key={type.type}
                onChoose={() => commands.insert(at, type.type)}
                type={type}
              />
            ))}
          </div>
        ))}
        {flat.length === 0 && <p className={classes.nothing}>Nothing does “{search.trim()}”.</p>}
      </div>
    </section>
  );
}

function optionId(type: StepType): string {
  return `shelf-${type.type}`;
}

interface OptionProps {
  readonly type: StepType;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Option({ type, chosen, onChoose }: OptionProps): ReactNode {
  const { builder } = useSession();
  return (
    // The search field holds the focus and the keys; the pointer chooses here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      aria-selected={chosen}
      className={classes.option}
      draggable={type.kind === 'step'}
      id={optionId(type)}
      onClick={onChoose}
      onDragEnd={() => builder.setState({ dragged: null })}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'copy';
        event.dataTransfer.setData('text/plain', type.label);
        builder.setState({ dragged: type.type });
      }}
      role="option"
      tabIndex={-1}
    >
      <StepTile group={type.group} icon={type.icon} />
      <div className={classes.optionWords}>
        <div className={classes.optionLabel}>{type.label}</div>
        <div className={classes.optionHelp}>{type.help}</div>
      </div>
    </div>
  );
}
