// The request to a gateway: no value breaks out of its place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../electron/channels/channel.ts';
import { dialled, gatewayBody, needsSecret } from '../../../../electron/channels/gateway-request.ts';
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

describe('needsSecret', () => {
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
