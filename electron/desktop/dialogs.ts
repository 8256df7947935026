// The system's file dialogs. The window never sees a path.
import { BrowserWindow, dialog, type FileFilter } from 'electron';
import path from 'node:path';
import { good } from '../../shared/model/problem.ts';
import type { Disk } from '../store/disk.ts';
import { ioProblem } from '../store/io-problem.ts';
import { replaceFile } from '../store/replace-file.ts';
import { readWhole } from '../store/whole-file.ts';
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
      return { name: path.basename(file), read: await readWhole(disk, file, kind) };
    },
  };
}

function front(): BrowserWindow {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  if (window === undefined) throw new Error('There is no window to ask in.');
  return window;
}
