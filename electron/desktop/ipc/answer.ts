// What the door does with a request, apart from Electron: who asks, is the question well formed, and an answer that is
// never an exception where one can be expected.
import { requestNames, requests, type RequestName } from '../../../shared/ipc.ts';
import { bad, type Result } from '../../../shared/model/problem.ts';
import { StoreError } from '../../store/io-problem.ts';
import type { Handlers } from './desk.ts';
import { messageFault } from './measure.ts';

export interface Asked {
  /** Whether the top frame of a page of ours asks. */
  readonly isOwnPage: boolean;
  readonly name: unknown;
  readonly input: unknown;
}

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>;

/** Answers one request. `refused` hears of every question that was not the page's own, or not well formed. */
export async function answerRequest(
  handlers: Handlers,
  { isOwnPage, name, input }: Asked,
  refused: (why: string) => void,
): Promise<Result<unknown>> {
  if (!isOwnPage) return refuse(refused, 'The request came from a page that is not ours.');
  if (!isRequestName(name)) return refuse(refused, `There is no request ${quoted(name)}.`);
  const fault = messageFault(input);
  if (fault !== undefined) return refuse(refused, `${name}: ${fault}.`);
  const parsed = requests[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? '' : ` ${quoted(issue.path.map(String).join('.'))}`;
    return refuse(refused, `${name}:${at} ${issue?.message ?? 'is not well formed'}`);
  }
  try {
    return await (handlers[name] as AnyHandler)(parsed.data);
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, problem: error.problem };
    throw error;
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && (requestNames as readonly string[]).includes(name);
}

/** Somebody else's words for a line of the log: short, and without characters that would begin another line. */
function quoted(words: unknown): string {
  return typeof words === 'string' ? JSON.stringify(words.slice(0, 60)) : `of type ${typeof words}`;
}

function refuse(refused: (why: string) => void, why: string): Result<never> {
  refused(why);
  return bad('request-refused', 'Baton refused this action.', { fix: `Please tell us what you did: ${why}` });
}
