// The dialog behind `confirm`. The button names what it does, and leaving is the default.
import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuestion } from '../state/confirm.ts';

/** Shows the question that stands, if there is one. Part of the frame. */
export function ConfirmDialog(): ReactNode {
  const { opened, question, answer } = useQuestion();
  return (
    <Modal onClose={() => answer(false)} opened={opened} title={question?.title}>
      {question?.message}
      <Group justify="flex-end" mt="xl">
        <Button data-autofocus onClick={() => answer(false)} variant="default">
          Cancel
        </Button>
        <Button color={question?.danger ? 'brick' : 'pine'} onClick={() => answer(true)}>
          {question?.action}
        </Button>
      </Group>
    </Modal>
  );
}
