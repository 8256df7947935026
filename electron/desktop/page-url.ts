// The address of the page: our own protocol, or the development server while Baton is being worked on.
import { app } from 'electron';
import { appUrl } from './app-files.ts';

/** True for an address of our own page, and for no other page of whatever origin. */
export function isPageUrl(address: string): boolean {
  const [own, other] = [new URL(pageUrl()), URL.parse(address)];
  return other !== null && other.protocol === own.protocol && other.host === own.host;
}

/** The address that the window loads. A packaged Baton never looks at the environment for it. */
export function pageUrl(): string {
  return (app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']) ?? appUrl;
}
