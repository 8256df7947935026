// The forms of the channels as plain data: what they start with and what is wrong with them. The main process checks again.
import { emailFault } from '../../shared/model/address.ts';
import type { GatewaySettings, SmtpSettings } from '../../shared/model/settings.ts';

export type Faults = Readonly<Record<string, string>>;

export const newSmtp: SmtpSettings = {
  host: '',
  port: 587,
  tls: 'required',
  user: '',
  fromName: '',
  fromAddress: '',
};

/** What many gateways understand: a bearer token, a number and a text. */
export const newGateway: GatewaySettings = {
  url: '',
  headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
  body: '{\n  "to": "{{ to }}",\n  "text": "{{ text }}"\n}',
  allowPrivate: false,
};

/** What is wrong with the e-mail settings, by field. */
export function smtpFaults({ host, port, fromAddress }: SmtpSettings): Faults {
  const from = emailFault(fromAddress.trim());
  return {
    ...hostFault(host.trim()),
    ...((!Number.isInteger(port) || port < 1 || port > 65_535) && { port: 'A port is a number from 1 to 65535.' }),
    ...(from !== undefined && { fromAddress: from }),
  };
}

function hostFault(host: string): Faults {
  if (host === '') return { host: 'Write the name of the mail server.' };
  if (/:\/\//.test(host)) return { host: 'Write the name alone, without smtp:// or another scheme.' };
  if (/:\d+$/.test(host)) return { host: 'Write the port into the field beside it.' };
  return /[\s/@]/.test(host) ? { host: 'A server’s name has no blanks, slashes or @.' } : {};
}

/** What is wrong with a gateway's settings, by field. */
export function gatewayFaults({ url, body, headers, allowPrivate }: GatewaySettings): Faults {
  const faults: Record<string, string> = { ...urlFault(url.trim(), allowPrivate) };
  headers.forEach(({ name }, at) => {
    if (name.trim() === '') faults[`headers.${at}.name`] = 'Give the header a name.';
  });
  const ofBody = jsonFault(body);
  return ofBody === undefined ? faults : { ...faults, body: ofBody };
}

function urlFault(url: string, allowPrivate: boolean): Faults {
  if (url === '') return { url: 'Write the address that takes the messages.' };
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url))
    return { url: 'Write it like https://gateway.example.com/send.' };
  if (/^http:/i.test(url) && !allowPrivate)
    return { url: 'http:// sends in plain text. Use https://, or allow it below.' };
  return {};
}

/** What the JSON parser says about a body, with merge fields taken as text. */
function jsonFault(body: string): string | undefined {
  try {
    JSON.parse(body.replaceAll(/\{\{[^{}]*\}\}/g, 'x'));
    return undefined;
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`;
  }
}
