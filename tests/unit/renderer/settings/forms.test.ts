// How the forms show what is wrong: one text under each field, with what to do.
import { expect, test } from 'vitest';
import { gatewayFaults, isOtherHost, newGateway, newSmtp, smtpFaults } from '../../../../renderer/settings/forms.ts';

const smtp = { ...newSmtp, host: 'smtp.example.com', fromAddress: 'crm@example.com' };
const gateway = { ...newGateway, url: 'https://gateway.example.com/send' };

test('good settings have no faults', () => {
  expect(smtpFaults(smtp)).toEqual({});
  expect(gatewayFaults(gateway)).toEqual({});
});

test('an empty form says what each field needs', () => {
  expect(smtpFaults(newSmtp)).toEqual({
    host: 'The name of the mail server is missing. Write it like smtp.example.com.',
    fromAddress: 'An email address needs an @. Write it like crm@example.com.',
  });
  expect(gatewayFaults(newGateway)).toEqual({
    url: 'The address that takes the messages is missing. Write it like https://gateway.example.com/send.',
  });
});

test('a header without a name is shown at its row', () => {
  const headers = [...gateway.headers, { name: ' ', value: 'x' }];
  expect(gatewayFaults({ ...gateway, headers })).toHaveProperty(['headers.1.name']);
});

test('private addresses are allowed for one host: another host, or another port of it, is asked about anew', () => {
  expect(isOtherHost('http://10.0.0.5/send', 'http://10.0.0.5/send?v=2')).toBe(false);
  expect(isOtherHost('http://10.0.0.5/send', 'http://10.0.0.6/send')).toBe(true);
  expect(isOtherHost('http://10.0.0.5/send', 'http://10.0.0.5:81/send')).toBe(true);
  expect(isOtherHost('http://10.0.0.5/send', 'http://167772165/send')).toBe(false);
  expect(isOtherHost('http://10.0.0.5/send', '')).toBe(true);
});
