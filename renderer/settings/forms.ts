// The forms of the channels as plain data: what they start with, and what is wrong with them as text for each field.
import { problemWords, type Problem } from '../../shared/model/problem.ts';
import type { GatewaySettings, SmtpSettings } from '../../shared/model/settings.ts';
import { gatewayProblems, smtpProblems } from '../../shared/settings-check.ts';

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

/** Whether a gateway's address leads to another host now: then what was allowed for the one is not allowed for the other. */
export function isOtherHost(before: string, now: string): boolean {
  const [one, other] = [before, now].map((url) => (URL.canParse(url) ? new URL(url).host : ''));
  return one !== other;
}

/** Problems as the forms show them: one text under each field. */
export function faultsOf(problems: readonly Problem[]): Faults {
  return Object.fromEntries(problems.map((problem) => [problem.where?.field ?? '', problemWords(problem)]));
}

/** What is wrong with the email settings, by field. */
export const smtpFaults = (smtp: SmtpSettings): Faults => faultsOf(smtpProblems(smtp));

/** What is wrong with a gateway's settings, by field. */
export const gatewayFaults = (gateway: GatewaySettings): Faults => faultsOf(gatewayProblems(gateway));
