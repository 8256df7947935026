// Why the list of contacts is empty, where a search or an owner narrows it.

/** `owner`: a user's id, null for nobody, undefined for all. */
export function nothingWords(search: string, owner: string | null | undefined, ownerName: string): string {
  const has = `has “${search}” in its name, email, phone, source or tags`;
  if (owner === undefined) return `No contact ${has}.`;
  if (search === '') return owner === null ? 'Every contact has an owner.' : `${ownerName} owns no contact.`;
  return owner === null ? `No contact without an owner ${has}.` : `No contact of ${ownerName} ${has}.`;
}
