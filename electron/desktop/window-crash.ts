// When the page dies: enrolments run on in the main process, and the person chooses between a new page and the end.
import { app, crashReporter, dialog, type BrowserWindow } from 'electron';

/** Dumps of crashes stay on this machine: they can hold contacts. Has to run before the app is ready. */
export function keepCrashesHere(): void {
  crashReporter.start({ uploadToServer: false });
}

/** Asks what to do when the window's page is gone. */
export function offerNewPage(window: BrowserWindow, failed: (error: unknown) => void): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`The page ended: ${reason}`);
    ask(window).catch(failed);
  });
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Baton',
    message: 'The window stopped working.',
    detail: 'Enrolments go on, and nothing that was confirmed is lost. What was typed in the last second may be.',
    buttons: ['Open it again', 'Quit Baton'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 0) window.reload();
  else app.quit();
}
