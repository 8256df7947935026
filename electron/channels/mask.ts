// Takes a secret out of what the other side answered, in every form in which a server or a gateway is seen to repeat it.

/** A shorter one is in many a word, and blotting those out would give it away rather than hide it. */
const SHORTEST = 4;
const BLOT = '•••';
const LONGEST = 64 * 1024;

type Span = readonly [from: number, to: number];
/** A text as it is read: what it says, and where each unit of that begins in the text as it came; one more for its end. */
interface Reading {
  readonly says: string;
  readonly starts: readonly number[];
}

/**
 * The text with the secret blotted out: as it was typed, escaped as in JSON, percent-encoded or as HTML, in hex, and any
 * base64 whose bytes hold it (a login as it is sent: NUL-user-NUL-password, user:password). Reads 64 KB; the rest is left off.
 */
export function masked(answer: string, secret: string | null): string {
  const text = answer.slice(0, LONGEST);
  if (secret === null || secret.length < SHORTEST) return text;
  const spans = [asIs(text), ...kinds.map((kind) => unescaped(text, kind))].flatMap((reading) =>
    spansIn(reading, secret),
  );
  return blot(text, spans);
}

function asIs(text: string): Reading {
  return { says: text, starts: Array.from({ length: text.length + 1 }, (_, at) => at) };
}

/** Escapes of JSON, of addresses, of HTML: one after another, as a secret may hold what looks like another kind; and all at once. */
const kinds = [
  /\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\./giu,
  /(?:%[0-9a-f]{2})+/giu,
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,4});/giu,
  /\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|(?:%[0-9a-f]{2})+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|\w{2,4});/giu,
] as const;
const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text with its escapes read. What stands for several units begins for all of them at the same place. */
function unescaped(text: string, kind: RegExp): Reading {
  let says = '';
  const starts: number[] = [];
  const add = (piece: string, at: number, step: number): void => {
    for (let unit = 0; unit < piece.length; unit++) starts.push(at + unit * step);
    says += piece;
  };
  let done = 0;
  for (const { 0: escape, index } of text.matchAll(kind)) {
    add(text.slice(done, index), done, 1);
    done = index + escape.length;
    if (escape.startsWith('%')) addPercent(escape, index, add);
    else add(meant(escape), index, 0);
  }
  add(text.slice(done), done, 1);
  return { says, starts: [...starts, text.length] };
}

/** What an escape of JSON or HTML stands for. */
function meant(escape: string): string {
  const inside = escape.startsWith('&') ? escape.slice(1, -1) : escape.slice(1);
  const name = escape.startsWith('&') ? entities : letters;
  const number = /^(?:#x|u(?=.{4}$)|x(?=.{2}$))(.+)$/iu.exec(inside)?.[1];
  if (number !== undefined) return characterOf(Number.parseInt(number, 16));
  if (inside.startsWith('#')) return characterOf(Number(inside.slice(1)));
  return name[inside] ?? (escape.startsWith('&') ? escape : inside);
}

const characterOf = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd');

/** Percent-encoded UTF-8: each character begins where its first byte is written. */
function addPercent(text: string, at: number, add: (piece: string, at: number, step: number) => void): void {
  let done = 0;
  for (const character of Buffer.from(text.replaceAll('%', ''), 'hex').toString()) {
    add(character, at + done, 0);
    done += 3 * (character === '\ufffd' ? 1 : Buffer.byteLength(character));
  }
}

function spansIn(reading: Reading, secret: string): readonly Span[] {
  const { says } = reading;
  const bytes = Buffer.from(secret);
  // In a form that was sent, a space is a plus.
  const plain = [secret, secret.replaceAll(' ', '+')].flatMap((form) => spansOf(says, form));
  // Letter by letter: some letters are two when they are small, and what stands after them would be looked for elsewhere.
  const hex = wholesOf(
    says.replaceAll(/[A-F]/g, (one) => one.toLowerCase()),
    bytes.toString('hex'),
    /[0-9a-f]/,
  );
  const standard = says.replaceAll('-', '+').replaceAll('_', '/');
  const base64 = insideBase64(bytes).flatMap((form) => wholesOf(standard, form, /[A-Za-z0-9+/=]/));
  return [...plain, ...hex, ...base64].map(([from, to]) => [placeOf(reading, from), placeOf(reading, to)]);
}

/**
 * What stands in any base64 that holds these bytes: three texts, as the first of them can be the first, second or third
 * of a group. The characters at the ends also say something about the neighbours and are left off.
 */
function insideBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    return text.slice(first, Math.floor(((before + bytes.length) * 8) / 6));
  });
}

function spansOf(text: string, form: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
    spans.push([at, at + form.length]);
  return spans;
}

/** The stretches of one kind of characters that hold a form, each once: a whole answer may be one stretch. */
function wholesOf(text: string, form: string, kind: RegExp): readonly Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, done)) {
    let [from, to] = [at, at + form.length];
    while (from > done && kind.test(text.charAt(from - 1))) from--;
    while (to < text.length && kind.test(text.charAt(to))) to++;
    spans.push([from, to]);
    done = to;
  }
  return spans;
}

function placeOf({ starts }: Reading, at: number): number {
  return starts[at] ?? 0;
}

function blot(text: string, spans: readonly Span[]): string {
  let plain = '';
  let done = 0;
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    if (to <= done) continue;
    if (from >= done) plain += text.slice(done, from) + BLOT;
    done = to;
  }
  return plain + text.slice(done);
}
