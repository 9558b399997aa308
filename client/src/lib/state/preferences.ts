import { kept } from './kept.ts';

/** Enables shortcuts of plain characters; users of speech input turn them off (WCAG 2.1.4). */
export const characterKeys = kept('character-keys', true, (text) => (text === 'false' ? false : text === 'true' ? true : undefined));

export const NARROWEST = 320;
export const WIDEST = 960;

/** Width of the side panel in pixels. */
export const panelWidth = kept('panel-width', 380, (text) => {
  const width = Number(text);
  return width >= NARROWEST && width <= WIDEST ? width : undefined;
});
