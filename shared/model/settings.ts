// The workspace's settings. Secrets never stand here: they are kept by the operating system.
import { z } from 'zod';
import { limits } from './limits.ts';

const { smtp, gateway } = limits;

// The shape only: what the values must be is said by shared/settings-check.ts, in words for each field.
const header = z.object({
  name: z.string().trim().max(gateway.headerName),
  value: z.string().max(gateway.headerValue),
});

export const smtpSchema = z.object({
  host: z.string().trim().max(smtp.host),
  port: z.number(),
  /** required: STARTTLS or TLS or nothing is sent. insecure: plain text is allowed (shown in red). */
  tls: z.enum(['required', 'insecure']),
  user: z.string().max(smtp.user),
  fromName: z.string().max(smtp.fromName),
  fromAddress: z.string().trim().max(smtp.fromAddress),
});

export const gatewaySchema = z.object({
  url: z.string().trim().max(gateway.url),
  headers: z.array(header).max(gateway.headers),
  /** JSON text with merge fields: {{ to }}, {{ text }}, {{ title }}, {{ link }}, {{ key }}. */
  body: z.string().max(gateway.body),
  /** Let the gateway be on this machine or in the local network, or speak plain http. */
  allowPrivate: z.boolean(),
});

export const settingsSchema = z.object({
  /** IANA zone in which days and weeks are counted; empty = the machine's. */
  timeZone: z.string().max(64),
  /** "You are": a user's id; null = Everybody. */
  you: z.string().nullable(),
  /**
   * How many days the execution log is kept; null = for good. Off unless somebody asks for it: the log answers "why did Bo
   * get this contact", and nothing should vanish that nobody asked to be rid of.
   */
  keepLogsDays: z.number().int().min(1).max(3650).nullable().default(null),
  smtp: smtpSchema.nullable(),
  sms: gatewaySchema.nullable(),
  whatsapp: gatewaySchema.nullable(),
});

export type SmtpSettings = z.infer<typeof smtpSchema>;
export type GatewaySettings = z.infer<typeof gatewaySchema>;
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  timeZone: '',
  you: null,
  keepLogsDays: null,
  smtp: null,
  sms: null,
  whatsapp: null,
};

/** The names under which secrets are kept. */
export const secretNames = ['smtp', 'sms', 'whatsapp'] as const;
export type SecretName = (typeof secretNames)[number];
