// The sample contact that previews speak of: made from the samples of the merge fields, so that each name has one.
import { mergeFields } from '../../shared/merge-fields.ts';

type Branch = { [key: string]: string | Branch };

function nested(fields: readonly { readonly name: string; readonly sample: string }[]): Branch {
  const root: Branch = {};
  for (const { name, sample } of fields) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = root;
    for (const key of path) {
      const known = at[key];
      const branch: Branch = typeof known === 'object' ? known : {};
      at[key] = branch;
      at = branch;
    }
    at[last] = sample;
  }
  return root;
}

/** Values for `Template.render`. */
export const sampleValues: Readonly<Record<string, unknown>> = nested(mergeFields);

/** What the sample contact is called. */
export const sampleName = mergeFields.find((field) => field.name === 'contact.full_name')?.sample ?? 'a contact';
