// Keeps gateways off this machine and the local network unless the settings allow it: by number, not by name.
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

export interface Resolved {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Everything that is not an ordinary address of the public internet (IANA special-purpose registries). */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.ipv4.addSubnet(net, bits, 'ipv4');
}
// Of IPv6 only 2000::/3 is public; in it, Teredo and 6to4 carry IPv4 addresses that cannot be seen.
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.ipv6.addSubnet(net, bits, 'ipv6');
}

/** True for an address of this machine, of a local network, or of a range that hides one. */
export function isPrivate(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  const family = isIP(plain);
  if (family === 0) return true;
  return family === 4 ? special.ipv4.check(plain, 'ipv4') : special.ipv6.check(plain, 'ipv6');
}

/** The addresses behind a URL's host name, asked for once. Throws what the look-up throws (ENOTFOUND, EAI_AGAIN). */
export async function resolveHost(hostname: string): Promise<readonly Resolved[]> {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  const found = family === 0 ? await lookup(bare, { all: true, verbatim: true }) : [{ address: bare, family }];
  return found.map((one) => ({ address: one.address, family: one.family === 6 ? 6 : 4 }));
}
