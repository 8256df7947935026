// Where a command writes: results on stdout, everything else on stderr.
export interface Terminal {
  /** One line or more of the result. */
  out(text: string): void;
  /** A warning or note. */
  note(text: string): void;
  /** A person watches stderr. */
  readonly isWatched: boolean;
}

export const realTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  isWatched: process.stderr.isTTY === true,
};
