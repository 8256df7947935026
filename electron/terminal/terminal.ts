// Where a command writes: results on stdout, everything else on stderr.
import { createInterface } from 'node:readline/promises';

export interface Terminal {
  /** One line or more of the result. */
  out(text: string): void;
  /** A warning or note. */
  note(text: string): void;
  /** A person watches stderr. */
  readonly isWatched: boolean;
  /** Asks the person a question; absent when nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
}

async function askPerson(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

export const realTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  isWatched: process.stderr.isTTY === true,
  ...(process.stdin.isTTY === true && process.stderr.isTTY === true && { ask: askPerson }),
};
