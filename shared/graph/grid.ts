// The measures of the canvas, in pixels: cards, gaps and the grid that cards snap to.

/** A step card with its state strip: the layout always leaves room for the strip. */
export const CARD = { width: 280, height: 116 } as const;
export const GRID = 20;
const GAP = { down: 64, across: 48 } as const;

/** From the top of a card to the top of the next one below. */
export const ROW = onGrid(CARD.height + GAP.down);
/** From the left side of a card to that of the card in the next branch. */
export const COLUMN = onGrid(CARD.width + GAP.across);

/** Top left corner of a card. */
export type Position = readonly [number, number];

/** The nearest point of the grid. */
export function snap(value: number): number {
  return Math.round(value / GRID) * GRID + 0;
}

/** How far to the side the column of a port stands from its card: branches stand side by side in their order. */
export function portOffset(index: number, count: number): number {
  return (index - (count - 1) / 2) * COLUMN;
}

function onGrid(least: number): number {
  return Math.ceil(least / GRID) * GRID;
}
