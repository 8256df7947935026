// The texts of a step, ready to be filled in for each person they go to.
import { timeInZone } from '../calendar.ts';
import type { GraphNode } from '../graph/index-graph.ts';
import { contactFacts, type ContactFacts } from '../model/facts.ts';
import type { Config, Render, View } from '../steps/define.ts';

/** The config as a plan sees it: a function for each template field. The contact is looked at once, if at all. */
export function renderable({ config, templates }: GraphNode, view: View): Config {
  const names = Object.keys(templates);
  if (names.length === 0) return config;
  const ready: Record<string, unknown> = { ...config };
  let contact: ContactFacts | undefined;
  for (const name of names) {
    const text = templates[name];
    const render: Render = (user) => {
      contact ??= contactFacts(view.contact, view.user(view.contact.owner));
      const { name: full = '', email = '' } = user ?? {};
      const values = {
        contact,
        user: { name: full, first_name: full.split(' ', 1)[0], email },
        workflow: view.workflow,
        // Writing a time takes longer than all the rest: only where a text asks for it.
        now: text?.names.includes('now') ? timeInZone(view.now, view.zone) : '',
      };
      return text?.render(values) ?? { text: '', blanks: [], fallbacks: [] };
    };
    ready[name] = render;
  }
  return ready;
}
