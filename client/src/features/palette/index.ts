/** The command palette. */
export { Palette } from './palette.tsx';
export type { PaletteAction } from './palette-actions.ts';
