// A choice out of many, found by typing. A press selects what stands in it, so that typing replaces it.
import { Select, type SelectProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** Like the kit's `Select`, with search. */
export function SearchSelect(props: SelectProps): ReactNode {
  return (
    <Select
      nothingFoundMessage="Nothing is called that."
      onClick={(event) => event.currentTarget.select()}
      searchable
      {...props}
    />
  );
}
