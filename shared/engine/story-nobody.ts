// Why nobody owns a contact: taken away, nobody could be chosen, still on its way, or no workflow began.
import { hasEnded } from '../model/run.ts';
import {
  cutShort,
  lastGiven,
  runLink,
  stateWords,
  type Given,
  type RunItem,
  type Sentence,
  type StoryInput,
} from './story-parts.ts';
import { isWhyCard } from '../rotation-why.ts';
import { capital, closed } from '../words.ts';
import { doer, nameOf, workflowInQuotes } from './names.ts';
import type { TimelineItem } from './timeline.ts';

/** "Nobody owns this contact.", and what came of it instead. */
export function nobody(input: StoryInput): readonly Sentence[] {
  const none: Sentence = [{ text: 'Nobody owns this contact.' }];
  const removed = lastGiven(input, null);
  if (removed !== undefined) return [none, ownerRemoved(removed, input)];
  const tried = input.timeline.findLast((item): item is RunItem => item.kind === 'run' && choseNobody(item));
  if (tried !== undefined) {
    const reason = 'reason' in tried.entry ? tried.entry.reason : undefined;
    return [
      none,
      [
        { text: tried.step === '' ? '' : `${tried.step} in ` },
        runLink(tried),
        { text: ` chose nobody (${input.when(tried.at)}).` },
      ],
      ...(reason === undefined ? [] : [[{ text: reason }]]),
    ];
  }
  const now = input.runs.filter(({ run }) => !hasEnded(run));
  if (now.length > 0) {
    return [
      none,
      ...now.map((row): Sentence => [
        { text: 'It is in ' },
        { text: `“${row.workflowName}”`, run: row.run.id },
        { text: ` now, ${stateWords(row, input.when)}.` },
      ]),
    ];
  }
  if (input.removed) return [none, [{ text: 'The steps that could tell why were removed.' }]];
  if (input.runs.length > 0) {
    return [none, ...input.runs.filter(({ run }) => run.state !== 'moved').map(gaveNobody)];
  }
  return [none, ...refusals(input)];
}

function gaveNobody({ run, workflowName }: StoryInput['runs'][number]): Sentence {
  const name = { text: `“${workflowName}”`, run: run.id };
  const cut = cutShort(run);
  if (cut === undefined) return [{ text: 'It went through ' }, name, { text: ', which gave it no owner.' }];
  const end = run.reason === undefined ? '' : ` ${closed(run.reason)}`;
  return [name, { text: ` ${cut} and gave it no owner.${end}` }];
}

function ownerRemoved({ item, change }: Given, { names, when }: StoryInput): Sentence {
  const from = change.from === null ? 'The owner' : nameOf(names.users, change.from, 'A former user');
  if (item.kind === 'run')
    return [{ text: `${item.step} in ` }, runLink(item), { text: ` took it from ${from} (${when(item.at)}).` }];
  const by = doer(item.by, names);
  return [
    {
      text: `${by === '' ? `It was taken from ${from} by hand` : `${by} took it from ${from} by hand`} (${when(item.at)}).`,
    },
  ];
}

function refusals({ timeline, names }: StoryInput): readonly Sentence[] {
  const event = timeline.findLast((item) => item.kind === 'event');
  if (event?.kind !== 'event') return timeline.some(isSilentImport) ? [[{ text: SILENT }]] : [];
  if (event.refused.length === 0) return [[{ text: 'No workflow was listening when it came in.' }]];
  return event.refused.map(({ workflow, rule }) => [
    { text: `${capital(workflowInQuotes(workflow, names))} did not begin: ${closed(rule)}` },
  ]);
}

const SILENT = 'It was imported without running workflows.';

/** It came in, and no workflow heard of it: the import was told so. */
function isSilentImport(item: TimelineItem): boolean {
  return item.kind === 'act' && item.by === 'import' && item.changes.some((change) => change.do === 'contact-created');
}

function choseNobody({ entry }: RunItem): boolean {
  if (entry.kind !== 'node-left' && entry.kind !== 'run-ended') return false;
  return isWhyCard(entry.because) && entry.because.picked === null;
}
