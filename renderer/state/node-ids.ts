// Ids of new steps: short, and never that of another step of the workflow.
import type { Workflow } from '../../shared/model/workflow.ts';
import type { StepType } from '../../shared/steps/define.ts';

/** A free id. Triggers are numbered: they are asked in the order of their ids. */
export function mintNodeId(workflow: Workflow, type: StepType | undefined, alsoTaken: readonly string[] = []): string {
  const taken = new Set([...Object.keys(workflow.nodes), ...alsoTaken]);
  if (type?.kind === 'trigger') {
    let number = 1;
    while (taken.has(`t${number}`)) number += 1;
    return `t${number}`;
  }
  for (;;) {
    const id = `s${crypto.randomUUID().replaceAll('-', '').slice(0, 6)}`;
    if (!taken.has(id)) return id;
  }
}
