// The system's file dialogs. The window never sees a path.
import { BrowserWindow, dialog, type FileFilter } from 'electron';
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { MOST_BYTES } from '../runtime/uploads.ts';
import { readFile, type Disk } from '../store/disk.ts';
import { fileProblem, ioProblem } from '../store/io-problem.ts';
import { fileSize } from '../store/pieces.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { Dialogs } from './ipc/desk.ts';

const filters: Readonly<Record<'workflow' | 'csv' | 'backup', FileFilter[]>> = {
  workflow: [{ name: 'Baton workflow', extensions: ['json'] }],
  backup: [{ name: 'Baton backup', extensions: ['baton-backup'] }],
  csv: [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }],
};

export function makeDialogs(disk: Disk): Dialogs {
  return {
    save: async (name, kind, bytes) => {
      const chosen = await dialog.showSaveDialog(front(), { defaultPath: name, filters: filters[kind] });
      if (chosen.canceled || chosen.filePath === '') return good(null);
      try {
        await replaceFile(disk, chosen.filePath, Buffer.from(bytes));
      } catch (error) {
        return { ok: false, problem: ioProblem(error, chosen.filePath) };
      }
      return good(path.basename(chosen.filePath));
    },
    pickTarget: async (name, kind) => {
      const chosen = await dialog.showSaveDialog(front(), { defaultPath: name, filters: filters[kind] });
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    pickFile: async (kind) => {
      const chosen = await dialog.showOpenDialog(front(), { properties: ['openFile'], filters: filters[kind] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    pickFolder: async (title) => {
      const chosen = await dialog.showOpenDialog(front(), { title, properties: ['openDirectory', 'createDirectory'] });
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    open: async (kind) => {
      const chosen = await dialog.showOpenDialog(front(), { properties: ['openFile'], filters: filters[kind] });
      const file = chosen.filePaths[0];
      if (chosen.canceled || file === undefined) return null;
      return { name: path.basename(file), read: await readWhole(disk, file) };
    },
  };
}

/** Reads a file of at most 200 MB. */
export async function readWhole(disk: Disk, file: string): Promise<Result<Uint8Array>> {
  try {
    // Asked first: a file of many gigabytes must not be read to learn that it is too large.
    if ((await fileSize(disk, file)) <= MOST_BYTES) return good(await readFile(disk, file));
    const message = `${path.basename(file)} is larger than 200 MB.`;
    return bad('file-too-large', message, { fix: 'Split it into several files.' });
  } catch (error) {
    return { ok: false, problem: fileProblem(error, file) };
  }
}

function front(): BrowserWindow {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new Error('There is no window to ask in.');
  return window;
}
