// The registry: one line per step.
import { addTag } from './add-tag.ts';
import { assignUser } from './assign-user.ts';
import { contactCreated } from './contact-created.ts';
import type { StepType } from './define.ts';
import { enrolledByHand } from './enrolled-by-hand.ts';
import { ifElse } from './if-else.ts';
import { notifyUser } from './notify-user.ts';
import { wait } from './wait.ts';

export const stepTypes: readonly StepType[] = [
  contactCreated,
  enrolledByHand,
  assignUser,
  addTag,
  notifyUser,
  ifElse,
  wait,
];

const byType = new Map(stepTypes.map((one) => [one.type, one]));

/** The step type of that name; undefined for one from a newer file. */
export function stepType(type: string): StepType | undefined {
  return byType.get(type);
}
