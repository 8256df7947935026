// The bar of the builder: what is open, whether it is saved, what is wrong, and the way to test and publish it.
import { ActionIcon, Button, Popover, SegmentedControl, Tooltip } from '@mantine/core';
import {
  ArrowLeft,
  FlaskConical,
  LayoutPanelTop,
  ListTree,
  Plus,
  Redo2,
  Save,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useBuilder, useDocument, useSession } from '../state/session.ts';
import { back } from '../state/ui.ts';
import { counted } from '../ui/plural.ts';
import classes from './Builder.module.css';
import { ProblemList } from './ProblemList.tsx';
import { PublishControl } from './PublishControl.tsx';
import { saveWords } from './save-words.ts';
import { WorkflowName } from './WorkflowName.tsx';

export function BuilderBar({ onTest }: { readonly onTest: () => void }): ReactNode {
  const { builder, commands, document } = useSession();
  const look = useBuilder((state) => state.look);
  const undone = useDocument(({ history }) => history.past.at(-1)?.label);
  const redone = useDocument(({ history }) => history.future.at(-1)?.label);
  const locked = useDocument((state) => state.locked);
  const hasTrigger = useDocument(({ picture }) => picture.order.length > 0);
  const addStep = (): void => {
    const { current } = builder.getState();
    const { graph, order } = document.getState().picture;
    const after = graph.nodes.get(current ?? order.at(-1) ?? '');
    const port = after?.ports[0];
    builder.openShelf(
      after === undefined || port === undefined ? { trigger: true } : { after: { from: after.id, port: port.id } },
    );
  };
  return (
    <header className={classes.bar}>
      <Tooltip label="Back">
        <ActionIcon aria-label="Back" onClick={back}>
          <ArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <WorkflowName />
      <SaveButton />
      <div className={classes.space} />
      <Tooltip label={undone === undefined ? 'Nothing to undo' : `Undo: ${undone}`}>
        <ActionIcon
          aria-label="Undo"
          className={classes.history}
          disabled={undone === undefined || locked}
          onClick={commands.undo}
        >
          <Undo2 size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redone === undefined ? 'Nothing to redo' : `Redo: ${redone}`}>
        <ActionIcon
          aria-label="Redo"
          className={classes.history}
          disabled={redone === undefined || locked}
          onClick={commands.redo}
        >
          <Redo2 size={16} />
        </ActionIcon>
      </Tooltip>
      <SegmentedControl
        aria-label="View"
        data={[
          { value: 'canvas', label: <LookLabel icon={<LayoutPanelTop aria-hidden size={14} />} word="Canvas" /> },
          { value: 'outline', label: <LookLabel icon={<ListTree aria-hidden size={14} />} word="Outline" /> },
        ]}
        onChange={(next) => builder.setState({ look: next === 'outline' ? 'outline' : 'canvas' })}
        size="xs"
        value={look}
      />
      <ProblemsButton />
      {hasTrigger && (
        <Button
          className={classes.addStep}
          disabled={locked}
          leftSection={<Plus aria-hidden size={16} />}
          onClick={addStep}
          variant="default"
        >
          <span className={classes.roomy}>Add step</span>
        </Button>
      )}
      <Button
        data-test-workflow
        leftSection={<FlaskConical aria-hidden size={16} />}
        onClick={onTest}
        variant="default"
      >
        Test<span className={classes.roomy}>&nbsp;Workflow</span>
      </Button>
      <PublishControl />
    </header>
  );
}

function LookLabel({ icon, word }: { readonly icon: ReactNode; readonly word: string }): ReactNode {
  return (
    <span className={classes.look}>
      {icon}
      <span className={classes.lookWord}>{word}</span>
    </span>
  );
}

/** "Saved 14:02": how saving stands, and the way to save now. */
function SaveButton(): ReactNode {
  const { document } = useSession();
  const saving = useDocument((state) => state.saving);
  const { words, hint } = saveWords(saving);
  const failed = saving.kind === 'failed';
  return (
    <Tooltip label={hint} maw={320} multiline>
      <Button
        className={classes.save}
        color={failed ? 'brick' : 'gray'}
        leftSection={<Save aria-hidden size={16} />}
        onClick={() => void document.save()}
        variant={failed ? 'light' : 'subtle'}
      >
        {words}
      </Button>
    </Tooltip>
  );
}

function ProblemsButton(): ReactNode {
  const { builder } = useSession();
  const findings = useDocument(({ picture }) => picture.findings);
  const open = useBuilder((state) => state.problemsOpen);
  const begun = useDocument(({ picture }) => picture.graph.nodes.size > 0);
  // Before the first step the canvas says what to do; nothing is wrong yet.
  if (findings.length === 0 || !begun) return null;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  // As the list of workflows counts them. Remarks stand in the list below.
  const shown = errors > 0 ? errors : findings.length;
  return (
    <Popover
      onChange={(next) => builder.setState({ problemsOpen: next })}
      opened={open}
      position="bottom-end"
      trapFocus
      width={400}
    >
      <Popover.Target>
        <Button
          color={errors > 0 ? 'brick' : 'gray'}
          leftSection={<TriangleAlert aria-hidden size={16} />}
          onClick={() => builder.setState({ problemsOpen: !open })}
          variant="subtle"
        >
          {shown}
          <span className={classes.roomy}>
            &nbsp;{counted(shown, errors > 0 ? 'problem' : 'remark').replace(/^\S+ /, '')}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ProblemList findings={findings} onPick={() => builder.setState({ problemsOpen: false })} />
      </Popover.Dropdown>
    </Popover>
  );
}
