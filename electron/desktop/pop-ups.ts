// Desktop pop-ups for in-app notifications: best effort, after the notification is on the disk.
import { Notification } from 'electron';
import type { Message } from '../../shared/model/message.ts';
import type { Screen } from '../../shared/ipc-types.ts';
import { popUpBody, popUpTitle } from './pop-up-text.ts';

/** A burst of imports must not bury the desktop: at most so many pop-ups stand for a batch, then one for the rest. */
const MOST_AT_ONCE = 3;

/** Shows the messages that are for `you` (null = everybody's). A click opens the record. */
export function showPopUps(messages: readonly Message[], you: string | null, open: (screen: Screen) => void): void {
  if (!Notification.isSupported()) return;
  const mine = messages.filter((one) => you === null || one.to.user === you);
  for (const message of mine.slice(0, MOST_AT_ONCE)) {
    const title = you === null ? `${message.to.name}: ${message.title}` : message.title;
    show(title, message.text, () => open({ to: message.redirect, id: message.contact }));
  }
  const more = mine.length - MOST_AT_ONCE;
  if (more > 0) show(`${more} more notifications`, 'They stand in the bell.', () => open({ to: 'contacts' }));
}

function show(title: string, body: string, click: () => void): void {
  const popUp = new Notification({ title: popUpTitle(title), body: popUpBody(body, process.platform) });
  popUp.on('click', click);
  popUp.show();
}
