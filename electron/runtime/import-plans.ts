// Workflow files that were read and not yet taken in. The window names each by a token and never sees a path.
import { planImport, type ImportPlan } from '../../shared/file/import-plan.ts';
import type { WorkflowImport } from '../../shared/ipc-file-types.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import type { Core } from './core.ts';
import { newId } from './ids.ts';
import { findingsOf } from './publishing.ts';

/** So many wait at once; a page that went away without a word leaves no more than that behind. */
const MOST_PLANS = 100;

export class ImportPlans {
  private readonly plans = new Map<string, ImportPlan>();

  constructor(private readonly core: Core) {}

  /** Reads a file's text and says what importing it would do. */
  make(fileName: string, text: string): Result<WorkflowImport> {
    const { core } = this;
    const { library } = core;
    const there = [...library.workflows()].filter(([id]) => core.get('live', id)?.status !== 'binned');
    const plan = planImport(text, {
      users: library.users(),
      pools: library.pools(),
      workflows: new Map(there.map(([id, { document }]) => [id, document.name])),
      findings: (document, bindings) => findingsOf(core, { document, bindings }),
    });
    if (!plan.ok) return plan;
    const token = newId();
    this.plans.set(token, plan.value);
    const [oldest] = this.plans.keys();
    if (this.plans.size > MOST_PLANS && oldest !== undefined) this.plans.delete(oldest);
    return good({ token, fileName, plan: plan.value });
  }

  /** The plan behind a token, once. */
  take(token: string): ImportPlan | undefined {
    const plan = this.plans.get(token);
    this.plans.delete(token);
    return plan;
  }
}
