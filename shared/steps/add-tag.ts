// Action: put tags on the contact.
import { tags } from '../fields/index.ts';
import { plain } from '../model/plain.ts';
import { defineStep } from './define.ts';

export const addTag = defineStep({
  type: 'add-tag',
  typeVersion: 1,
  group: 'contact',
  label: 'Add Tag',
  icon: 'Tag',
  help: 'Puts one or more tags on the contact. Tags that are there already stay as they are.',
  keywords: ['label', 'mark', 'segment'],
  fields: {
    tags: tags({ label: 'Tags', required: 'Write at least one tag.' }),
  },
  caption: (config) => (config.tags.length === 0 ? 'Write at least one tag' : config.tags.join(', ')),
  upgrades: {},
  plan: ({ config, view }) => {
    const have = new Set(view.contact.tags.map(plain));
    const added: string[] = [];
    for (const tag of config.tags.map((one) => one.trim())) {
      if (tag === '' || have.has(plain(tag))) continue;
      have.add(plain(tag));
      added.push(tag);
    }
    if (added.length === 0) {
      return {
        leave: 'next',
        result: 'done',
        output: { added: [] },
        because: { rule: 'The contact has all these tags already.' },
      };
    }
    return {
      leave: 'next',
      result: 'done',
      output: { added },
      changes: [{ do: 'contact-tags-set', contact: view.contact.id, tags: [...view.contact.tags, ...added], added }],
    };
  },
});
