// Counted things in words.

const numbers = new Intl.NumberFormat('en-GB');

/** "1,204". */
export function count(n: number): string {
  return numbers.format(n);
}

/** "1 step", "1,204 steps"; `many` when the plural is not just an s. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
