// How the kit's lists find what is typed into them: as the searches of Baton do, without case and without accents.
import type { ComboboxItem, ComboboxItemGroup, ComboboxParsedItem, OptionsFilter } from '@mantine/core';
import { sought } from '../../shared/model/plain.ts';

/** For the kit's `filter`. */
export const byWhatIsSought: OptionsFilter = ({ options, search, limit }) => {
  const wanted = sought(search);
  const fits = (option: ComboboxItem): boolean => sought(option.label).includes(wanted);
  const found = options.flatMap((option): readonly ComboboxParsedItem[] => {
    if (!isGroup(option)) return fits(option) ? [option] : [];
    const items = option.items.filter(fits);
    return items.length === 0 ? [] : [{ ...option, items }];
  });
  return found.slice(0, limit);
};

function isGroup(option: ComboboxParsedItem): option is ComboboxItemGroup<ComboboxItem> {
  return 'group' in option;
}
