// The seven points of a step at which Baton is killed, and what the program that dies there needs to know.
export const POINTS = [
  'before intent',
  'after intent',
  'mid-send',
  'provider accepted',
  'before outcome write',
  'before fsync',
  'before ack',
] as const;
export type Point = (typeof POINTS)[number];

export const CHANNELS = ['notification', 'email', 'sms', 'whatsapp'] as const;
export type StepChannel = (typeof CHANNELS)[number];

/** What the sender is to do. */
export interface SenderTask {
  readonly folder: string;
  readonly channel: StepChannel;
  /** Ports of the servers of the test. */
  readonly mailPort: number;
  readonly gatewayUrl: string;
  /** Where to die; the test itself kills it where the other side comes in. Null: live to the end. */
  readonly dieAt: Point | null;
  /** Die before this changing I/O of the opening (in recovery); null: not there. */
  readonly dieInRecovery: number | null;
  /** Add the contact that begins it all. */
  readonly begin: boolean;
}

export type SenderSays = { readonly started: true } | { readonly acknowledged: string } | { readonly done: true };
