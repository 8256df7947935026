// What a step was given: the contact as it stood, and the settings in words.
import { changePuts } from '../../shared/engine/changes.ts';
import { overlay } from '../../shared/engine/overlay.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { conditionWords, type Groups } from '../../shared/fields/conditions.ts';
import type { AnyField, Branch, Share } from '../../shared/fields/index.ts';
import type { Duration } from '../../shared/fields/duration.ts';
import type { Choice } from '../../shared/fields/choice.ts';
import type { GraphNode } from '../../shared/graph/index-graph.ts';
import { fullName, type Contact } from '../../shared/model/contact.ts';
import type { Directory, People } from '../../shared/model/directory.ts';
import type { Json } from '../../shared/steps/define.ts';
import { fieldsInUse } from '../../shared/steps/config.ts';

/** The contact after the changes of these entries, as a person knows it. */
export function contactBefore(contact: Contact, entries: readonly Entry[], people: People): Json {
  const world = overlay((table, id) => (table === 'contacts' && id === contact.id ? (contact as never) : undefined));
  for (const entry of entries) {
    if (entry.kind !== 'node-left') continue;
    for (const change of entry.changes ?? []) world.take(changePuts(change, entry.at, world.get));
  }
  const now = world.get('contacts', contact.id) ?? contact;
  const owner = now.owner === null ? undefined : people.users.get(now.owner)?.name;
  return {
    Name: fullName(now),
    Email: now.email,
    Phone: now.phone,
    Source: now.source,
    Tags: now.tags,
    Owner: owner ?? now.owner ?? 'nobody',
    ...now.custom,
  };
}

/** The settings that counted, as label and words. */
export function settingsAsRead(
  node: GraphNode,
  directory: Directory,
): readonly { readonly label: string; readonly value: string }[] {
  const { type, config } = node;
  if (type === undefined) return [];
  return fieldsInUse(type, config).flatMap((name) => {
    const field = type.fields[name];
    const value = config[name];
    if (field === undefined || value === undefined) return [];
    const words = valueWords(field, value, directory);
    return words === '' ? [] : [{ label: field.label, value: words }];
  });
}

function valueWords(field: AnyField, value: unknown, directory: Directory): string {
  const write = writers[field.kind];
  return write === undefined ? String(value) : write(value, directory, field);
}

type Writer = (value: unknown, directory: Directory, field: AnyField) => string;

/** Kinds whose value is not its own word. The form has parsed the value with its field. */
const writers: Readonly<Record<string, Writer>> = {
  toggle: (value) => (value === true ? 'Yes' : 'No'),
  choice: (value, _, field) =>
    (field as AnyField & { choices: readonly Choice<string>[] }).choices.find((one) => one.value === value)?.label ??
    String(value),
  shares: (value, directory) =>
    (value as readonly Share[])
      .map(({ user, weight }) => directory.name(user) + (weight === undefined ? '' : ` (${weight})`))
      .join(', '),
  users: (value, directory) => (value as readonly string[]).map(directory.name).join(', '),
  user: (value, directory) => directory.name(value as string),
  pool: (value, directory) => directory.name(value as string),
  tags: (value) => (value as readonly string[]).join(', '),
  groups: (value) => groupWords(value as Groups) || 'Every contact',
  branches: (value) =>
    (value as readonly Branch[]).map(({ name, groups }) => `${name}: ${groupWords(groups)}`).join('\n'),
  duration: (value) => `${(value as Duration).amount} ${(value as Duration).unit}`,
};

function groupWords(groups: Groups): string {
  return groups.map((group) => group.map(conditionWords).join(' and ')).join(', or ');
}
