// Logic: let some time pass, or go on at a date and time.
import { after, instantOf, timeInZone } from '../calendar.ts';
import { duration, optional, wallTime, zone } from '../fields/index.ts';
import { defineStep } from './define.ts';

export const wait = defineStep({
  type: 'wait',
  typeVersion: 1,
  group: 'logic',
  label: 'Wait',
  icon: 'Hourglass',
  help: 'Holds the contact for a while, or until a date and time. Waits go on after Baton was closed.',
  keywords: ['delay', 'pause', 'timer', 'until', 'sleep', 'schedule'],
  fields: {
    for: optional(
      duration({
        label: 'Wait for',
        help: 'Minutes and hours are exact. Days and weeks keep the time of day in the workspace’s zone.',
        initial: { amount: 1, unit: 'days' },
      }),
    ),
    until: optional(wallTime({ label: 'Wait until', required: 'Choose a date and time.' })),
    zone: optional(zone({ label: 'Time zone', help: 'A time that is already past lets the contact through at once.' })),
  },
  modes: {
    label: 'How long',
    options: [
      { label: 'For a while', fields: ['for'] },
      { label: 'Until a date', fields: ['until', 'zone'] },
    ],
  },
  caption: (config) => {
    if (config.until !== undefined)
      return config.until === ''
        ? 'Choose a date and time'
        : `Until ${config.until.replace('T', ' ')}${config.zone === undefined ? '' : ` (${config.zone})`}`;
    if (config.for === undefined) return 'Choose how long';
    const { amount, unit } = config.for;
    return `For ${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
  },
  check: (config) =>
    config.for === undefined && config.until === undefined
      ? [{ severity: 'error', code: 'empty', message: 'Wait has no length.', fix: 'Choose how long, or until when.' }]
      : [],
  upgrades: {},
  // A date that is past lets the contact through at once, so only a length of time slows a loop down.
  traits: (config) => ({ takesTime: config.until === undefined }),
  plan: ({ config, view }) => {
    const due =
      config.until === undefined
        ? after(view.now, config.for ?? { amount: 1, unit: 'days' }, view.zone)
        : instantOf(config.until, config.zone ?? view.zone);
    const until = timeInZone(due, config.until === undefined ? view.zone : (config.zone ?? view.zone));
    if (due <= view.now) {
      return {
        leave: 'next',
        result: 'done',
        output: { until },
        because: { rule: `${until} is already past, so the contact goes on at once.` },
      };
    }
    return { until: due, because: { rule: `Waiting until ${until}.` } };
  },
});
