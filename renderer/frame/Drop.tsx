// Files dropped anywhere on the window: workflows and lists are imported, others are refused by name. The page never navigates.
import { FileInput } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useDropped } from '../state/dropped.ts';
import { readWorkflowFile } from '../state/importing.ts';
import { toastProblem } from '../state/toasts.ts';
import { go, useUi } from '../state/ui.ts';
import classes from './Drop.module.css';

/** Sends dropped files where they belong. One at a time: each import asks its own questions. */
function receive(files: readonly File[]): void {
  const [file, second] = files;
  if (!file) return;
  if (second) {
    toastProblem({ code: 'several-files', message: `${files.length} files were dropped.`, fix: 'Drop one at a time.' });
    return;
  }
  const name = file.name.toLowerCase();
  if (name.endsWith('.json')) void readWorkflowFile(file);
  else if (/\.(?:csv|tsv|txt)$/.test(name)) {
    const page = useUi.getState().screen.to === 'users' ? 'users' : 'contacts';
    useDropped.setState({ [page]: file });
    go({ to: page });
  } else {
    toastProblem({
      code: 'wrong-file',
      message: `Baton does not read “${file.name}”.`,
      fix: 'Drop a workflow (.json) or a list of contacts (.csv, .tsv or .txt).',
    });
  }
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Hears drops, and shows that one would be taken. Part of the frame. */
export function Drop(): ReactNode {
  const [over, setOver] = useState(false);
  const onUsers = useUi((ui) => ui.screen.to === 'users');
  useEffect(() => {
    const onDrag = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      // Leaving the window itself; leaving an element within it tells of another one.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      receive([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDrag);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDrag);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={classes.veil}>
      <div className={classes.card}>
        <FileInput aria-hidden size={32} strokeWidth={1.5} />
        Drop a workflow (.json) or a list of {onUsers ? 'users' : 'contacts'} (.csv, .tsv, .txt)
      </div>
    </div>
  );
}
