// Undo and redo: what is one step, and that going back and forth loses nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginHistory, record, redo, seal, undo, type History } from '../../../../renderer/state/history.ts';

const typed = (history: History<string>, text: string, key?: string): History<string> =>
  record(history, history.present + text, `type ${text}`, key);

describe('undo', () => {
  test('goes back edit by edit, and forward again', () => {
    const history = typed(typed(beginHistory(''), 'a'), 'b');
    expect(undo(history).present).toBe('a');
    expect(undo(undo(history)).present).toBe('');
    expect(redo(redo(undo(undo(history)))).present).toBe('ab');
  });

  test('takes edits of one merge key in a row as one step', () => {
    const burst = ['h', 'e', 'y'].reduce((so, letter) => typed(so, letter, 'field'), beginHistory('> '));
    expect(burst.present).toBe('> hey');
    expect(undo(burst).present).toBe('> ');
    expect(burst.past.map((mark) => mark.label)).toEqual(['type h']);
  });

  test('keeps bursts apart that something came between, or that were sealed', () => {
    const between = typed(typed(typed(beginHistory(''), 'a', 'one'), 'b', 'two'), 'c', 'one');
    expect(undo(between).present).toBe('ab');
    const sealed = typed(seal(typed(beginHistory(''), 'a', 'one')), 'b', 'one');
    expect(undo(sealed).present).toBe('a');
  });

  test('ends the burst: what is typed after an undo is a step of its own', () => {
    const back = undo(typed(typed(beginHistory(''), 'a', 'one'), 'b', 'two'));
    const on = typed(back, 'c', 'one');
    expect(undo(on).present).toBe('a');
  });

  test('knows no step where nothing changed', () => {
    const history = beginHistory('a');
    expect(record(history, 'a', 'nothing')).toBe(history);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  test('a new edit forgets what could be done again', () => {
    const history = typed(undo(typed(beginHistory(''), 'a')), 'b');
    expect(redo(history).present).toBe('b');
  });
});

test('any edits, then as many undos, give the first value; as many redos the last', () => {
  const edits = fc.array(
    fc.record({ text: fc.string({ minLength: 1 }), key: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }) }),
  );
  fc.assert(
    fc.property(edits, (all) => {
      const last = all.reduce((so, { text, key }) => typed(so, text, key), beginHistory(''));
      const first = last.past.reduce((so) => undo(so), last);
      expect(first.present).toBe('');
      expect(last.past.reduce((so) => redo(so), first).present).toBe(last.present);
    }),
  );
});
