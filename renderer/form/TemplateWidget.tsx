// Text with merge fields: names are offered while they are typed, or from a menu; below, the text as it would be read.
import { Button, Combobox, Menu, Textarea, TextInput, useCombobox } from '@mantine/core';
import { Braces } from 'lucide-react';
import {
  useDeferredValue,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import type { TemplateField } from '../../shared/fields/index.ts';
import { mergeFields } from '../../shared/merge-fields.ts';
import { parseTemplate } from '../../shared/template.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';
import { fieldsFor, mergeQueryAt, withField } from './merge-query.ts';
import { sampleName, sampleValues } from './sample.ts';

type Box = HTMLInputElement | HTMLTextAreaElement;

export function TemplateWidget(props: FieldProps<TemplateField, string>): ReactNode {
  const { field, value, onChange, inputId, describedBy, invalid, disabled } = props;
  const box = useRef<Box>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const combobox = useCombobox();
  const query = caret === null || disabled ? undefined : mergeQueryAt(value, caret);
  const offered = query === undefined ? [] : fieldsFor(query.typed);
  const isOpen = offered.length > 0;

  // Written from a list, the caret goes on behind what was written.
  const [wanted, setWanted] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (wanted === null) return;
    box.current?.focus();
    box.current?.setSelectionRange(wanted, wanted);
  }, [wanted, value]);

  const write = (name: string): void => {
    const end = box.current?.selectionEnd ?? value.length;
    const written = withField(value, query?.from ?? box.current?.selectionStart ?? end, end, name);
    onChange(written.text);
    setCaret(null);
    setWanted(written.caret);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => combobox.selectNextOption(),
      ArrowUp: () => combobox.selectPreviousOption(),
      Enter: () => combobox.clickSelectedOption(),
      Escape: () => setCaret(null),
    };
    const deed = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    // Without a chosen name Enter is a line break, as ever.
    if (deed === undefined || (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0)) return;
    event.preventDefault();
    deed();
  };
  const shared = {
    'aria-describedby': describedBy,
    disabled,
    error: invalid,
    id: inputId,
    onBlur: () => setCaret(null),
    onChange: (event: { currentTarget: Box }) => {
      setWanted(null);
      onChange(event.currentTarget.value, 'typing');
      setCaret(event.currentTarget.selectionStart);
      combobox.resetSelectedOption();
    },
    onKeyDown,
    onSelect: (event: SyntheticEvent<Box>) => {
      if (caret !== null) setCaret(event.currentTarget.selectionStart);
    },
    value,
  };
  return (
    <>
      <Combobox onOptionSubmit={write} store={{ ...combobox, dropdownOpened: isOpen }}>
        <Combobox.Target withKeyboardNavigation={false}>
          {field.multiline ? (
            <Textarea {...shared} autosize maxRows={12} minRows={4} ref={box as RefObject<HTMLTextAreaElement>} />
          ) : (
            <TextInput {...shared} ref={box as RefObject<HTMLInputElement>} />
          )}
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Options mah={220} style={{ overflowY: 'auto' }}>
            {offered.map(({ name, label }) => (
              <Combobox.Option key={name} value={name}>
                {label} <span className={classes.and}>{name}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {!disabled && <FieldMenu onPick={write} />}
      <Preview text={value} />
    </>
  );
}

/** All merge fields, for whom does not know the braces. */
function FieldMenu({ onPick }: { readonly onPick: (name: string) => void }): ReactNode {
  return (
    <div className={classes.templateTools}>
      <Menu position="bottom-end" returnFocus={false} width={280}>
        <Menu.Target>
          <Button leftSection={<Braces aria-hidden size={14} />} size="compact-xs" variant="subtle">
            Insert field
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {mergeFields.map(({ name, label }) => (
            <Menu.Item key={name} onClick={() => onPick(name)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** The text as a sample contact's owner would read it. */
function Preview({ text }: { readonly text: string }): ReactNode {
  const template = parseTemplate(useDeferredValue(text));
  if (template.names.length === 0) return null;
  const rendered = template.render(sampleValues);
  return (
    <div className={classes.preview}>
      <span className={classes.previewTitle}>For {sampleName}, for example</span>
      {rendered.text}
      {rendered.blanks.length > 0 && (
        <p className={classes.note}>Blank for this contact: {rendered.blanks.join(', ')}</p>
      )}
    </div>
  );
}
