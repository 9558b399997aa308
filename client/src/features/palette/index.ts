/** The command palette. */
export { Palette, type PaletteAction } from './palette.tsx';
