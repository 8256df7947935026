// What a header is taken for, and how a full name is split.
import { describe, expect, test } from 'vitest';
import { guessMapping, splitName } from '../../../shared/csv-mapping.ts';

describe('columns', () => {
  test('are recognised in any spelling', () => {
    expect(guessMapping(['First Name', 'SURNAME', 'E-Mail', 'Phone number', 'lead_source', 'Tags', 'Notes'])).toEqual({
      'First Name': 'firstName',
      SURNAME: 'lastName',
      'E-Mail': 'email',
      'Phone number': 'phone',
      lead_source: 'source',
      Tags: 'tags',
      Notes: null,
    });
  });

  test('are recognised in letters of full width', () => {
    expect(guessMapping(['Ｅｍａｉｌ', '\u00a0Phone'])).toEqual({ Ｅｍａｉｌ: 'email', '\u00a0Phone': 'phone' });
  });

  test('are recognised in some other languages', () => {
    const fields = (...headers: readonly string[]) => Object.values(guessMapping(headers));
    expect(fields('Vorname', 'Nachname', 'E-Mail-Adresse', 'Telefon', 'Quelle')).toEqual([
      'firstName',
      'lastName',
      'email',
      'phone',
      'source',
    ]);
    expect(fields('Prénom', 'Nom', 'Téléphone')).toEqual(['firstName', 'lastName', 'phone']);
    expect(fields('Nombre', 'Apellidos', 'Correo electrónico', 'Móvil')).toEqual([
      'firstName',
      'lastName',
      'email',
      'phone',
    ]);
  });

  test('“Name” beside a German or Dutch first name is the last name; elsewhere it is the whole one', () => {
    expect(guessMapping(['Vorname', 'Name'])).toEqual({ Vorname: 'firstName', Name: 'lastName' });
    expect(guessMapping(['Naam', 'Voornaam'])).toEqual({ Naam: 'lastName', Voornaam: 'firstName' });
    expect(guessMapping(['Name', 'First name'])).toEqual({ Name: 'fullName', 'First name': 'firstName' });
  });

  test('a field is given once', () => {
    expect(guessMapping(['Phone', 'Mobile'])).toEqual({ Phone: 'phone', Mobile: null });
  });

  test('a custom field comes back under its own name', () => {
    expect(guessMapping(['custom.Company Size', 'custom.'])).toEqual({
      'custom.Company Size': 'custom.Company Size',
      'custom.': null,
    });
  });

  test('a header that names a part of every object is just a header', () => {
    expect(Object.entries(guessMapping(['__proto__', 'constructor', 'Name']))).toEqual([
      ['__proto__', null],
      ['constructor', null],
      ['Name', 'fullName'],
    ]);
  });
});

test.each([
  ['Maya Öztürk', 'Maya', 'Öztürk'],
  ['  Ana  Maria  Silva ', 'Ana Maria', 'Silva'],
  ['Cher', 'Cher', ''],
  ['', '', ''],
])('splits "%s"', (fullName, firstName, lastName) => {
  expect(splitName(fullName)).toEqual({ firstName, lastName });
});
