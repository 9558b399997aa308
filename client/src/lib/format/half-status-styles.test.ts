import { describe, expect, it } from 'vitest';
import { PALETTES } from '../../features/map/model/palette.ts';
import { GLYPH_PATHS } from './glyph-paths.ts';
import {
  HALF_APPLY_STATUS_STYLES,
  HALF_APPLY_STATUSES,
  HALF_STATUS_STYLES,
  HALF_STATUSES,
  PLANNED_STATUS_STYLES,
  PLANNED_STATUSES,
} from './half-status-styles.ts';

const distinct = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

describe('HALF_STATUS_STYLES', () => {
  it('gives every status its own dash and its own glyph, so that colour is never needed', () => {
    expect(distinct(HALF_STATUSES.map((status) => HALF_STATUS_STYLES[status].dash ?? 'none'))).toBe(HALF_STATUSES.length);
    expect(distinct(HALF_STATUSES.map((status) => HALF_STATUS_STYLES[status].glyph))).toBe(HALF_STATUSES.length);
  });

  it('gives every status its own label and a full sentence', () => {
    expect(distinct(HALF_STATUSES.map((status) => HALF_STATUS_STYLES[status].label))).toBe(HALF_STATUSES.length);
    for (const status of HALF_STATUSES) expect(HALF_STATUS_STYLES[status].sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('has a path for every glyph', () => {
    for (const status of HALF_STATUSES) expect(GLYPH_PATHS[HALF_STATUS_STYLES[status].glyph]).toBeDefined();
  });

  it.each(['light', 'dark'] as const)('gives every colour a contrast of at least 3:1 in the %s theme', (theme) => {
    for (const status of HALF_STATUSES)
      expect(contrast(HALF_STATUS_STYLES[status].colour[theme], PALETTES[theme].background)).toBeGreaterThanOrEqual(3);
  });

  it.each(['light', 'dark'] as const)('gives text on cards and background a contrast of at least 4.5:1 in the %s theme', (theme) => {
    const { text, quiet, background, card, hubCard, badge, badgeText } = PALETTES[theme];
    for (const foreground of [text, quiet])
      for (const surface of [background, card, hubCard]) expect(contrast(foreground, surface)).toBeGreaterThanOrEqual(4.5);
    for (const colour of Object.values(badge)) expect(contrast(badgeText, colour)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('PLANNED_STATUS_STYLES', () => {
  it('gives every planned change its own glyph, and a dash that no half status uses', () => {
    expect(distinct(PLANNED_STATUSES.map((planned) => PLANNED_STATUS_STYLES[planned].glyph))).toBe(PLANNED_STATUSES.length);
    expect(distinct(HALF_APPLY_STATUSES.map((state) => HALF_APPLY_STATUS_STYLES[state].glyph))).toBe(HALF_APPLY_STATUSES.length);
    const dashes = [
      ...HALF_STATUSES.map((status) => HALF_STATUS_STYLES[status].dash),
      ...PLANNED_STATUSES.map((planned) => PLANNED_STATUS_STYLES[planned].dash),
    ].filter(Boolean);
    expect(distinct(dashes)).toBe(dashes.length);
  });

  it.each(['light', 'dark'] as const)('gives every colour a contrast of at least 3:1 in the %s theme', (theme) => {
    for (const { colour } of [...Object.values(PLANNED_STATUS_STYLES), ...Object.values(HALF_APPLY_STATUS_STYLES)])
      expect(contrast(colour[theme], PALETTES[theme].background)).toBeGreaterThanOrEqual(3);
  });
});

/** Returns the contrast ratio of two hex colours as defined by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
