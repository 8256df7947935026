// The words of a desktop pop-up, so that they are shown as they stand, whatever a contact is called.

/** In characters, as people count them. */
const LONGEST = 200;

/** The title: no desktop reads markup in it. */
export function popUpTitle(title: string): string {
  return cut(title);
}

/** The text. Linux desktops may read a small part of HTML in it, so there it is escaped. */
export function popUpBody(text: string, platform: NodeJS.Platform): string {
  const short = cut(text);
  return platform === 'linux' ? short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : short;
}

function cut(text: string): string {
  return Array.from(text.slice(0, 2 * LONGEST))
    .slice(0, LONGEST)
    .join('');
}
