// What keys and buttons do: the seed's workflow built by commands alone, focus after each, copy and paste.
import { describe, expect, test } from 'vitest';
import { makeCommands, type BuilderCommands } from '../../../../renderer/state/builder-commands.ts';
import { openBuilder, type BuilderStore } from '../../../../renderer/state/builder.ts';
import { openDocument, type DocumentStore } from '../../../../renderer/state/document.ts';
import { openTrace } from '../../../../renderer/state/runs.ts';
import { useToasts } from '../../../../renderer/state/toasts.ts';
import { emptyWorkflow, type Bindings, type Workflow } from '../../../../shared/model/workflow.ts';
import { assignTo, aUser, aWorkflow, somePeople } from '../../../support/workflow.ts';

interface Opened {
  readonly document: DocumentStore;
  readonly builder: BuilderStore;
  readonly commands: BuilderCommands;
}

function open(workflow: Workflow, bindings: Bindings = {}): Opened {
  const ready = { notification: true, email: true, sms: true, whatsapp: true };
  const page = {
    document: workflow,
    bindings,
    live: null,
    status: 'draft' as const,
    changed: false,
    savedAt: 0,
    ready,
    rivals: [],
  };
  const document = openDocument(page, somePeople([aUser('ana'), aUser('bo')]), () => new Promise(() => {}));
  const builder = openBuilder();
  return {
    document,
    builder,
    commands: makeCommands(
      document,
      builder,
      openTrace(() => true),
    ),
  };
}

const steps = ({ document }: Opened): string =>
  document
    .getState()
    .picture.order.map((id) => document.getState().document.nodes[id]?.type)
    .join(' ');

describe('building', () => {
  test('trigger, assign, notify: each goes after the one before and gets the focus', () => {
    const opened = open(emptyWorkflow('w', 'W'));
    const { builder, commands } = opened;
    commands.insert({ trigger: true }, 'contact-created');
    commands.addAfter(builder.getState().current ?? '');
    expect(builder.getState().shelf).toEqual({ at: { after: { from: 't1', port: 'next' } } });
    commands.insert({ after: { from: 't1', port: 'next' } }, 'assign-user');
    const assign = builder.getState().focusWish?.node ?? '';
    commands.insert({ after: { from: assign, port: 'next' } }, 'notify-user');
    expect(steps(opened)).toBe('contact-created assign-user notify-user');
    expect(builder.getState()).toMatchObject({ shelf: null, current: builder.getState().focusWish?.node });
  });

  test('add before asks for a trigger in front of a trigger, else for the way that leads in', () => {
    const { builder, commands } = open(aWorkflow().trigger('t').step('a', 'add-tag').document);
    commands.addBefore('t');
    expect(builder.getState().shelf).toEqual({ at: { trigger: true } });
    commands.addBefore('a');
    expect(builder.getState().shelf).toEqual({ at: { after: { from: 't', port: 'next' } } });
  });

  test('delete moves the focus to the step above and can be undone from the toast', () => {
    const opened = open(aWorkflow().trigger('t').step('a', 'add-tag').step('b', 'wait').document);
    opened.commands.remove(['a']);
    expect(steps(opened)).toBe('contact-created wait');
    expect(opened.builder.getState().focusWish?.node).toBe('t');
    useToasts.getState().toasts.at(-1)?.action?.run();
    expect(steps(opened)).toBe('contact-created add-tag wait');
  });

  test('the toast of a delete undoes nothing that came later', () => {
    const opened = open(aWorkflow().trigger('t').step('a', 'add-tag').step('b', 'wait').document);
    opened.commands.remove(['a']);
    const undo = useToasts.getState().toasts.at(-1)?.action?.run;
    opened.commands.toggleDisabled(['b']);
    undo?.();
    expect(opened.document.getState().document.nodes['b']?.disabled).toBe(true);
  });

  test('undo leaves the focus on a card that is there', () => {
    const opened = open(aWorkflow().trigger('t').document);
    opened.commands.insert({ after: { from: 't', port: 'next' } }, 'add-tag');
    opened.commands.undo();
    expect(opened.builder.getState()).toMatchObject({ current: 't', focusWish: { node: 't' } });
    expect(opened.builder.getState().selection).toEqual(new Set(['t']));
  });

  test('switches several off together, and together on again', () => {
    const { document, commands } = open(
      aWorkflow().trigger('t').step('a', 'add-tag').step('b', 'add-tag', {}, { disabled: true }).document,
    );
    commands.toggleDisabled(['a', 'b']);
    expect(['a', 'b'].map((id) => document.getState().document.nodes[id]?.disabled)).toEqual([true, true]);
    commands.toggleDisabled(['a', 'b']);
    expect(['a', 'b'].map((id) => document.getState().document.nodes[id]?.disabled)).toEqual([undefined, undefined]);
  });

  test('steps of arrow keys are one undo', () => {
    const { document, commands } = open(aWorkflow().trigger('t').document);
    commands.nudge(['t'], 1, 0);
    commands.nudge(['t'], 1, 0);
    expect(document.getState().document.layout['t']).toEqual([40, 0]);
    commands.undo();
    expect(document.getState().document.layout['t']).toBeUndefined();
  });
});

describe('copy and paste', () => {
  const source = aWorkflow().trigger('t').step('a', 'assign-user', assignTo('ana')).document;

  test('goes through text, after the selected step', () => {
    const text = open(source).commands.copyText(['a']);
    const into = open(aWorkflow().trigger('t').step('b', 'wait').document);
    into.builder.select(['t']);
    into.commands.pasteText(text);
    expect(steps(into)).toBe('contact-created assign-user wait');
    expect(
      into.document
        .getState()
        .picture.findings.filter((finding) => finding.severity === 'error')
        .map((finding) => finding.code),
    ).toEqual([]);
  });

  test('refuses text that is no step', () => {
    const into = open(source);
    into.commands.pasteText('hello');
    expect(useToasts.getState().toasts.at(-1)?.message).toBe('There are no steps on the clipboard.');
    expect(steps(into)).toBe('contact-created assign-user');
  });

  test('tells people by email, never by a key that is the same by chance', () => {
    const foreign = open(source).commands.copyText(['a']).replaceAll('ana@example.com', 'another.ana@example.com');
    const into = open(aWorkflow().trigger('t').document);
    into.commands.pasteText(foreign);
    expect(into.document.getState().picture.findings.map((finding) => finding.code)).toContain('user-not-here');
    into.commands.undo();
    expect(into.document.getState().bindings).toEqual({});
  });
});
