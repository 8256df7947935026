// Why a workflow file is refused: its problems, a line each, and what the terminal can do about them.
import type { Finding, Problem } from '../../shared/model/problem.ts';
import { placedWords } from './exit.ts';
import { counted } from './words.ts';

const MOST = 10;

export function refusal(file: string, errors: readonly Finding[]): Problem {
  const lines = [
    `${file} has ${counted(errors.length, 'problem')}, so nothing ran and nothing was changed:`,
    ...errors.slice(0, MOST).map((one) => `  ${placedWords(one)}`),
  ];
  if (errors.length > MOST) lines.push(`  and ${errors.length - MOST} more`);
  if (errors.some((one) => one.code === 'user-not-here')) lines.push('--users FILE adds the users who are missing.');
  return { code: 'has-problems', message: lines.join('\n') };
}
