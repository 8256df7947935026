// What a form calls too long is what the door refuses, to the character.
import { expect, test } from 'vitest';
import { draftOf, formFaults, formOf } from '../../../../renderer/contacts/contact-form.ts';
import { gatewayFaults, newGateway, newSmtp, smtpFaults } from '../../../../renderer/settings/forms.ts';
import { requests } from '../../../../shared/ipc.ts';
import { lengthFault, limits } from '../../../../shared/model/limits.ts';
import { gatewaySchema, smtpSchema } from '../../../../shared/model/settings.ts';

const long = (length: number): string => 'x'.repeat(length);
const maya = { ...formOf(null), firstName: 'Maya' };
const smtp = { ...newSmtp, host: 'smtp.example.com', fromAddress: 'crm@example.com' };
const gateway = { ...newGateway, url: 'https://gateway.example.com/send' };
const { contact } = limits;

/** Whether the door takes the contact that the form makes. */
function takes(form: typeof maya): boolean {
  const draft = draftOf(form);
  return requests['contacts.create'].input.safeParse({ act: 'a', draft: { ...draft, tags: [...draft.tags] } }).success;
}

test('says how long it is and how long it may be', () => {
  expect(lengthFault(long(200), 200)).toBeUndefined();
  expect(lengthFault(long(1_234_567), 10_000)).toBe('This has 1,234,567 characters; at most 10,000 fit here.');
});

test.each<[string, (length: number) => typeof maya, number]>([
  ['firstName', (n) => ({ ...maya, firstName: long(n) }), contact.value],
  ['lastName', (n) => ({ ...maya, lastName: ` ${long(n)} ` }), contact.value],
  ['phone', (n) => ({ ...maya, phone: '1'.repeat(n) }), contact.value],
  ['source', (n) => ({ ...maya, source: long(n) }), contact.value],
  ['tags', (n) => ({ ...maya, tags: ['new', long(n)] }), contact.value],
  ['tags', (n) => ({ ...maya, tags: Array.from({ length: n }, (_, at) => `t${at}`) }), contact.tags],
  ['custom.0.name', (n) => ({ ...maya, custom: [{ name: long(n), value: 'Pro' }] }), contact.fieldName],
  ['custom.0.value', (n) => ({ ...maya, custom: [{ name: 'plan', value: long(n) }] }), contact.value],
])('a contact: %s', (field, form, most) => {
  expect([formFaults(form(most)), takes(form(most))]).toEqual([{}, true]);
  expect(Object.keys(formFaults(form(most + 1)))).toEqual([field]);
  expect(formFaults(form(most + 1))[field]).toContain('at most');
  expect(takes(form(most + 1))).toBe(false);
});

test('an email that is too long is told so, not that its characters are wrong', () => {
  expect(formFaults({ ...maya, email: `${long(320)}@example.com` })).toEqual({
    email: 'An email address has at most 320 characters.',
  });
});

test.each<[string, object]>([
  ['host', { host: long(limits.smtp.host + 1) }],
  ['user', { user: long(limits.smtp.user + 1) }],
  ['fromName', { fromName: long(limits.smtp.fromName + 1) }],
  ['fromAddress', { fromAddress: `${long(limits.smtp.fromAddress)}@example.com` }],
])('email settings: %s', (field, change) => {
  const settings = { ...smtp, ...change };
  expect(Object.keys(smtpFaults(settings))).toEqual([field]);
  expect(smtpFaults(settings)[field]).toContain('at most');
  expect(smtpSchema.safeParse(settings).success).toBe(false);
});

test.each<[string, object]>([
  ['url', { url: `https://gateway.example.com/${long(limits.gateway.url)}` }],
  ['headers.0.name', { headers: [{ name: long(limits.gateway.headerName + 1), value: '' }] }],
  ['headers.0.value', { headers: [{ name: 'X-Note', value: long(limits.gateway.headerValue + 1) }] }],
  ['headers', { headers: Array.from({ length: limits.gateway.headers + 1 }, () => ({ name: 'X-Note', value: '' })) }],
  ['body', { body: JSON.stringify({ text: long(limits.gateway.body) }) }],
])('settings of a gateway: %s', (field, change) => {
  const settings = { ...gateway, ...change };
  expect(Object.keys(gatewayFaults(settings))).toEqual([field]);
  expect(gatewayFaults(settings)[field]).toContain('at most');
  expect(gatewaySchema.safeParse(settings).success).toBe(false);
});
