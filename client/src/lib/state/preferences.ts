import { kept } from './kept.ts';

/** Whether shortcuts of plain characters work; people who speak or whose keys slip switch them off (WCAG 2.1.4). */
export const characterKeys = kept('character-keys', true, (text) => (text === 'false' ? false : text === 'true' ? true : undefined));

export const NARROWEST = 320;
export const WIDEST = 960;

/** How wide the side panel is, in pixels. */
export const panelWidth = kept('panel-width', 380, (text) => {
  const width = Number(text);
  return width >= NARROWEST && width <= WIDEST ? width : undefined;
});
