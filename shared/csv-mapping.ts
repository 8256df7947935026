// Which column of a CSV means which field of a contact: what can be chosen, and what is guessed from the header.
import { sought } from './model/plain.ts';

/** A choice for a column, beside `custom.<name>` (a custom field) and null (ignored). */
export interface ColumnTarget {
  readonly value: string;
  readonly label: string;
  /** Headers that mean it, in English, German, French, Spanish, Italian and Dutch: small letters without accents, and digits. */
  readonly headers: readonly string[];
}

const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

export const columnTargets: readonly ColumnTarget[] = [
  {
    value: 'firstName',
    label: 'First name',
    headers: words('firstname givenname forename first', 'vorname prenom nombre nome voornaam'),
  },
  {
    value: 'lastName',
    label: 'Last name',
    headers: words(
      'lastname surname familyname last',
      'nachname familienname nom nomdefamille apellido apellidos cognome achternaam',
    ),
  },
  {
    value: 'fullName',
    label: 'Full name',
    headers: words('name fullname contactname contact person', 'nomcomplet nombrecompleto nomecompleto naam'),
  },
  {
    value: 'email',
    label: 'Email',
    headers: words(
      'email emailaddress mail emails workemail',
      'emailadresse mailadresse adressemail adresseemail courriel correo correoelectronico emailadres',
    ),
  },
  {
    value: 'phone',
    label: 'Phone',
    headers: words(
      'phone phonenumber mobile mobilenumber mobilephone tel telephone cell cellphone',
      'telefon telefonnummer mobil mobilnummer handy handynummer portable',
      'telefono movil cellulare telefoon telefoonnummer mobiel',
    ),
  },
  {
    value: 'source',
    label: 'Source',
    headers: words('source leadsource channel origin', 'quelle leadquelle herkunft origine fuente origen fonte bron'),
  },
  {
    value: 'tags',
    label: 'Tags',
    headers: words('tags tag labels label', 'schlagworte etiquettes etiquetas etichette'),
  },
];

function lettersOf(header: string): string {
  return sought(header.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * What each header most likely means; a field is given once, to the first column that looks like it. Null = ignored.
 * "Name" beside a German or
 * Dutch first name is the last name. A header `custom.<name>`, as our own export writes it, is that custom field.
 */
export function guessMapping(headers: readonly string[]): Readonly<Record<string, string | null>> {
  const called = new Set(headers.map(lettersOf));
  const isLastName = called.has('vorname') || called.has('voornaam');
  const taken = new Set<string>();
  return Object.fromEntries(
    headers.map((header) => {
      if (/^custom\../u.test(header)) return [header, header];
      const letters = lettersOf(header);
      const named = columnTargets.find((one) => one.headers.includes(letters))?.value;
      const target = named === 'fullName' && isLastName ? 'lastName' : named;
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
