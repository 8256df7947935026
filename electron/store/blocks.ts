// Records as a snapshot writes them, a few hundred in a block: what all of them share stands there once, and of the rest
// each field is a list. That is a third of the bytes and half of the time to read them back, against a line for each.
//   {"parts":[{"rows":3,"like":{...},"id":"key","columns":{"key":["k1","k2","k3"],"to":{"of":["ada","bo"],"at":[0,1,0]}}}]}
// Records with other fields are another part; `order` then says whose turn it is.

/** What differs in a field: a value for each record, or the values that there are and for each record the place of its own. */
type Column = readonly unknown[] | { readonly of: readonly unknown[]; readonly at: readonly number[] };

interface Part {
  readonly rows: number;
  /** The first record, and in every other field all of them. */
  readonly like: object;
  /** The ids, or the field that holds them. */
  readonly id: string | readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

export interface Block {
  readonly parts: readonly Part[];
  /** For each record the place of its part; absent when there is only one. */
  readonly order?: readonly number[];
}

type Fields = Readonly<Record<string, unknown>>;
type Row = readonly [id: string, record: object];

const MOST_ROWS = 512;
/** Characters of text, with the names of fields: a contact of an import can have two hundred of its own, with little in them. */
const MOST_TEXT = 128 * 1024;

/** The rows in blocks, in the same order. */
export function* inBlocks(rows: Iterable<Row>): Generator<Block> {
  let block = new Gathered();
  for (const [id, record] of rows) {
    block.add(id, record as Fields);
    if (!block.isFull()) continue;
    yield block.pack();
    block = new Gathered();
  }
  if (block.order.length > 0) yield block.pack();
}

interface Alike {
  readonly fields: readonly string[];
  readonly ids: string[];
  readonly records: Fields[];
}

class Gathered {
  readonly order: number[] = [];
  private readonly parts: Alike[] = [];
  private text = 0;

  add(id: string, record: Fields): void {
    let place = this.parts.findIndex(({ fields }) => hasFields(record, fields));
    if (place < 0) place = this.parts.push({ fields: fieldsOf(record), ids: [], records: [] }) - 1;
    this.parts[place]?.ids.push(id);
    this.parts[place]?.records.push(record);
    this.order.push(place);
    this.text += textIn(record);
  }

  isFull(): boolean {
    return this.order.length >= MOST_ROWS || this.text >= MOST_TEXT;
  }

  pack(): Block {
    const parts = this.parts.map(packPart);
    return parts.length === 1 ? { parts } : { parts, order: this.order };
  }
}

/** JSON leaves out what is undefined. */
function fieldsOf(record: Fields): string[] {
  return Object.keys(record).filter((field) => record[field] !== undefined);
}

function hasFields(record: Fields, fields: readonly string[]): boolean {
  let met = 0;
  for (const field in record) {
    if (record[field] === undefined) continue;
    if (fields[met] !== field) return false;
    met += 1;
  }
  return met === fields.length;
}

function textIn(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [name, one] of Object.entries(value)) sum += name.length + textIn(one);
  return sum;
}

function packPart({ fields, ids, records }: Alike): Part {
  const columns = fields.flatMap((field) => {
    const column = packColumn(records.map((record) => record[field]));
    return column === undefined ? [] : [[field, column] as const];
  });
  const like = records[0] ?? {};
  const holder = fields.find((field) => records.every((record, at) => record[field] === ids[at]));
  return { rows: records.length, like, id: holder ?? ids, columns: Object.fromEntries(columns) };
}

/** Undefined when all values are the same. */
function packColumn(values: readonly unknown[]): Column | undefined {
  // A text may look like an object's JSON.
  const places = new Map<unknown, number>();
  const objects = new Map<string, number>();
  const of: unknown[] = [];
  const at: number[] = [];
  for (const value of values) {
    const isObject = typeof value === 'object';
    const json = isObject ? JSON.stringify(value) : '';
    let place = isObject ? objects.get(json) : places.get(value);
    if (place === undefined) {
      place = of.push(value) - 1;
      if (place * 2 >= values.length) return values;
      if (isObject) objects.set(json, place);
      else places.set(value, place);
    }
    at.push(place);
  }
  return of.length === 1 ? undefined : { of, at };
}

/** Puts each record of a block, in order. Records may share what is in them; none of them is ever changed in place. */
export function unpack({ parts, order }: Block, put: (id: string, record: object) => void): void {
  const unpacked = parts.map(unpackPart);
  if (order === undefined) {
    for (const { ids, records } of unpacked) records.forEach((record, at) => put(ids[at] ?? '', record));
    return;
  }
  const next = parts.map(() => 0);
  for (const place of order) {
    const at = next[place] ?? 0;
    next[place] = at + 1;
    put(unpacked[place]?.ids[at] ?? '', unpacked[place]?.records[at] ?? {});
  }
}

function unpackPart({ rows, like, id, columns }: Part): { ids: readonly string[]; records: readonly object[] } {
  const records: Record<string, unknown>[] = [];
  for (let at = 0; at < rows; at += 1) records.push({ ...like });
  for (const [field, column] of Object.entries(columns)) {
    const isList = Array.isArray(column);
    const { of, at } = column as Exclude<Column, readonly unknown[]>;
    records.forEach((record, row) => {
      record[field] = isList ? column[row] : of[at[row] ?? 0];
    });
  }
  return { ids: typeof id === 'string' ? records.map((record) => String(record[id])) : id, records };
}
