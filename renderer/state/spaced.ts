// Deeds that many small causes ask for (an import commits ten times a second) are done now and then, and once more at the end.

/** Milliseconds between two refreshes of what is shown: quick to the eye, and the window stays quick while an import runs. */
export const refreshEvery = 400;

/** A deed that runs at once, then at most every `ms` milliseconds; what was asked for meanwhile is done at the end of that time. */
export function spaced(deed: () => void, ms: number): { readonly ask: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const run = (): void => {
    deed();
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, ms);
  };
  return {
    ask: () => {
      if (timer === undefined) run();
      else again = true;
    },
    stop: () => clearTimeout(timer),
  };
}
