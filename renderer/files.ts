// Files that a person chose or dropped, on their way to the main process: in pieces, so that no message is large.
import { request } from './api.ts';
import { bad, good, type Result } from '../shared/model/problem.ts';

/** Bytes of one piece. */
const pieceSize = 1024 * 1024;

/**
 * Sends a file and answers its token, which other requests take; whoever does not hand it on forgets it. `onProgress` hears
 * the share sent, 0 to 1, and answers false when nobody wants the file any more: then the answer is undefined.
 */
export async function sendFile(file: File): Promise<Result<string>>;
export async function sendFile(file: File, onProgress: (share: number) => boolean): Promise<Result<string> | undefined>;
export async function sendFile(
  file: File,
  onProgress: (share: number) => boolean = () => true,
): Promise<Result<string> | undefined> {
  const begun = await request('files.begin', { name: file.name, bytes: file.size });
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const sent = await sendPieces(file, token, onProgress);
  if (sent?.ok !== true) forgetFile(token);
  return sent;
}

/** What was sent under this token is not needed any more. */
export function forgetFile(token: string): void {
  void request('files.forget', { token });
}

async function sendPieces(
  file: File,
  token: string,
  onProgress: (share: number) => boolean,
): Promise<Result<string> | undefined> {
  if (!onProgress(0)) return undefined;
  for (let sent = 0; sent < file.size; sent += pieceSize) {
    const piece = await readPiece(file, sent);
    if (!piece.ok) return piece;
    const taken = await request('files.append', { token, piece: piece.value });
    if (!taken.ok) return taken;
    if (!onProgress(Math.min(1, (sent + pieceSize) / file.size))) return undefined;
  }
  return good(token);
}

/** The bytes from one place on. The browser refuses a file that is no longer the one that was chosen. */
async function readPiece(file: File, from: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    return good(new Uint8Array(await file.slice(from, from + pieceSize).arrayBuffer()));
  } catch {
    // It was saved anew, moved, or its drive is gone: the browser does not tell which.
    return bad('file-changed', 'The file changed while it was read.', { fix: 'Choose it again.' });
  }
}
