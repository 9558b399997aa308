import { createPreference } from './create-preference.ts';

/** Enables shortcuts of plain characters; users of speech input turn them off (WCAG 2.1.4). */
export const characterShortcuts = createPreference('character-keys', true, (text) =>
  text === 'false' ? false : text === 'true' ? true : undefined,
);

export const MIN_PANEL_WIDTH = 320;
export const MAX_PANEL_WIDTH = 960;

/** Width of the side panel in pixels. */
export const panelWidth = createPreference('panel-width', 380, (text) => {
  const width = Number(text);
  return width >= MIN_PANEL_WIDTH && width <= MAX_PANEL_WIDTH ? width : undefined;
});

/** Ids of the collapsed sections of the legend, separated by commas. */
export const collapsedLegendSections = createPreference('legend-collapsed', '', (text) =>
  /^[a-z,-]{0,200}$/.test(text) ? text : undefined,
);
