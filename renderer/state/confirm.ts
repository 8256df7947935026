// One question at a time that needs a yes before something that cannot be undone, or that leaves the app.
import type { ReactNode } from 'react';
import { create } from 'zustand';

export interface Question {
  readonly title: string;
  readonly message: ReactNode;
  /** The button, a verb with its object: "Delete workflow". */
  readonly action: string;
  /** It destroys: the button is red. */
  readonly danger?: boolean;
}

interface Asking {
  readonly opened: boolean;
  /** The last question; it stays after its answer, so that its words do not vanish before the dialog does. */
  readonly question: Question | undefined;
  readonly answer: (yes: boolean) => void;
}

const nobodyAsked = (): void => {};

export const useQuestion = create<Asking>(() => ({ opened: false, question: undefined, answer: nobodyAsked }));

/** Asks, and answers true when the person agrees. A question that still stands is answered with no. */
export function confirm(question: Question): Promise<boolean> {
  useQuestion.getState().answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean): void => {
      useQuestion.setState({ opened: false, answer: nobodyAsked });
      resolve(yes);
    };
    useQuestion.setState({ opened: true, question, answer });
  });
}
