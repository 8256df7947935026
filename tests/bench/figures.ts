// Figures as a table on the terminal.

/** Prints rows under a title, each column as wide as it has to be; numbers stand at the right. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => text(row[name])));
  const widths = names.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (isNumber(cell) || at > 0 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(names)}`);
  for (const row of cells) console.log(line(row));
}

/** Three digits that count, no more. */
export function round(value: number): number {
  return Number.isFinite(value) && Math.abs(value) < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}

function text(value: string | number | undefined): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '-' : value.toLocaleString('en-GB');
  return value ?? '';
}

function isNumber(cell: string): boolean {
  return /^[\d,.-]+$/.test(cell);
}
