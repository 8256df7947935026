// The example workspace of the first run: five users, forty contacts and the workflow that hands new contacts out.
import type { ContactDraft } from './model/contact.ts';
import type { UserDraft } from './model/user.ts';
import { emptyWorkflow, type Workflow } from './model/workflow.ts';

/** People's addresses end in example.com and example.org, which belong to nobody. */
export const sampleUsers: readonly UserDraft[] = [
  { name: 'Ana Silva', email: 'ana@example.com', phone: '+351912345678', active: true },
  { name: 'Bo Lind', email: 'bo@example.com', phone: '+46701234567', active: true },
  { name: 'Chi Okafor', email: 'chi@example.com', phone: '+2348012345678', active: true },
  { name: 'Dana Roth', email: 'dana@example.com', phone: '+4915123456789', active: true },
  { name: 'Emil Novak', email: 'emil@example.com', phone: '+420601123456', active: false },
];

const people = [
  'Maya Öztürk',
  'Liam O’Connor',
  'Noor van Dijk',
  'Sofía Núñez',
  'Ken Tanaka',
  'Ada Byrne',
  'Tom Brown',
  'Ines Costa',
  'Jonas Weber',
  'Priya Nair',
  'Lucas Moreau',
  'Zofia Kowalska',
  'Omar Haddad',
  'Elin Berg',
  'Mateo Rossi',
  'Hana Sato',
  'Grace Mensah',
  'Viktor Horvat',
  'Leila Karimi',
  'Noah Fischer',
  'Amara Diallo',
  'Oskar Nilsen',
  'Chloé Martin',
  'Rafael Lima',
  'Yuki Mori',
  'Nadia Petrova',
  'Samuel Adeyemi',
  'Freja Madsen',
  'Diego Herrera',
  'Aisha Khan',
  'Marta Vidal',
  'Pavel Dvořák',
  'Emma Wilson',
  'Kofi Boateng',
  'Sara Lindqvist',
  'Hugo Bernard',
  'Mei Chen',
  'Arjun Patel',
  'Clara Neumann',
  'Tiago Alves',
] as const;
const sources = ['Website', 'Referral', 'Fair', 'Website'] as const;

/** Forty contacts, always the same. */
export function sampleContacts(): readonly ContactDraft[] {
  return people.map((name, index) => {
    const [firstName = '', ...rest] = name.split(' ');
    const address = name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z]+/g, '.');
    return {
      firstName,
      lastName: rest.join(' '),
      email: `${address}@example.org`,
      phone: index % 3 === 0 ? '' : `+1202555${String(100 + index).padStart(4, '0')}`,
      source: sources[index % sources.length] ?? '',
      tags: index % 5 === 0 ? ['new', 'vip'] : ['new'],
      custom: {},
    };
  });
}

export const SAMPLE_WORKFLOW = 'sample-assign-new-contacts';

/** Contact Created -> Assign To User -> Send Internal Notification, over these users (by id). */
export function sampleWorkflow(users: readonly string[]): Workflow {
  return {
    ...emptyWorkflow(SAMPLE_WORKFLOW, 'Assign new contacts'),
    description: 'Every new contact gets an owner in turn, and the owner is told.',
    nodes: {
      a1: {
        type: 'assign-user',
        typeVersion: 1,
        label: 'Assign To User',
        config: {
          users: users.map((user) => ({ user })),
          split: 'equal',
          onlyUnassigned: false,
          whenNobody: 'continue',
        },
      },
      n1: {
        type: 'notify-user',
        typeVersion: 1,
        label: 'Tell the owner',
        config: {
          channel: 'notification',
          to: 'assigned-user',
          title: 'New contact: {{ contact.first_name }} {{ contact.last_name }}',
          message:
            '{{ contact.first_name | default: "Somebody" }} came in from {{ contact.source | default: "an unknown source" }}. You are the owner now.',
          redirect: 'contact',
        },
      },
      t1: { type: 'contact-created', typeVersion: 1, label: 'Contact Created', config: { filters: [] } },
    },
    edges: [
      { from: 'a1', port: 'next', to: 'n1' },
      { from: 't1', port: 'next', to: 'a1' },
    ],
    layout: { a1: [0, 180], n1: [0, 360], t1: [0, 0] },
  };
}
