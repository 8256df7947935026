// Text with merge fields: a picker that writes them, and a preview with a sample contact that tells what would stay blank.
import { Button, Menu, Textarea, TextInput } from '@mantine/core';
import { Braces } from 'lucide-react';
import { useDeferredValue, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { TemplateField } from '../../shared/fields/index.ts';
import { mergeFields } from '../../shared/merge-fields.ts';
import { parseTemplate } from '../../shared/template.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';
import { sampleName, sampleValues } from './sample.ts';

type Box = HTMLInputElement | HTMLTextAreaElement;

export function TemplateWidget(props: FieldProps<TemplateField, string>): ReactNode {
  const { field, value, onChange, inputId, describedBy, invalid, disabled } = props;
  const box = useRef<Box>(null);
  const [open, setOpen] = useState(false);
  const shared = {
    'aria-describedby': describedBy,
    disabled,
    error: invalid,
    id: inputId,
    value,
    onChange: (event: { currentTarget: Box }) => {
      const { value: next, selectionStart } = event.currentTarget;
      onChange(next, 'typing');
      // Two opening braces ask for a name.
      if (next.length > value.length && next.slice(0, selectionStart ?? 0).endsWith('{{')) setOpen(true);
    },
  };
  const write = (name: string): void => {
    const target = box.current;
    const end = target?.selectionEnd ?? value.length;
    const begun = value.slice(0, target?.selectionStart ?? end).replace(/\{\{\s*$/, '');
    const next = `${begun}{{ ${name} }}`;
    onChange(next + value.slice(end));
    requestAnimationFrame(() => {
      target?.focus();
      target?.setSelectionRange(next.length, next.length);
    });
  };
  return (
    <>
      {field.multiline ? (
        <Textarea {...shared} autosize maxRows={12} minRows={4} ref={box as RefObject<HTMLTextAreaElement>} />
      ) : (
        <TextInput {...shared} ref={box as RefObject<HTMLInputElement>} />
      )}
      {!disabled && (
        <div className={classes.templateTools}>
          <Menu onChange={setOpen} opened={open} position="bottom-end" returnFocus={false} width={280}>
            <Menu.Target>
              <Button leftSection={<Braces aria-hidden size={14} />} size="compact-xs" variant="subtle">
                Insert field
              </Button>
            </Menu.Target>
            <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
              {mergeFields.map(({ name, label }) => (
                <Menu.Item key={name} onClick={() => write(name)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
      <Preview text={value} />
    </>
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
