// Workflow files that the pictures need.

const when = (source: string): readonly object[][] => [[{ field: 'contact.first_name', op: 'is', value: source }]];

/** One workflow in which runs wait, stop, skip a step and complete, by the contact's first name. */
export const manyStates = JSON.stringify({
  format: 'baton.workflow',
  formatVersion: 1,
  id: 'every-kind',
  name: 'Every kind of run',
  nodes: {
    t1: { type: 'contact-created', typeVersion: 1, label: 'Contact Created', config: { filters: [] } },
    b1: {
      type: 'if-else',
      typeVersion: 1,
      label: 'Who is it?',
      config: {
        branches: [
          { port: 'waits', name: 'Waits', groups: when('Wanda') },
          { port: 'stops', name: 'Stops', groups: when('Stella') },
          { port: 'skips', name: 'Skips', groups: when('Sila') },
        ],
      },
    },
    w1: { type: 'wait', typeVersion: 1, label: 'Wait', config: { for: { amount: 2, unit: 'days' } } },
    s1: {
      type: 'assign-user',
      typeVersion: 1,
      label: 'Assign To User',
      config: { users: [{ user: 'emil' }], split: 'equal', onlyUnassigned: false, whenNobody: 'stop' },
    },
    n1: {
      type: 'notify-user',
      typeVersion: 1,
      label: 'Tell the owner',
      config: {
        channel: 'notification',
        to: 'assigned-user',
        title: 'New contact: {{ contact.full_name }}',
        message: '{{ contact.first_name }} came in.',
        redirect: 'contact',
      },
    },
    g1: { type: 'add-tag', typeVersion: 1, label: 'Add Tag', config: { tags: ['seen'] } },
  },
  edges: [
    { from: 't1', port: 'next', to: 'b1' },
    { from: 'b1', port: 'waits', to: 'w1' },
    { from: 'b1', port: 'stops', to: 's1' },
    { from: 'b1', port: 'skips', to: 'n1' },
    { from: 'b1', port: 'none', to: 'g1' },
    { from: 'n1', port: 'next', to: 'g1' },
  ],
  requires: [{ key: 'emil', kind: 'user', name: 'Emil Novak', email: 'emil@example.com' }],
});

/** The sample's way with another channel; its id and name tell which. */
export function tellingBy(channel: 'email' | 'sms' | 'whatsapp', name: string): string {
  return JSON.stringify({
    format: 'baton.workflow',
    formatVersion: 1,
    id: `by-${channel}`,
    name,
    nodes: {
      t1: { type: 'contact-created', typeVersion: 1, label: 'Contact Created', config: { filters: [] } },
      a1: {
        type: 'assign-user',
        typeVersion: 1,
        label: 'Assign To User',
        config: {
          users: [{ user: 'ana' }, { user: 'bo' }],
          split: 'equal',
          onlyUnassigned: true,
          whenNobody: 'continue',
        },
      },
      n1: {
        type: 'notify-user',
        typeVersion: 1,
        label: 'Tell the owner',
        config: {
          channel,
          to: 'assigned-user',
          title: 'Yours: {{ contact.full_name }}',
          message: '{{ contact.first_name }} came in from {{ contact.source }}. You are the owner now.',
          redirect: 'contact',
        },
      },
    },
    edges: [
      { from: 't1', port: 'next', to: 'a1' },
      { from: 'a1', port: 'next', to: 'n1' },
    ],
    requires: [
      { key: 'ana', kind: 'user', name: 'Ana Silva', email: 'ana@example.com' },
      { key: 'bo', kind: 'user', name: 'Bo Lind', email: 'bo@example.com' },
    ],
  });
}
