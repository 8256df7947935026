// A secret is in no form in what is kept of an answer, and everything else is as it came.
import { describe, expect, it, test } from 'vitest';
import { theirWords } from '../../../../electron/channels/channel.ts';

const secret = 'pä"ss/w\\rd +&1';
const bytes = Buffer.from(secret);
const everyByte = (prefix: string): string => [...bytes].map((byte) => prefix + byte.toString(16)).join('');
const units = Array.from({ length: secret.length }, (_, at) => secret.charCodeAt(at).toString(16).padStart(4, '0'));
const plainLogin = Buffer.from(`\0crm@example.com\0${secret}`);

const forms: readonly (readonly [string, string])[] = [
  ['as it was typed', secret],
  ['base64', bytes.toString('base64')],
  ['base64 for addresses', bytes.toString('base64url')],
  ['AUTH PLAIN', plainLogin.toString('base64')],
  ['user:password', Buffer.from(`crm:${secret}`).toString('base64')],
  ['longer base64, first place', Buffer.from(`abc${secret}tail`).toString('base64')],
  ['longer base64, second place', Buffer.from(`abcd${secret}tail`).toString('base64')],
  ['longer base64, third place', Buffer.from(`abcde${secret}tail`).toString('base64')],
  ['base64, percent-encoded', encodeURIComponent(plainLogin.toString('base64'))],
  ['JSON', JSON.stringify(secret).slice(1, -1)],
  ['JSON with its slashes escaped', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
  ['JSON with every character escaped', units.map((unit) => `\\u${unit}`).join('')],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded, small', encodeURIComponent(secret).replaceAll(/%../g, (one) => one.toLowerCase())],
  ['percent-encoded whole', everyByte('%')],
  ['as a form sends it', new URLSearchParams({ s: secret }).toString().slice(2)],
  ['HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&#34;')],
  ['hex', bytes.toString('hex')],
  ['hex, capitals', bytes.toString('hex').toUpperCase()],
  ['hex of a login', plainLogin.toString('hex')],
];

test.each(forms)('%s', (_, form) => {
  expect(theirWords(`535 refused: ${form}, try again`, secret)).toBe('535 refused: •••, try again');
  expect(theirWords(`${form} and ${form}`, secret)).toBe('••• and •••');
  expect(theirWords(`{"key":"${form}"}`, secret)).toBe('{"key":"•••"}');
});

describe('what is no secret', () => {
  const answer = '250 2.0.0 Ok: queued as 4Zxyz/+=, 100%25 of "a\\u00e9b" &amp; c0ffee \\n %zz &nosuch; %C3';

  it('is left as it came', () => {
    expect(theirWords(answer, secret)).toBe(answer);
    expect(theirWords(answer, null)).toBe(answer);
    expect(theirWords('a secret of abc', 'abc')).toBe('a secret of abc');
  });
});

test('letters that are longer when they are small do not lead away from what follows them', () => {
  const hex = bytes.toString('hex').toUpperCase();
  const before = 'İ'.repeat(80);
  expect(theirWords(`${before} ${hex}`, secret)).toBe(`${before} •••`);
});

// Half a minute and more, in which nothing else was done, when a whole was looked for from every place in it.
test.each([
  ['hex', Buffer.from('s3cret-key').toString('hex')],
  ['base64', Buffer.from('s3cret-key!!').toString('base64')],
])('a long answer that is nothing but the secret in %s is one blot, found at once', (_, form) => {
  expect(theirWords(form.repeat(100_000), 's3cret-key')).toBe('•••');
});

test('of a long answer full of escapes only the beginning is kept', () => {
  expect(theirWords('%41\\u0042QUJD'.repeat(200_000), 's3cret-key').length).toBeLessThan(600);
});
