// Action: tell users, in the app or by email, SMS or WhatsApp. Rules: docs/domain.md, "Send Internal Notification".
import { choice, optional, template, text, users } from '../fields/index.ts';
import { isEmail, splitAddresses } from '../model/address.ts';
import { addressOn, channelLabels, type Channel, type Recipient } from '../model/message.ts';
import type { Finding } from '../model/problem.ts';
import { isEligible, whyNot, type User } from '../model/user.ts';
import type { Rendered } from '../template.ts';
import { defineStep, type Json, type PlannedMessage, type Render, type View } from './define.ts';

const to = {
  'assigned-user': 'User assigned to the contact',
  users: 'Chosen users',
  'all-users': 'All active users',
  typed: 'A typed address or number',
} as const;
type To = keyof typeof to;

export const notifyUser = defineStep({
  type: 'notify-user',
  typeVersion: 1,
  group: 'notify',
  label: 'Send Internal Notification',
  icon: 'BellRing',
  help: 'Tells a user about the contact: in the app, by email, SMS or WhatsApp. A click lands on the contact or the conversation.',
  keywords: ['email', 'sms', 'whatsapp', 'alert', 'tell', 'message', 'notify'],
  fields: {
    channel: choice({
      label: 'Type of notification',
      choices: [
        {
          value: 'notification',
          label: 'Notification',
          help: 'In the bell of the app, and as a pop-up on the desktop.',
        },
        { value: 'email', label: 'Email' },
        { value: 'sms', label: 'SMS' },
        { value: 'whatsapp', label: 'WhatsApp' },
      ],
    }),
    to: choice({
      label: 'To user type',
      choices: [
        {
          value: 'assigned-user',
          label: to['assigned-user'],
          help: 'Only the owner of the contact is told: who that is when the step runs, so it must come after Assign To User.',
        },
        { value: 'users', label: to.users },
        { value: 'all-users', label: to['all-users'] },
        { value: 'typed', label: to.typed },
      ],
    }),
    users: optional(
      users({ label: 'Users', required: 'Choose at least one user.', shownWhen: (config) => config['to'] === 'users' }),
    ),
    address: optional(
      text({
        label: 'Address or number',
        shownWhen: (config) => config['to'] === 'typed',
      }),
    ),
    title: template({
      label: 'Title or subject',
      required: 'Write a title.',
      starts: 'New contact: {{ contact.full_name | default: "no name" }}',
      shownWhen: (config) => config['channel'] === 'notification' || config['channel'] === 'email',
    }),
    message: template({
      label: 'Message',
      multiline: true,
      required: 'Write a message.',
      starts:
        '{{ contact.full_name | default: "Somebody" }} came in from {{ contact.source | default: "an unknown source" }}.',
    }),
    cc: optional(
      text({ label: 'CC', help: 'Goes with the first recipient’s message only.', shownWhen: isEmailConfig }),
    ),
    bcc: optional(text({ label: 'BCC', shownWhen: isEmailConfig })),
    redirect: choice({
      label: 'Redirect page',
      help: 'Where a click on the message lands.',
      choices: [
        { value: 'contact', label: 'Contact' },
        { value: 'conversation', label: 'Conversation' },
      ],
    }),
  },
  caption: (config, directory) => {
    const whom = {
      'assigned-user': 'the contact’s owner',
      users: (config.users ?? []).map((key) => directory.name(key)).join(', ') || '…',
      'all-users': 'all active users',
      typed: config.address || '…',
    }[config.to];
    return `${channelLabels[config.channel]} to ${whom}`;
  },
  check: (config, { channelReady }) => [
    ...recipientFindings(config),
    ...(channelReady(config.channel)
      ? []
      : [
          {
            severity: 'warning' as const,
            code: 'channel-not-set-up',
            message: `${channelLabels[config.channel]} is not set up, so messages will wait in the outbox.`,
            where: { field: 'channel' },
            fix: 'Set it up in Settings.',
          },
        ]),
  ],
  upgrades: {},
  traits: (config) => ({ needsOwner: config.to === 'assigned-user' }),
  plan: ({ config, view }) => {
    const { told, passed } = recipients(config, view);
    const copies = { ...(config.cc ? { cc: config.cc } : {}), ...(config.bcc ? { bcc: config.bcc } : {}) };
    // With the first that goes out: one to nowhere takes no copies along.
    const first = told.find((one) => one.to.address !== '');
    const written = told.map((one) => message(one, one === first && config.channel === 'email' ? copies : {}, config));
    const messages = written.map((one) => one.planned);
    const empty = [...new Set(written.flatMap((one) => one.empty))];
    const output: Json = {
      told: messages.filter((one) => one.dead === undefined).map((one) => one.to.name),
      ...(passed.length === 0 ? {} : { passed }),
      ...(empty.length === 0 ? {} : { empty }),
    };
    const trouble = [
      ...passed,
      ...messages.flatMap((one) => (one.dead === undefined ? [] : [`${one.to.name}: ${one.dead}`])),
    ].join('; ');
    if (messages.length === 0) {
      return {
        leave: 'next',
        result: 'skipped',
        reason: `Nobody was told: ${trouble || 'there is no active user'}.`,
        flag: true,
        output,
      };
    }
    if (trouble !== '')
      return { leave: 'next', result: 'done', reason: `Not told: ${trouble}.`, flag: true, output, messages };
    return { leave: 'next', result: 'done', output, messages };
  },
});

interface Target {
  readonly recipient: string;
  readonly to: Recipient;
  readonly user?: User;
}

interface Who {
  readonly channel: Channel;
  readonly to: To;
  readonly users?: readonly string[] | undefined;
  readonly address?: string | undefined;
}

/** Who is told, each once, and who was passed over and why. */
function recipients(config: Who, view: View): { readonly told: readonly Target[]; readonly passed: readonly string[] } {
  if (config.to === 'typed') {
    const address = (config.address ?? '').trim();
    return { told: [{ recipient: address, to: { user: null, name: address, address } }], passed: [] };
  }
  if (config.to === 'all-users')
    return {
      told: view
        .users()
        .filter(isEligible)
        .map((one) => target(one, config.channel)),
      passed: [],
    };
  if (config.to === 'assigned-user' && view.contact.owner === null)
    return { told: [], passed: ['the contact has no owner'] };
  const named =
    config.to === 'assigned-user'
      ? [{ name: 'the owner', user: view.user(view.contact.owner) }]
      : (config.users ?? []).map((key) => ({ name: view.directory.name(key), user: view.directory.user(key) }));
  const told = new Map<string, Target>();
  const passed: string[] = [];
  for (const { name, user } of named) {
    const why = whyNot(user);
    if (user === undefined || why !== undefined) passed.push(`${user?.name ?? name} is ${why}`);
    else told.set(user.id, target(user, config.channel));
  }
  return { told: [...told.values()], passed };
}

function target(user: User, channel: Channel): Target {
  return { recipient: user.id, to: { user: user.id, name: user.name, address: addressOn(channel, user) }, user };
}

/** The message to one, and the merge fields that were empty in it. */
function message(
  one: Target,
  copies: { cc?: string; bcc?: string },
  config: { channel: Channel; title: Render; message: Render; redirect: 'contact' | 'conversation' },
): { readonly planned: PlannedMessage; readonly empty: readonly string[] } {
  const missing = config.channel === 'email' ? 'no email address' : 'no phone number';
  const [title, text] = [config.title(one.user), config.message(one.user)];
  const planned = {
    recipient: one.recipient,
    channel: config.channel,
    to: one.to,
    ...copies,
    title: title.text,
    text: text.text,
    redirect: config.redirect,
    ...(config.channel !== 'notification' && one.to.address === '' ? { dead: missing } : {}),
  };
  return { planned, empty: [title, text].flatMap(emptyFields) };
}

function emptyFields({ blanks, fallbacks }: Rendered): readonly string[] {
  return [...fallbacks.map((name) => `${name} (its fallback stands there)`), ...blanks];
}

interface Copies {
  readonly cc?: string | undefined;
  readonly bcc?: string | undefined;
}

function recipientFindings(config: Who & Copies): readonly Finding[] {
  const copies = config.channel === 'email' ? (['cc', 'bcc'] as const) : [];
  return [
    ...(config.to === 'users' && config.users === undefined ? [empty('users', 'Choose at least one user.')] : []),
    ...(config.to === 'typed' ? addressFindings(config.channel, config.address) : []),
    ...copies.flatMap((field) => {
      const odd = splitAddresses(config[field] ?? '').find((one) => !isEmail(one));
      if (odd === undefined) return [];
      return [wrong(field, `“${odd}” is not an email address.`, 'Separate several addresses with commas.')];
    }),
  ];
}

function addressFindings(channel: Channel, typed: string | undefined): readonly Finding[] {
  const address = (typed ?? '').trim();
  if (channel === 'notification') {
    return [wrong('to', 'A notification in the app needs a user, not an address.', 'Choose users, or another type.')];
  }
  if (address === '')
    return [empty('address', channel === 'email' ? 'Write an email address.' : 'Write a phone number.')];
  if (channel === 'email') {
    return isEmail(address)
      ? []
      : [wrong('address', `“${address}” is not an email address.`, 'Write it like ana@example.com.')];
  }
  return /^\+?[\d\s().-]{5,}$/.test(address)
    ? []
    : [wrong('address', `“${address}” is not a phone number.`, 'Write it like +442079460018.')];
}

function wrong(field: string, message: string, fix: string): Finding {
  return { severity: 'error', code: 'wrong-recipient', message, where: { field }, fix };
}

function empty(field: string, message: string): Finding {
  return { severity: 'error', code: 'empty', message, where: { field } };
}

function isEmailConfig(config: Readonly<Record<string, unknown>>): boolean {
  return config['channel'] === 'email';
}
