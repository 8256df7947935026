// What the palette has found, in groups. The search field holds the focus and the keys; the pointer chooses here.
import { Kbd } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useIsMac } from '../state/workspace.ts';
import { keyCaps } from './keys.ts';
import classes from './Palette.module.css';
import type { PaletteGroup, PaletteItem } from './use-palette-items.ts';

/** The element of an item, for the field that holds the focus. */
export const optionId = (item: PaletteItem): string => `palette-${item.id}`;

interface OptionProps {
  readonly item: PaletteItem;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Option({ item, chosen, onChoose }: OptionProps): ReactNode {
  const mac = useIsMac();
  const { icon: Icon, label, detail, keys } = item;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      aria-selected={chosen}
      className={classes.option}
      id={optionId(item)}
      onClick={onChoose}
      role="option"
      tabIndex={-1}
      title={detail === undefined ? label : `${label} (${detail})`}
    >
      <Icon aria-hidden className={classes.icon} size={16} />
      <span className={classes.name}>{label}</span>
      {detail !== undefined && <span className={classes.detail}>{detail}</span>}
      {keys !== undefined && (
        <span className={classes.caps}>
          {keyCaps(keys, mac).map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}

interface PaletteListProps {
  readonly groups: readonly PaletteGroup[];
  readonly chosen: PaletteItem | undefined;
  readonly onChoose: (item: PaletteItem) => void;
  readonly ref: Ref<HTMLDivElement>;
}

export function PaletteList({ groups, chosen, onChoose, ref }: PaletteListProps): ReactNode {
  return (
    <div aria-label="Found" className={classes.list} id="palette-options" ref={ref} role="listbox">
      {groups.map(({ label, items }) => (
        <div aria-label={label} key={label} role="group">
          <div aria-hidden className={classes.group}>
            {label}
          </div>
          {items.map((item) => (
            <Option chosen={item === chosen} item={item} key={item.id} onChoose={() => onChoose(item)} />
          ))}
        </div>
      ))}
    </div>
  );
}
