// The command palette: commands, places, workflows and contacts, found by a few letters. It stands and has the focus before
// the next key comes, so that nothing typed is lost; an Enter that comes before the answers waits for them.
import { Modal, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { useCommands } from '../state/commands.ts';
import { focusOnMount } from '../ui/focus.ts';
import classes from './Palette.module.css';
import { optionId, PaletteList } from './PaletteList.tsx';
import { usePaletteItems, type PaletteItem } from './use-palette-items.ts';

/** How many options a page key goes over. */
const page = 5;
const name = 'Search commands, workflows and contacts';

function Finder({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [letters, setLetters] = useState('');
  const [active, setActive] = useState(0);
  const [hurried, setHurried] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useGiveBack();
  const { groups, settled } = usePaletteItems(letters);
  const flat = groups.flatMap(({ items }) => items);
  const chosen = flat[Math.min(active, flat.length - 1)];
  const choose = (item: PaletteItem): void => {
    onClose();
    item.act();
  };
  // What was found at once stays; contacts that are shown may still be those of the letters before.
  const isSure = settled || (chosen !== undefined && !chosen.id.startsWith('contact-'));

  const catchUp = useEffectEvent(() => chosen !== undefined && choose(chosen));
  useEffect(() => {
    if (hurried && settled) catchUp();
  }, [hurried, settled]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, letters]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1 < flat.length ? active + 1 : 0,
      ArrowUp: active > 0 ? active - 1 : flat.length - 1,
      PageDown: active + page,
      PageUp: active - page,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(to, flat.length - 1)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!isSure) setHurried(true);
      else if (chosen !== undefined) choose(chosen);
    }
  };

  return (
    <>
      <TextInput
        aria-activedescendant={chosen && optionId(chosen)}
        aria-autocomplete="list"
        aria-controls="palette-options"
        aria-expanded
        aria-label={name}
        classNames={{ input: classes.search }}
        data-autofocus
        maxLength={limits.search}
        leftSection={<Search aria-hidden size={16} />}
        leftSectionWidth={48}
        onChange={(event) => {
          setLetters(event.currentTarget.value);
          setActive(0);
          setHurried(false);
        }}
        onKeyDown={onKeyDown}
        placeholder={name}
        ref={focusOnMount}
        role="combobox"
        spellCheck={false}
        value={letters}
        variant="unstyled"
      />
      <PaletteList chosen={chosen} groups={groups} onChoose={choose} ref={list} />
      {settled && flat.length === 0 && <p className={classes.nothing}>Nothing is called that.</p>}
    </>
  );
}

/** Once it is closed, what had the focus before has it again, unless it has gone or something else has it. */
function useGiveBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}

/** The palette. Part of the frame. */
export function Palette(): ReactNode {
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  useCommands({ palette: () => setOpened(!opened) });
  return (
    <Modal
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      centered={false}
      classNames={{ content: classes.content, body: classes.body }}
      onClose={close}
      opened={opened}
      overlayProps={{ backgroundOpacity: 0.3 }}
      padding={0}
      size={600}
      transitionProps={{ duration: 0 }}
      withCloseButton={false}
      yOffset={80}
    >
      <Finder onClose={close} />
    </Modal>
  );
}
