import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';

/** Brand ramp in petrol, which does not compete with the status colours. */
const petrol: BrandVariants = {
  10: '#03151a',
  20: '#05232b',
  30: '#06303a',
  40: '#073d49',
  50: '#084a58',
  60: '#095767',
  70: '#0a6476',
  80: '#0b7285',
  90: '#1f8496',
  100: '#3896a7',
  110: '#52a8b7',
  120: '#6db9c6',
  130: '#8acad5',
  140: '#a7dae2',
  150: '#c5e9ee',
  160: '#e2f5f7',
};

const shared: Partial<Theme> = {
  fontFamilyBase: '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontFamilyNumeric: '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, sans-serif',
  borderRadiusSmall: '4px',
  borderRadiusMedium: '6px',
  borderRadiusLarge: '8px',
  borderRadiusXLarge: '12px',
};

const lightSlate: Partial<Theme> = {
  colorNeutralForeground1: '#12181d',
  colorNeutralForeground2: '#37434c',
  colorNeutralForeground3: '#56636d',
  colorNeutralForeground4: '#66737d',
  colorNeutralBackground1: '#ffffff',
  colorNeutralBackground1Hover: '#f1f4f6',
  colorNeutralBackground1Pressed: '#e6ebee',
  colorNeutralBackground1Selected: '#eaf0f2',
  colorNeutralBackground2: '#f8fafb',
  colorNeutralBackground3: '#f1f4f6',
  colorSubtleBackgroundHover: '#eef2f4',
  colorSubtleBackgroundPressed: '#e3e9ec',
  colorSubtleBackgroundSelected: '#e8eef1',
  colorNeutralStroke1: '#cbd4da',
  colorNeutralStroke2: '#e0e6ea',
  colorNeutralStroke3: '#ecf0f2',
  colorNeutralStrokeAccessible: '#66737d',
};

const darkSlate: Partial<Theme> = {
  colorNeutralForeground1: '#edf2f5',
  colorNeutralForeground2: '#c9d3da',
  colorNeutralForeground3: '#9dabb5',
  colorNeutralForeground4: '#8a98a2',
  colorNeutralBackground1: '#171d22',
  colorNeutralBackground1Hover: '#20282e',
  colorNeutralBackground1Pressed: '#273138',
  colorNeutralBackground1Selected: '#232d33',
  colorNeutralBackground2: '#12171b',
  colorNeutralBackground3: '#0e1215',
  colorSubtleBackgroundHover: '#222b31',
  colorSubtleBackgroundPressed: '#2a343b',
  colorSubtleBackgroundSelected: '#253037',
  colorNeutralStroke1: '#3c4850',
  colorNeutralStroke2: '#2a343b',
  colorNeutralStroke3: '#212a30',
  colorNeutralStrokeAccessible: '#8a98a2',
  colorBrandForeground1: '#6db9c6',
  colorBrandForeground2: '#8acad5',
  colorCompoundBrandForeground1: '#6db9c6',
};

/** Fluent themes with the colours of Peerscape. */
export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: { ...createLightTheme(petrol), ...shared, ...lightSlate },
  dark: { ...createDarkTheme(petrol), ...shared, ...darkSlate },
};
