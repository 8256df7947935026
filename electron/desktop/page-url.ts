// The address of the page: our own protocol, or the development server while Baton is being worked on.
import { app } from 'electron';
import { appUrl } from './app-files.ts';

/** The address that the window loads. A packaged Baton never looks at the environment for it. */
export function pageUrl(): string {
  return (app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']) ?? appUrl;
}
