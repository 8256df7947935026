// How much text a field takes: what the door lets through, and what the forms say before anybody presses.

/** In characters, unless it says otherwise. */
export const limits = {
  /** The same from a form as from a CSV. `tags`: how many. */
  contact: { value: 10_000, fieldName: 200, tags: 1000 },
  user: { name: 200, email: 320, phone: 64 },
  /** Of a workflow, a step, a branch, a pool. */
  name: 200,
  /** The text of a step, of a note, of a workflow's description. */
  text: 10_000,
  /** What was said with a contact. */
  said: 10_000,
  search: 200,
  smtp: { host: 300, user: 320, fromName: 200, fromAddress: 320 },
  /** `headers`: how many. */
  gateway: { url: 2000, headers: 50, headerName: 200, headerValue: 2000, body: 10_000 },
  /** A password or token of a channel. */
  credential: 4000,
  /** How many contacts one request names. */
  ids: 200_000,
} as const;

/** "This has 10,412 characters; at most 10,000 fit here." Undefined when the text is not too long. */
export function lengthFault(text: string, most: number): string | undefined {
  if (text.length <= most) return undefined;
  return `This has ${inThousands(text.length)} characters; at most ${inThousands(most)} fit here.`;
}

/** "10,000", as the forms write numbers. */
function inThousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
