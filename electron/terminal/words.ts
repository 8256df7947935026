// Counts in what the terminal says.

/** "1 row", "1204 rows": no comma, so that a script can read the number. */
export function counted(n: number, one: string): string {
  return `${n} ${n === 1 ? one : `${one}s`}`;
}
