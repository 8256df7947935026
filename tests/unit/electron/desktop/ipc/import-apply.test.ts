// A workflow file that is taken in never writes over what is there, unless that was chosen.
import { expect, onTestFinished, test } from 'vitest';
import type { WorkflowImport } from '../../../../../shared/ipc-file-types.ts';
import { openDoor } from '../../../../support/door.ts';
import { must } from '../../../../support/must.ts';
import { seedText } from '../../../../support/seed.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

test('beside one in the bin, which stays there as it was', async () => {
  const door = await openDoor(temporaryFolder());
  onTestFinished(door.close);
  const bringIn = async (text: string): Promise<string> => {
    const { token } = must(await door.ask('workflows.importText', { name: 'w.json', text })) as WorkflowImport;
    return (must(await door.ask('workflows.importApply', { token, as: 'new', mapping: {} })) as { id: string }).id;
  };
  const first = await bringIn(seedText);
  must(await door.ask('workflows.delete', { id: first }));
  const second = await bringIn(seedText.replace('Assign new contacts', 'Brought in anew'));
  const { library, get } = door.house.runtime;
  expect(second).not.toBe(first);
  expect([...library.workflows().values()].map(({ document }) => document.name).toSorted()).toEqual([
    'Assign new contacts',
    'Brought in anew',
  ]);
  expect(get('live', first)?.status).toBe('binned');
});
