// File names that every system takes.

/** Names that Windows keeps for devices, whatever follows after a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A file name from a workflow's name: letters, digits and hyphens, whatever the name holds. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return plain === '' || DEVICE.test(plain) ? `workflow${plain && `-${plain}`}` : plain;
}
