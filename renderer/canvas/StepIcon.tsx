// The icons that step types name. A new step type with a new icon adds its line here.
import { BellRing, Box, Hand, Hourglass, Split, Tag, UserCheck, UserPlus, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export const stepIcons: Readonly<Record<string, LucideIcon>> = {
  BellRing,
  Hand,
  Hourglass,
  Split,
  Tag,
  UserCheck,
  UserPlus,
};

/** The icon of that name; a plain box for a step that this version does not know. */
export function StepIcon({ name, size }: { readonly name: string | undefined; readonly size: number }): ReactNode {
  const Icon = stepIcons[name ?? ''] ?? Box;
  return <Icon size={size} />;
}
