// What a message of the window may be before its schema looks at it: plain data, not large, not deep, with harmless names.
import { unsafeKeys } from '../../../shared/model/unsafe-keys.ts';

/** In characters and bytes together. */
const MOST = 8 * 1024 * 1024;
const MOST_VALUES = 1_000_000;
/** A workflow document is up to 64 deep, and the message around it a little more. */
const DEEPEST = 80;

/** Why a message is not even looked at; undefined when it may be. Takes bounded time, also for one that holds itself. */
export function messageFault(message: unknown): string | undefined {
  let size = 0;
  let values = 0;
  let level: unknown[] = [message];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return 'it is nested too deeply';
    const below: unknown[] = [];
    for (const value of level) {
      values += 1;
      if (typeof value === 'string') size += value.length;
      else if (value instanceof Uint8Array) size += value.byteLength;
      else if (typeof value === 'object' && value !== null) {
        // A list says how long it is before anybody walks along it.
        const fault = values + below.length > MOST_VALUES ? 'it holds too much' : takeApart(value, below);
        if (fault !== undefined) return fault;
        size += Array.isArray(value) ? 0 : keysLength(value);
      } else if (!isPlain(value)) return `it holds a ${typeof value}`;
      if (size > MOST) return 'it is larger than 8 MB';
    }
    level = below;
    if (values + level.length > MOST_VALUES) return 'it holds too much';
  }
  return undefined;
}

/** Adds the values in an object or a list to those of the next level. */
function takeApart(value: object, below: unknown[]): string | undefined {
  if (Array.isArray(value)) {
    if (value.length + below.length > MOST_VALUES) return 'it holds too much';
    for (const one of value) below.push(one);
    return undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 'it holds something that is no plain data';
  for (const [key, one] of Object.entries(value)) {
    if (unsafeKeys.has(key)) return `the name “${key}” is not allowed`;
    below.push(one);
  }
  return undefined;
}

function keysLength(value: object): number {
  return Object.keys(value).reduce((sum, key) => sum + key.length, 0);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || value === undefined || typeof value === 'boolean';
}
