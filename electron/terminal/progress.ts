// A progress bar on stderr while a person watches; silent otherwise.
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** Bytes read so far. */
  readonly at: (bytes: number) => void;
  readonly stop: () => void;
}

/** `total` in bytes; undefined = nobody watches. */
export function progressBar(total: number | undefined): Progress {
  if (total === undefined || total === 0) return { at: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { format: '{bar} {percentage} % of the file', stream: process.stderr, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { at: (bytes) => bar.update(Math.min(bytes, total)), stop: () => bar.stop() };
}
