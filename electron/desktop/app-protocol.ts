// Serves the page from our own app: protocol, so that it has an origin of its own and a strict policy on every load.
import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import {
  appScheme,
  contentSecurityPolicy,
  contentTypeOf,
  fileForUrl,
  isInside,
  noncePlaceholder,
} from './app-files.ts';

/** Tells Chromium about the scheme. Has to run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const notFound = (): Response => new Response('Not found', { status: 404 });

async function answer(folder: string, request: Request): Promise<Response> {
  const file = fileForUrl(folder, request.url);
  const type = file && contentTypeOf(file);
  if (!file || !type || request.method !== 'GET') return notFound();
  const real = await realpath(file).catch(() => undefined);
  // A link that leads out of the folder is not followed.
  if (!real || !isInside(await realpath(folder), real)) return notFound();
  const body = await readFile(real);
  const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
  if (!file.endsWith('.html')) return new Response(body, { headers });
  const nonce = randomBytes(16).toString('base64');
  return new Response(body.toString('utf8').replaceAll(noncePlaceholder, nonce), {
    headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-store' },
  });
}

/** Answers `app:` requests of a session with the files of one folder, and nothing outside it. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(appScheme, (request) => answer(folder, request));
}
