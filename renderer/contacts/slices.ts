// As many contacts as can be selected, named in several requests.

/** More would be a long message, and could be more than the door lets through. */
const idsAtOnce = 100_000;

/** The ids in order, so many at a time; one empty slice for none. */
export function slicesOf(ids: readonly string[]): string[][] {
  const count = Math.max(1, Math.ceil(ids.length / idsAtOnce));
  return Array.from({ length: count }, (_, at) => ids.slice(at * idsAtOnce, (at + 1) * idsAtOnce));
}
