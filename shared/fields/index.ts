// Every kind of field, one line each.
export { branches, type Branch, type BranchesField } from './branches.ts';
export { choice, type ChoiceField } from './choice.ts';
export { groups, type GroupsField } from './conditions.ts';
export { duration, wallTime, zone, type DurationField, type WallTimeField, type ZoneField } from './duration.ts';
export { optional, type AnyField, type ConfigOf, type Field, type Fields } from './field.ts';
export {
  pool,
  shares,
  user,
  users,
  type PoolField,
  type Share,
  type SharesField,
  type UserField,
  type UsersField,
} from './people.ts';
export { tags, type TagsField } from './tags.ts';
export { template, type TemplateField } from './template.ts';
export { text, type TextField } from './text.ts';
export { toggle, type ToggleField } from './toggle.ts';
