// Takes the value out of a result that a test needs to be good.
import type { Problem, Result } from '../../shared/model/problem.ts';

/** The result was a problem. */
export class RefusedError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.message}`);
    this.name = 'RefusedError';
    this.problem = problem;
  }
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedError(result.problem);
  return result.value;
}
