// Links of messages: baton://contact/<id> and baton://conversation/<id>. They open a screen and never act.
import type { Screen } from '../../shared/ipc-types.ts';

const shape = /^baton:\/\/(contact|conversation)\/([A-Za-z0-9_-]{1,100})\/?$/;

/** The screen that a link opens; undefined for anything else. */
export function screenOfLink(link: string): Screen | undefined {
  const found = shape.exec(link);
  const [, to, id] = found ?? [];
  return (to === 'contact' || to === 'conversation') && id !== undefined ? { to, id } : undefined;
}

/** The first such link among the arguments of a start. */
export function screenOfArguments(argv: readonly string[]): Screen | undefined {
  return argv.map(screenOfLink).find((screen) => screen !== undefined);
}
