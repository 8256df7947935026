// Times where they stand: alone in a cell, or inside a sentence.
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useClock } from '../../../../renderer/state/clock.ts';
import { TimeText, useTimeWords } from '../../../../renderer/ui/TimeText.tsx';

const now = Date.parse('2026-03-12T15:00:00Z');
const yesterday = Date.parse('2026-03-11T15:00:00Z');

function Sentence() {
  return <p>Ana was told ({useTimeWords()(yesterday)}).</p>;
}

test('“yesterday” is written small inside a sentence', () => {
  useClock.setState({ now });
  render(
    <>
      <TimeText at={yesterday} />
      <Sentence />
      <p>
        Edited <TimeText at={yesterday} inside />
      </p>
    </>,
  );
  expect(screen.getByText(/^Yesterday \d\d:/)).toBeDefined();
  expect(screen.getByText(/^Ana was told \(yesterday \d\d:/)).toBeDefined();
  expect(screen.getByText(/^yesterday \d\d:/)).toBeDefined();
});
