// The texts of a step, ready to be filled in for each person they go to.
import { timeInZone } from '../calendar.ts';
import type { GraphNode } from '../graph/index-graph.ts';
import { contactFacts, type ContactFacts } from '../model/facts.ts';
import type { Render, View } from '../steps/define.ts';

/** A function for each template field of a node. The contact is looked at once, and only if a text is rendered. */
export function rendersOf({ templates }: GraphNode, view: View): Readonly<Record<string, Render>> {
  const renders: Record<string, Render> = {};
  let contact: ContactFacts | undefined;
  for (const [name, text] of Object.entries(templates)) {
    renders[name] = (user) => {
      contact ??= contactFacts(view.contact, view.user(view.contact.owner));
      const { name: full = '', email = '' } = user ?? {};
      return text.render({
        contact,
        user: { name: full, first_name: full.split(' ')[0], email },
        workflow: view.workflow,
        // Writing a time takes longer than all the rest: only where a text asks for it.
        now: text.names.includes('now') ? timeInZone(view.now, view.zone) : '',
      });
    };
  }
  return renders;
}
