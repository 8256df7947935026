// What can be done to a workflow from outside its builder. Each act tells the person what came of it.
import type { WorkflowRow } from '../../shared/ipc-types.ts';
import { ask } from '../api.ts';
import { toast } from '../state/toasts.ts';
import { counted } from '../ui/plural.ts';

/** Gives a workflow another name. */
export async function renameWorkflow(id: string, name: string): Promise<void> {
  const page = await ask('workflows.get', { id });
  if (page) await ask('workflows.save', { document: { ...page.document, name }, bindings: page.bindings });
}

/** Makes a copy as a draft. */
export async function duplicateWorkflow({ id, name }: WorkflowRow): Promise<void> {
  if (await ask('workflows.duplicate', { id })) toast(`“${name}” was duplicated.`);
}

/** Moves a workflow to the bin, with Undo. */
export async function deleteWorkflow({ id, name, active }: WorkflowRow): Promise<void> {
  if ((await ask('workflows.delete', { id })) === undefined) return;
  const held = active === 0 ? '' : ` ${counted(active, 'contact')} in it stopped where they were.`;
  toast(`“${name}” was deleted.${held}`, () => void ask('workflows.restore', { id }));
}

/** Saves a workflow as a file where the person says. */
export async function exportWorkflow(id: string): Promise<void> {
  const answer = await ask('workflows.export', { id });
  if (answer?.saved) toast(`Saved as ${answer.saved}`);
}

/** "New workflow", or "New workflow 2" when there is one already. */
export function freeName(taken: readonly string[]): string {
  const base = 'New workflow';
  if (!taken.includes(base)) return base;
  let n = 2;
  while (taken.includes(`${base} ${n}`)) n += 1;
  return `${base} ${n}`;
}
