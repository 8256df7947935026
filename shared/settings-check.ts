// What can be wrong with the settings, in words and by field. The forms ask while one types, the main process before it
// saves, the channels before they send: all of them here.
import { z } from 'zod';
import { isZone } from './fields/duration.ts';
import { emailFault } from './model/address.ts';
import { lengthFault, limits } from './model/limits.ts';
import type { Problem } from './model/problem.ts';
import type { GatewaySettings, Settings, SmtpSettings } from './model/settings.ts';

/** Merge fields of a gateway's body, and of its headers. */
export const bodyFields = ['to', 'text', 'title', 'link', 'key'] as const;
const headerFields: readonly string[] = ['secret'];
const mergeField = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** A part of the settings that has a form of its own. */
export type SettingsPart = 'timeZone' | 'smtp' | 'sms' | 'whatsapp';

/** Headers that Baton sets itself, or that would change what a request is. */
const ownHeaders = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|idempotency-key)$/i;
const hostName = /^(?=.{1,253}$)[\p{L}\p{N}]([\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u;
const ipv6 = z.ipv6();
const webAddress = z.url({ protocol: /^https?$/ });

/** The merge fields that a text asks for. */
export function fieldsIn(text: string): readonly string[] {
  return [...text.matchAll(mergeField)].map((match) => match[1] ?? '');
}

/** Puts values into a text; a name without one stays as it stands. */
export function fillFields(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(mergeField, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** True for text that an HTTP header can hold: no line breaks, nothing beyond ASCII. */
export function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text);
}

/** What is wrong with the email settings; `where.field` names the field. */
export function smtpProblems({ host, port, user, fromName, fromAddress }: SmtpSettings): readonly Problem[] {
  const from = emailFault(fromAddress.trim());
  const most = limits.smtp;
  return [
    ...(tooLong('host', host.trim(), most.host) ?? hostProblem(host.trim())),
    ...(tooLong('user', user, most.user) ?? []),
    ...(tooLong('fromName', fromName, most.fromName) ?? []),
    ...(Number.isInteger(port) && port >= 1 && port <= 65_535
      ? []
      : [
          problem(
            'wrong-port',
            'port',
            'A port is a whole number from 1 to 65535.',
            'Most mail servers take 587 or 465.',
          ),
        ]),
    ...(from === undefined ? [] : [problem('wrong-from', 'fromAddress', from, 'Write it like crm@example.com.')]),
  ];
}

function hostProblem(host: string): readonly Problem[] {
  const wrong = (message: string, fix: string): readonly Problem[] => [problem('wrong-host', 'host', message, fix)];
  if (host === '') return wrong('The name of the mail server is missing.', 'Write it like smtp.example.com.');
  if (host.includes('://'))
    return wrong(`“${host}” is an address, not a name.`, 'Write the name alone, without smtp:// or another scheme.');
  if (hostName.test(host) || ipv6.safeParse(host).success) return [];
  if (/:\d+$/.test(host)) return wrong(`“${host}” holds a port.`, 'Write the port into the field beside it.');
  return wrong(
    `“${host}” is not the name of a mail server.`,
    'Write it like smtp.example.com, without blanks, slashes or @.',
  );
}

/** What is wrong with a gateway's settings; `where.field` names the field, for a header "headers.1.name" or "headers.1.value". */
export function gatewayProblems(gateway: GatewaySettings): readonly Problem[] {
  const { url, headers, body, allowPrivate } = gateway;
  const most = limits.gateway;
  return [
    ...(tooLong('url', url.trim(), most.url) ?? urlProblem(url.trim(), allowPrivate)),
    ...headers.flatMap(headerProblem),
    ...(headers.length <= most.headers
      ? []
      : [problem('too-many', 'headers', `A message takes at most ${most.headers} headers.`, 'Take some out.')]),
    ...(tooLong('body', body, most.body) ?? bodyProblem(body)),
  ];
}

/** Undefined when the text fits. */
function tooLong(field: string, text: string, most: number): readonly Problem[] | undefined {
  const fault = lengthFault(text, most);
  return fault === undefined ? undefined : [problem('too-long', field, fault, 'Shorten it.')];
}

function urlProblem(url: string, allowPrivate: boolean): readonly Problem[] {
  const wrong = (message: string, fix: string): readonly Problem[] => [problem('wrong-url', 'url', message, fix)];
  const like = 'Write it like https://gateway.example.com/send.';
  if (url === '') return wrong('The address that takes the messages is missing.', like);
  if (!/^https?:\/\/[^/]/i.test(url) || !webAddress.safeParse(url).success)
    return wrong(`“${url}” is not a web address.`, like);
  if (/^https?:\/\/[^/?#]*@/i.test(url))
    return wrong('The address holds a user name or a password.', 'Put them into a header, as {{ secret }}.');
  if (/^http:/i.test(url) && !allowPrivate)
    return wrong('http:// sends in plain text.', 'Use https://, or allow this host below.');
  return [];
}

function headerProblem({ name, value }: GatewaySettings['headers'][number], at: number): readonly Problem[] {
  const wrong = (field: 'name' | 'value', message: string, fix: string): readonly Problem[] => [
    problem('wrong-header', `headers.${at}.${field}`, message, fix),
  ];
  const plain = name.trim();
  const { headerName, headerValue } = limits.gateway;
  const long = tooLong(`headers.${at}.name`, plain, headerName) ?? tooLong(`headers.${at}.value`, value, headerValue);
  if (long !== undefined) return long;
  if (plain === '') return wrong('name', 'The header has no name.', 'Give it a name, or take it out.');
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(plain))
    return wrong('name', `“${plain}” cannot be the name of a header.`, 'Use letters and dashes.');
  if (ownHeaders.test(plain)) return wrong('name', `Baton sets the header “${plain}” itself.`, 'Take it out.');
  if (!isHeaderText(value))
    return wrong('value', `The header “${plain}” has characters that no header can hold.`, 'Use plain ones.');
  const unknown = fieldsIn(value).find((one) => !headerFields.includes(one));
  if (unknown === undefined) return [];
  return wrong('value', `The header “${plain}” asks for “{{ ${unknown} }}”.`, 'Headers know {{ secret }}.');
}

function bodyProblem(body: string): readonly Problem[] {
  const wrong = (message: string, fix: string): readonly Problem[] => [problem('wrong-body', 'body', message, fix)];
  try {
    JSON.parse(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return wrong(`The body is not JSON: ${why}.`, 'Merge fields stand inside quotes: { "to": "{{ to }}" }.');
  }
  const names = fieldsIn(body);
  if (names.includes('secret')) return wrong('The body holds the secret.', 'Put {{ secret }} into a header.');
  const unknown = names.find((one) => !(bodyFields as readonly string[]).includes(one));
  if (unknown === undefined) return [];
  const known = bodyFields.map((one) => `{{ ${one} }}`).join(', ');
  return wrong(`The body asks for “{{ ${unknown} }}”, which does not exist.`, `It knows ${known}.`);
}

/** What is wrong with one part of the settings; a channel that was never filled in is not wrong. */
export function problemsOf(settings: Settings, part: SettingsPart): readonly Problem[] {
  switch (part) {
    case 'timeZone':
      return settings.timeZone === '' || isZone(settings.timeZone)
        ? []
        : [
            problem(
              'wrong-zone',
              'timeZone',
              `No time zone is called “${settings.timeZone}”.`,
              'Choose one of the list, such as Europe/Berlin.',
            ),
          ];
    case 'smtp':
      return settings.smtp === null ? [] : smtpProblems(settings.smtp);
    case 'sms':
    case 'whatsapp': {
      const gateway = settings[part];
      return gateway === null ? [] : gatewayProblems(gateway);
    }
  }
}

function problem(code: string, field: string, message: string, fix: string): Problem {
  return { code, message, where: { field }, fix };
}
