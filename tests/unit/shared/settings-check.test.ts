// What is wrong with the settings of the channels and the zone: one answer for forms, main process and channels.
import { describe, expect, test } from 'vitest';
import { defaultSettings, type GatewaySettings, type SmtpSettings } from '../../../shared/model/settings.ts';
import { gatewayProblems, problemsOf, smtpProblems } from '../../../shared/settings-check.ts';
import type { Problem } from '../../../shared/model/problem.ts';

const smtp: SmtpSettings = {
  host: 'smtp.example.com',
  port: 587,
  tls: 'required',
  user: '',
  fromName: '',
  fromAddress: 'crm@example.com',
};
const gateway: GatewaySettings = {
  url: 'https://gateway.example.com/send',
  headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
  body: '{ "to": "{{ to }}", "text": "{{ text }} {{ link }}" }',
  allowPrivate: false,
};
const fields = (problems: readonly Problem[]): readonly (string | undefined)[] =>
  problems.map(({ where }) => where?.field);

describe('the mail server', () => {
  test.each(['smtp.example.com', 'localhost', '127.0.0.1', '::1', 'bücher.example', ' smtp.example.com '])(
    'takes the host %j',
    (host) => {
      expect(smtpProblems({ ...smtp, host })).toEqual([]);
    },
  );

  test.each([
    ['', /missing/, /Write it like/],
    ['smtp://mail.example.com', /is an address/, /without smtp/],
    ['https://mail.example.com/', /is an address/, /without smtp/],
    ['mail.example.com:587', /holds a port/, /beside it/],
    ['user@mail.example.com', /not the name/, /blanks, slashes or @/],
    ['mail server', /not the name/, /blanks/],
    ['mail.example.com\r\nX', /not the name/, /blanks/],
    ['-x', /not the name/, /Write it like/],
  ])('refuses the host %j and says why', (host, message, fix) => {
    const [problem, ...more] = smtpProblems({ ...smtp, host });
    expect(problem).toMatchObject({ where: { field: 'host' }, message: expect.stringMatching(message) as string });
    expect(problem?.fix).toMatch(fix);
    expect(more).toEqual([]);
  });

  test.each([0, -1, 65_536, 99_999, 2.5, Number.NaN])('refuses the port %d', (port) => {
    expect(fields(smtpProblems({ ...smtp, port }))).toEqual(['port']);
  });

  test('names everything that is wrong', () => {
    expect(fields(smtpProblems({ ...smtp, host: '', port: 0, fromAddress: 'CRM <crm@example.com>' }))).toEqual([
      'host',
      'port',
      'fromAddress',
    ]);
  });
});

describe('a gateway', () => {
  test('is taken when nothing is wrong', () => {
    expect(gatewayProblems(gateway)).toEqual([]);
    expect(gatewayProblems({ ...gateway, url: 'http://192.168.1.5:8080/sms', allowPrivate: true })).toEqual([]);
    expect(gatewayProblems({ ...gateway, url: 'https://[2001:db8::1]:8443/x?y=a@b' })).toEqual([]);
  });

  test.each<[string, Partial<GatewaySettings>]>([
    ['url', { url: '' }],
    ['url', { url: 'gateway.example.com' }],
    ['url', { url: 'ftp://gateway.example.com' }],
    ['url', { url: 'https://' }],
    ['url', { url: 'https:gateway' }],
    ['url', { url: 'https://gateway.example.com:99999/' }],
    ['url', { url: 'https://gate way.example.com/' }],
    ['url', { url: 'http://gateway.example.com' }],
    ['url', { url: 'https://user:pw@gateway.example.com' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['url', { url: 'javascript:alert(1)' }],
    ['headers.0.name', { headers: [{ name: ' ', value: '' }] }],
    ['headers.0.name', { headers: [{ name: 'X Y', value: '' }] }],
    ['headers.0.name', { headers: [{ name: 'Host', value: 'internal' }] }],
    ['headers.0.name', { headers: [{ name: 'Content-Length', value: '0' }] }],
    ['headers.0.name', { headers: [{ name: 'Idempotency-Key', value: 'the same for all' }] }],
    ['headers.0.name', { headers: [{ name: 'transfer-encoding', value: 'chunked' }] }],
    ['headers.1.value', { headers: [...gateway.headers, { name: 'X', value: 'a\r\nY: b' }] }],
    ['headers.0.value', { headers: [{ name: 'X', value: '{{ text }}' }] }],
    ['body', { body: '' }],
    ['body', { body: '{ "to": {{ to }} }' }],
    ['body', { body: '{"to": "{{ to }}"' }],
    ['body', { body: '{ "to": "{{ number }}" }' }],
    ['body', { body: '{ "key": "{{ secret }}" }' }],
    ['body', { body: '{ "x": "{{ constructor }}" }' }],
  ])('is refused at %s: %j', (field, wrong) => {
    const problems = gatewayProblems({ ...gateway, ...wrong });
    expect(fields(problems)).toEqual([field]);
    expect(problems[0]?.fix).not.toBe('');
  });
});

test('a channel that was never filled in is not wrong; a zone must exist', () => {
  expect(problemsOf(defaultSettings, 'smtp')).toEqual([]);
  expect(problemsOf(defaultSettings, 'sms')).toEqual([]);
  expect(problemsOf({ ...defaultSettings, whatsapp: { ...gateway, url: 'x' } }, 'whatsapp')).toHaveLength(1);
  expect(problemsOf({ ...defaultSettings, timeZone: 'Europe/Berlin' }, 'timeZone')).toEqual([]);
  expect(problemsOf({ ...defaultSettings, timeZone: 'Europe/Atlantis' }, 'timeZone')).toMatchObject([
    { code: 'wrong-zone', where: { field: 'timeZone' } },
  ]);
});
