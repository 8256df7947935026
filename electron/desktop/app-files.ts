// What the app: protocol may answer with, apart from Electron: which file a URL means, its type, and the page's policy.
import { extname, isAbsolute, join, relative, sep } from 'node:path';

/** Where every page of Baton comes from. The scheme is ours, so nothing from file: or the network is of this origin. */
export const appScheme = 'app';
export const appHost = 'baton';
export const appUrl = `${appScheme}://${appHost}/`;

/** Stands in the built page wherever the nonce of this load belongs: build/electron.vite.config.ts. */
export const noncePlaceholder = '__CSP_NONCE__';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The content type of a file that belongs to the app; nothing for a kind of file that the app does not have. */
export const contentTypeOf = (file: string): string | undefined => contentTypes[extname(file)];

/** Whether a path lies below a folder. Both absolute. */
export function isInside(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

/** The file below `folder` that a URL of our origin means, or nothing if it means anything else. */
export function fileForUrl(folder: string, address: string): string | undefined {
  const url = new URL(address);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  // An encoded slash, a backslash or a NUL has no business in a name of ours.
  if (/%2f|%5c/i.test(url.pathname) || /[\\\0]/.test(path)) return undefined;
  const file = join(folder, path === '/' ? 'index.html' : path);
  return isInside(folder, file) ? file : undefined;
}

/** What the page may do: only what came from the app itself, and styles that carry this load's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
