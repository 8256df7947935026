// Takes the value out of a result that a test needs to be good.
import type { Result } from '../../shared/model/problem.ts';

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}
