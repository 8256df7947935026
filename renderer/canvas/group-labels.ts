// What the groups of steps are called on cards and in the inspector.
export const groupLabels: Readonly<Record<string, string>> = {
  trigger: 'Trigger',
  contact: 'Contact',
  notify: 'Notify',
  logic: 'Logic',
  data: 'Data',
  unknown: 'Not known here',
};
