// Contacts saved as a CSV file: all of them, made while others have their turn.
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../../../../../electron/runtime/ids.ts';
import { emptyContactDraft } from '../../../../../shared/model/contact.ts';
import { openDoor } from '../../../../support/door.ts';
import { must } from '../../../../support/must.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

test('between its pieces everything else goes on, and every contact is in it once', async () => {
  const saved: string[] = [];
  const door = await openDoor(temporaryFolder(), (bytes) => void saved.push(Buffer.from(bytes).toString()));
  onTestFinished(door.close);
  const names = Array.from({ length: 2600 }, (_, n) => `Contact ${n}`);
  const create = (firstName: string) =>
    door.ask('contacts.create', { act: newId(), draft: { ...emptyContactDraft, firstName } });
  for (const answer of await Promise.all(names.map(create))) must(answer);
  let turns = 0;
  let counting = true;
  const count = (): void => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  must(await door.ask('contacts.exportCsv', {}));
  counting = false;
  // A piece has five hundred contacts.
  expect(turns).toBeGreaterThanOrEqual(6);
  const [text = ''] = saved;
  expect(text.match(/Contact \d+/g)?.toSorted()).toEqual(names.toSorted());
});
