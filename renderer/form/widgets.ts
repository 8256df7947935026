// The widget of each kind of field, one line each.
import type { ComponentType } from 'react';
import type { FieldProps } from './field-props.ts';
import { BranchesWidget } from './BranchesWidget.tsx';
import { ChoiceWidget } from './ChoiceWidget.tsx';
import { DurationWidget, WallTimeWidget, ZoneWidget } from './TimeWidgets.tsx';
import { GroupsWidget } from './GroupsWidget.tsx';
import { PoolWidget, UsersWidget, UserWidget } from './PeopleWidgets.tsx';
import { SharesWidget } from './SharesWidget.tsx';
import { TagsWidget, TextWidget, ToggleWidget } from './PlainWidgets.tsx';
import { TemplateWidget } from './TemplateWidget.tsx';

// A field with its value's type forgotten: the registry pairs each kind with the widget of its value.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type AnyWidget = ComponentType<FieldProps<any, any>>;

/** The widget of each kind. Every kind has one (tests/unit/renderer/form/widgets.test.tsx). */
export const widgets: Readonly<Record<string, AnyWidget>> = {
  branches: BranchesWidget,
  choice: ChoiceWidget,
  duration: DurationWidget,
  groups: GroupsWidget,
  pool: PoolWidget,
  shares: SharesWidget,
  tags: TagsWidget,
  template: TemplateWidget,
  text: TextWidget,
  toggle: ToggleWidget,
  user: UserWidget,
  users: UsersWidget,
  'wall-time': WallTimeWidget,
  zone: ZoneWidget,
};
