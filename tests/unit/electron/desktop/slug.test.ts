// A file name is offered from a workflow's name, whatever that holds.
import { expect, test } from 'vitest';
import { slug } from '../../../../electron/desktop/slug.ts';

test.each([
  ['Assign new contacts', 'assign-new-contacts'],
  ['Zoë & José: Öffnen!', 'zoe-jose-offnen'],
  ['../../x', 'x'],
  ['a:b', 'a-b'],
  ['ends with a dot.', 'ends-with-a-dot'],
  ['\u202Egpj.exe', 'gpj-exe'],
  ['x'.repeat(300), 'x'.repeat(60)],
  ['CON', 'workflow-con'],
  ['Lpt1', 'workflow-lpt1'],
  ['Console', 'console'],
  ['流程', 'workflow'],
  ['', 'workflow'],
])('%s', (name, file) => {
  expect(slug(name)).toBe(file);
});
