// Answers of a mail server on this machine, one for each command. The server writes down how far it went with a message, so
// that the outcome is held against what happened there and not against what was said.
import fc from 'fast-check';
import net, { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome, Outgoing } from '../../../electron/channels/channel.ts';
import { email } from '../../../electron/channels/email.ts';
import { fuzz } from '../../support/fuzz.ts';
import { checkOutcome, secret } from './outcome.ts';

const message: Outgoing = {
  key: 'r1/n1/1/ana',
  to: { name: 'Ana', address: 'ana@example.com' },
  title: 'New contact',
  text: 'Call Maya.',
  link: 'baton://contact/c1',
  at: 0,
};

/** What can be answered: the greeting, a command, and the message itself. */
const STEPS = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'message'] as const;
type Step = (typeof STEPS)[number];
/** A line as the protocol has it; or bytes of any kind; or the server hangs up. */
type Answer = { readonly line: string } | { readonly bytes: Buffer } | 'hangs up';
type Answers = Readonly<Record<Step, Answer>>;

const good: Readonly<Record<Step, string>> = {
  greeting: '220 ready',
  EHLO: '250-hello\r\n250 AUTH PLAIN LOGIN',
  AUTH: '235 in',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  message: '250 taken',
};

/** What the server does with the attempt that is under way, and how far it came. */
let answers: Answers;
let heard: Set<Step>;
let hungUp: Promise<void> = Promise.resolve();

const server = net.createServer((socket) => {
  hungUp = new Promise((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  let rest = '';
  let inMessage = false;
  const answer = (step: Step | undefined): void => {
    if (step === undefined) return void socket.write('500 what\r\n');
    heard.add(step);
    const said = answers[step];
    if (said === 'hangs up') return void socket.destroy();
    socket.write('line' in said ? `${said.line}\r\n` : said.bytes);
    inMessage = step === 'DATA' && agrees(said);
  };
  answer('greeting');
  socket.on('data', (piece) => {
    rest += piece.toString('latin1');
    for (;;) {
      const end = rest.indexOf(inMessage ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const verb = rest.slice(0, 4).toUpperCase();
      const step = inMessage ? 'message' : STEPS.find((one) => one === verb);
      rest = rest.slice(end + (inMessage ? 5 : 2));
      inMessage = false;
      answer(step);
    }
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const textOf = (said: Answer): string =>
  said === 'hangs up' ? '' : 'line' in said ? said.line : said.bytes.toString('latin1');
/** The server takes the message from here on. */
const agrees = (said: Answer): boolean => /^[23]/m.test(textOf(said));

const refusals = `421 busy|451 ${secret}|452 full|500 what|530 first|535 who|550 \u001b[31mno|554-no\r\n554 never|999 what`;
const lines = fc.constantFrom(
  ...'220 x|221 bye|235 in|250 ok|251 on|334 VXNlcg==|354 go on'.split('|'),
  ...refusals.split('|'),
);
const pieces = fc.constantFrom(
  ...'250 ok\r\n|354 go on\r\n|250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n|250-PIPELINING\r\n250 AUTH PLAIN\r\n'.split(
    '|',
  ),
  ...`250-\r\n250-\r\n|-1\r\n|250 |\r\n|\n|\0\0\0|é|550 ${secret}\r\n|421 \u2028\r\n`.split('|'),
);
const bytes = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 3 })
  .map((parts) => ({ bytes: Buffer.from(parts.join('')) }));

/** Mostly what a good server says, so that most attempts come to the message. */
const answersOf = (odd: fc.Arbitrary<Answer>): fc.Arbitrary<Answers> =>
  fc.record(
    Object.fromEntries(
      STEPS.map((step) => {
        const weight = step === 'DATA' || step === 'message' ? 2 : 12;
        const well = fc.constant<Answer>({ line: good[step] });
        return [step, fc.oneof({ weight, arbitrary: well }, { weight: 1, arbitrary: odd })];
      }),
    ) as Record<Step, fc.Arbitrary<Answer>>,
  );

async function attempt(said: Answers, timeout: number): Promise<Outcome> {
  answers = said;
  heard = new Set();
  const settings = {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    tls: 'insecure' as const,
    user: 'crm',
    fromName: 'Baton',
    fromAddress: 'baton@example.com',
  };
  const outcome = await email.send(message, { settings, secret, timeout });
  await hungUp;
  checkOutcome(outcome);
  return outcome;
}

/** How often the server heard the message, and each outcome after that or before. */
const reached = new Map<string, number>();

fuzz(
  'a mail server that keeps to the protocol: what it said of the message decides, and before it agreed nothing counts as sent',
  answersOf(
    fc.oneof(
      lines.map((line): Answer => ({ line })),
      fc.constant<Answer>('hangs up'),
    ),
  ),
  async (said) => {
    // No answer keeps it waiting, so the limit is for a machine that is slow.
    const { kind } = await attempt(said, 20_000);
    const at = heard.has('message') ? 'the message' : heard.has('DATA') ? 'DATA' : 'less';
    reached.set(`${at}: ${kind}`, (reached.get(`${at}: ${kind}`) ?? 0) + 1);
    if (!heard.has('message')) return expect(['retry', 'not-set-up', 'dead']).toContain(kind);
    const answer = textOf(said.message);
    if (answer.startsWith('2')) expect(kind).toBe('sent');
    else if (answer.startsWith('4')) expect(kind).toBe('retry');
    else if (/^[5-9](?!30)/.test(answer)) expect(kind).toBe('dead');
    else expect(kind).toBe('uncertain');
  },
);

test('of these, many came to the message, and every outcome was seen there', () => {
  const all = [...reached.values()].reduce((sum, one) => sum + one, 0);
  const came = [...reached].filter(([what]) => what.startsWith('the message'));
  // One case played again says nothing of the others.
  if (all < 500) return;
  expect(came.reduce((sum, [, one]) => sum + one, 0)).toBeGreaterThan(all / 5);
  expect(came.map(([what]) => what).sort()).toEqual(
    ['dead', 'retry', 'sent', 'uncertain'].map((kind) => `the message: ${kind}`),
  );
  expect([...reached.keys()].filter((what) => what.startsWith('DATA')).length).toBeGreaterThan(1);
});

fuzz(
  'a mail server that says anything: without its consent nothing counts as sent or uncertain, and what it took is not sent again',
  answersOf(bytes),
  async (said) => {
    // Answers that keep it waiting end here; the real limit is half a minute.
    const { kind } = await attempt(said, 30);
    // What it said too much of, a client takes for the answer to a later command.
    const agreed = STEPS.some((step) => step !== 'message' && 'bytes' in Object(said[step]) && agrees(said[step]));
    if (!heard.has('DATA') || !(agrees(said.DATA) || agreed)) expect(['retry', 'not-set-up', 'dead']).toContain(kind);
    if (kind === 'sent') expect(heard).toContain('message');
    // Nobody sends a message again that was taken and never refused.
    const refused = STEPS.some((step) => /^[4-9]/m.test(textOf(said[step])));
    if (heard.has('message') && !refused) expect(['sent', 'uncertain']).toContain(kind);
  },
);
