// What the forms of the channels refuse, and under which field they say so.
import { expect, test } from 'vitest';
import { gatewayFaults, newGateway, newSmtp, smtpFaults } from '../../../../renderer/settings/forms.ts';

const smtp = { ...newSmtp, host: 'smtp.example.com', fromAddress: 'crm@example.com' };
const gateway = { ...newGateway, url: 'https://gateway.example.com/send' };

test('good settings have no faults', () => {
  expect(smtpFaults(smtp)).toEqual({});
  expect(gatewayFaults(gateway)).toEqual({});
});

test.each([
  ['', /name of the mail server/],
  ['smtp://mail.example.com', /without smtp/],
  ['mail.example.com:587', /port/],
  ['user@mail.example.com', /blanks, slashes or @/],
])('the host %j is refused', (host, words) => {
  expect(smtpFaults({ ...smtp, host }).host).toMatch(words);
});

test.each([0, 65_536, 2.5])('the port %d is refused', (port) => {
  expect(smtpFaults({ ...smtp, port })).toHaveProperty('port');
});

test('a sender without an address is refused', () => {
  expect(smtpFaults({ ...smtp, fromAddress: 'crm' })).toHaveProperty('fromAddress');
});

test.each(['', 'gateway', 'ftp://gateway.example.com', 'https://'])('the address %j is refused', (url) => {
  expect(gatewayFaults({ ...gateway, url })).toHaveProperty('url');
});

test('plain http needs the switch', () => {
  const url = 'http://10.0.0.5/send';
  expect(gatewayFaults({ ...gateway, url })).toHaveProperty('url');
  expect(gatewayFaults({ ...gateway, url, allowPrivate: true })).toEqual({});
});

test('the body is JSON around its merge fields', () => {
  expect(gatewayFaults({ ...gateway, body: '{"to": "{{ to }}", "n": 1}' })).toEqual({});
  expect(gatewayFaults({ ...gateway, body: '{"to": "{{ to }}"' }).body).toMatch(/not JSON/);
});

test('a header without a name is shown at its row', () => {
  const headers = [...gateway.headers, { name: ' ', value: 'x' }];
  expect(gatewayFaults({ ...gateway, headers })).toHaveProperty(['headers.1.name']);
});
