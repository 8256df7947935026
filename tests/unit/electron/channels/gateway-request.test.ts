// What can be wrong with a gateway's settings, and that no value breaks out of its place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../electron/channels/channel.ts';
import { checkGateway, dialled, gatewayBody, needsSecret } from '../../../../electron/channels/gateway-request.ts';
import type { GatewaySettings } from '../../../../shared/model/settings.ts';

const good: GatewaySettings = {
  url: 'https://gateway.example.com/send',
  headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
  body: '{ "to": "{{ to }}", "text": "{{ text }} {{ link }}" }',
  allowPrivate: false,
};

const message: Outgoing = {
  key: 'k',
  to: { name: 'Ana', address: '+351912345678' },
  title: 't',
  text: 'x',
  link: 'baton://contact/c1',
  at: 0,
};

describe('checkGateway', () => {
  it('finds nothing wrong with good settings', () => {
    expect(checkGateway(good)).toBeUndefined();
    expect(checkGateway({ ...good, url: 'http://192.168.1.5:8080/sms', allowPrivate: true })).toBeUndefined();
  });

  it.each<[string, Partial<GatewaySettings>]>([
    ['url', { url: 'gateway.example.com' }],
    ['url', { url: 'ftp://gateway.example.com' }],
    ['url', { url: 'http://gateway.example.com' }],
    ['url', { url: 'https://user:pw@gateway.example.com' }],
    ['url', { url: 'file:///etc/passwd' }],
    ['headers', { headers: [{ name: 'X Y', value: '' }] }],
    ['headers', { headers: [{ name: 'Host', value: 'internal' }] }],
    ['headers', { headers: [{ name: 'Content-Length', value: '0' }] }],
    ['headers', { headers: [{ name: 'X', value: 'a\r\nY: b' }] }],
    ['headers', { headers: [{ name: 'X', value: '{{ text }}' }] }],
    ['body', { body: '' }],
    ['body', { body: '{ "to": {{ to }} }' }],
    ['body', { body: '{ "to": "{{ number }}" }' }],
    ['body', { body: '{ "key": "{{ secret }}" }' }],
    ['body', { body: '{ "x": "{{ constructor }}" }' }],
  ])('finds what is wrong with the %s: %j', (field, wrong) => {
    const problem = checkGateway({ ...good, ...wrong });
    expect(problem?.where?.field).toBe(field);
    expect(problem?.fix).not.toBe('');
  });

  it('knows when the secret is needed', () => {
    expect(needsSecret(good)).toBe(true);
    expect(needsSecret({ ...good, headers: [{ name: 'X', value: 'y' }] })).toBe(false);
  });
});

describe('gatewayBody', () => {
  it('puts any text into its place and nowhere else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, title) => {
        const gateway = { ...good, body: '{ "a": "{{ text }}", "b": ["{{ title }}!"], "c": "{{ link }}", "n": 1 }' };
        const body = JSON.parse(gatewayBody(gateway, { ...message, text, title }, '+1')) as unknown;
        expect(body).toEqual({ a: text, b: [`${title}!`], c: message.link, n: 1 });
      }),
    );
  });
});

describe('dialled', () => {
  it.each([
    ['+351 912 345 678', '+351912345678'],
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['020 7946 0018', '02079460018'],
    ['maya@example.com', undefined],
    ['', undefined],
  ])('%j becomes %j', (typed, number) => {
    expect(dialled(typed)).toBe(number);
  });
});
