// A phone number in its one international form (E.164, "+442079460018"), for comparing and for sending.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

const E164 = /^\+[1-9]\d{6,14}$/;

/** The number in E.164; undefined when it cannot be one, or lacks a country code and no country is given. */
export function toE164(phone: string, country?: CountryCode): string | undefined {
  const typed = phone.trim();
  if (E164.test(typed)) return typed;
  if (typed === '') return undefined;
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC'), country);
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** The key by which two phone numbers are the same: E.164, else the digits as typed; empty when there are none. */
export function phoneKey(phone: string, country?: CountryCode): string {
  return toE164(phone, country) ?? phone.normalize('NFKC').replaceAll(/\D/g, '');
}
