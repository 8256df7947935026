// The component kit in Baton's colours and sizes. The numbers are those of look-and-feel.md, section 2.
import {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  createTheme,
  InputWrapper,
  Loader,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  PasswordInput,
  Popover,
  Portal,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { byWhatIsSought } from './by-what-is-sought.ts';

const pine: MantineColorsTuple = [
  '#E8F5F2',
  '#DDEFEA',
  '#B8DFD5',
  '#8FD0C0',
  '#57C7B2',
  '#2FA692',
  '#158070',
  '#0C6B5D',
  '#08574B',
  '#06231E',
];
const brick: MantineColorsTuple = [
  '#FCE8E6',
  '#F9D3CF',
  '#F4B3AD',
  '#FF9388',
  '#F07A6E',
  '#DC5A4E',
  '#C23A31',
  '#B4231B',
  '#8F1A13',
  '#3B1B18',
];
const gray: MantineColorsTuple = [
  '#F8F7F4',
  '#F4F3EF',
  '#E6E3DB',
  '#DAD6CC',
  '#857F73',
  '#6F6A60',
  '#67625A',
  '#55514A',
  '#36332E',
  '#1E1C18',
];
const dark: MantineColorsTuple = [
  '#F0EDE6',
  '#D6D1C6',
  '#BDB8AC',
  '#A19B8F',
  '#8B8578',
  '#3A3731',
  '#292723',
  '#1F1D1A',
  '#171613',
  '#11100E',
];

const fontFamily = "'Inter Variable', system-ui, sans-serif";
const small = { size: 'sm' } as const;
const calm = { transition: 'fade', duration: 180 } as const;
// A list opens by a press, an arrow key or typing. Opened by the focus alone it lies over the dialog it stands in, and takes the first Escape.
const patient = { openOnFocus: false } as const;

/** The kit's theme. Use colour `brick` for what destroys (in a menu `var(--danger)`: words need another red than fills), never the kit's own red. */
export const theme = createTheme({
  colors: { pine, brick, gray, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  respectReducedMotion: true,
  black: '#1E1C18',
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  headings: { fontFamily, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.3334', sm: '1.5385', md: '1.5385', lg: '1.4286', xl: '1.5' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 32 } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { ...small, ...patient, filter: byWhatIsSought } }),
    Button: Button.extend({ defaultProps: small }),
    Checkbox: Checkbox.extend({ defaultProps: small }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    }),
    Loader: Loader.extend({ defaultProps: { size: 16, color: 'var(--accent)' } }),
    Menu: Menu.extend({
      // The kit's placeholder for the first focus is no menu item; the first item takes the focus instead.
      defaultProps: {
        radius: 'md',
        transitionProps: calm,
        position: 'bottom-start',
        withInitialFocusPlaceholder: false,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        centered: true,
        // The page itself never scrolls; the kit's lock would add a style that our policy refuses.
        lockScroll: false,
        padding: 'lg',
        transitionProps: calm,
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
    MultiSelect: MultiSelect.extend({ defaultProps: { ...small, ...patient, filter: byWhatIsSought } }),
    NumberInput: NumberInput.extend({ defaultProps: small }),
    PasswordInput: PasswordInput.extend({ defaultProps: small }),
    Popover: Popover.extend({ defaultProps: { radius: 'md', transitionProps: calm } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { ...small, withItemsBorders: false } }),
    Portal: Portal.extend({ defaultProps: { target: '#floats' } }),
    Select: Select.extend({
      defaultProps: { ...small, ...patient, allowDeselect: false, checkIconPosition: 'right', filter: byWhatIsSought },
    }),
    Switch: Switch.extend({ defaultProps: { ...small, withThumbIndicator: false } }),
    TagsInput: TagsInput.extend({ defaultProps: { ...small, filter: byWhatIsSought } }),
    Textarea: Textarea.extend({ defaultProps: small }),
    TextInput: TextInput.extend({ defaultProps: small }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: { duration: 120 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
  },
});

/** The kit's own variables, led back to ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--raised)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-success': 'var(--done)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control)',
  },
  light: {
    '--mantine-color-pine-light-color': '#0C6B5D',
    '--mantine-color-brick-light-color': '#B4231B',
    '--mantine-color-gray-light-color': '#55514A',
  },
  dark: {
    '--mantine-color-pine-light': '#15352F',
    '--mantine-color-pine-light-color': '#7AD6C5',
    '--mantine-color-brick-light': '#3B1B18',
    '--mantine-color-brick-light-color': '#FF9388',
    '--mantine-color-gray-light-color': '#BDB8AC',
  },
});
