// A log that a page cannot flood.

const MINUTE = 60_000;

/** Says the first line at once, then one a minute at most, with how many there were in between. `now` in ms. */
export function sparing(say: (line: string) => void, now: () => number = Date.now): (line: string) => void {
  let last = -Infinity;
  let unsaid = 0;
  return (line) => {
    if (now() - last < MINUTE) {
      unsaid += 1;
      return;
    }
    say(unsaid === 0 ? line : `${line} (and ${unsaid} more since the last such line)`);
    last = now();
    unsaid = 0;
  };
}
