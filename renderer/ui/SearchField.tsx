// The search field above a list.
import { CloseButton, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';

interface SearchFieldProps {
  /** "Search contacts": the field's name and its placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Arrow down leaves the field for the list. */
  readonly onLeave?: () => void;
  /** In px; `100%` takes the room that there is. */
  readonly width?: number | '100%';
}

/** A search field. Escape empties it. */
export function SearchField({ label, value, onChange, onLeave, width = 280 }: SearchFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && value !== '') {
      event.preventDefault();
      onChange('');
    }
    if (event.key === 'ArrowDown' && onLeave) {
      event.preventDefault();
      onLeave();
    }
  };
  const clear = (): void => {
    onChange('');
    field.current?.focus();
  };
  return (
    <TextInput
      aria-label={label}
      leftSection={<Search aria-hidden size={16} />}
      onChange={(event) => onChange(event.currentTarget.value)}
      // More than a door's worth is no search; what is pasted is cut off where the field ends.
      maxLength={limits.search}
      onKeyDown={onKeyDown}
      placeholder={label}
      ref={field}
      rightSection={value !== '' && <CloseButton aria-label="Clear search" onClick={clear} size={24} />}
      spellCheck={false}
      value={value}
      w={width}
    />
  );
}
