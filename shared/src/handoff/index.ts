/** Knows how to tell somebody else what to do about halves, in words and in four languages; refuses to know why, and to do it. */
export { type HandOff, handOffTexts } from './hand-off.ts';
export type { Role } from './role.ts';
export type { Setting } from './settings.ts';
