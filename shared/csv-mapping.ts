// Which column of a CSV means which field of a contact: what can be chosen, and what is guessed from the header.

/** A choice for a column, beside `custom.<name>` (a custom field) and null (ignored). */
export interface ColumnTarget {
  readonly value: string;
  readonly label: string;
  /** Headers that mean it, in lower case, letters and digits only. */
  readonly headers: readonly string[];
}

export const columnTargets: readonly ColumnTarget[] = [
  { value: 'firstName', label: 'First name', headers: ['firstname', 'givenname', 'forename', 'first'] },
  { value: 'lastName', label: 'Last name', headers: ['lastname', 'surname', 'familyname', 'last'] },
  { value: 'fullName', label: 'Full name', headers: ['name', 'fullname', 'contactname', 'contact', 'person'] },
  { value: 'email', label: 'Email', headers: ['email', 'emailaddress', 'mail', 'emails', 'workemail'] },
  {
    value: 'phone',
    label: 'Phone',
    headers: ['phone', 'phonenumber', 'mobile', 'mobilenumber', 'mobilephone', 'tel', 'telephone', 'cell', 'cellphone'],
  },
  { value: 'source', label: 'Source', headers: ['source', 'leadsource', 'channel', 'origin'] },
  { value: 'tags', label: 'Tags', headers: ['tags', 'tag', 'labels', 'label'] },
];

/**
 * What each header most likely means; a field is given once, to the first column that looks like it. Null = ignored.
 * A header `custom.<name>`, as our own export writes it, is that custom field.
 */
export function guessMapping(headers: readonly string[]): Readonly<Record<string, string | null>> {
  const taken = new Set<string>();
  return Object.fromEntries(
    headers.map((header) => {
      if (/^custom\../u.test(header)) return [header, header];
      const plain = header
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, '');
      const target = columnTargets.find((one) => one.headers.includes(plain))?.value;
      if (target === undefined || taken.has(target)) return [header, null];
      taken.add(target);
      return [header, target];
    }),
  );
}

/** Splits "Maya de la Cruz" at its last blank: first name "Maya de la", last name "Cruz". */
export function splitName(fullName: string): { readonly firstName: string; readonly lastName: string } {
  const words = fullName.trim().split(/\s+/u);
  return {
    firstName: words.slice(0, -1).join(' ') || (words[0] ?? ''),
    lastName: words.length > 1 ? (words.at(-1) ?? '') : '',
  };
}
