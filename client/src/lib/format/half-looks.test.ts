import { describe, expect, it } from 'vitest';
import { PALETTES } from '../../features/map/model/palette.ts';
import { GLYPH_PATHS } from './glyph-paths.ts';
import { APPLY_LOOKS, APPLY_STATES, HALF_LOOKS, LOOKS, PLAN_LOOKS, PLANNED } from './half-looks.ts';

const distinct = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

describe('the table of looks', () => {
  it('tells every look apart by its dash and by its sign, without colour', () => {
    expect(distinct(LOOKS.map((look) => HALF_LOOKS[look].dash ?? 'none'))).toBe(LOOKS.length);
    expect(distinct(LOOKS.map((look) => HALF_LOOKS[look].glyph))).toBe(LOOKS.length);
  });

  it('has words of its own for every look', () => {
    expect(distinct(LOOKS.map((look) => HALF_LOOKS[look].label))).toBe(LOOKS.length);
    for (const look of LOOKS) expect(HALF_LOOKS[look].sentence).toMatch(/^[A-Z].*\.$/);
  });

  it('has a drawing for every sign', () => {
    for (const look of LOOKS) expect(GLYPH_PATHS[HALF_LOOKS[look].glyph]).toBeDefined();
  });

  it.each(['light', 'dark'] as const)('can be seen in the %s theme: every colour stands off the background by 3 to 1', (theme) => {
    for (const look of LOOKS) expect(contrast(HALF_LOOKS[look].colour[theme], PALETTES[theme].background)).toBeGreaterThanOrEqual(3);
  });

  it.each(['light', 'dark'] as const)('writes on cards and background with 4.5 to 1 in the %s theme', (theme) => {
    const { text, quiet, background, card, hubCard, badge, badgeText } = PALETTES[theme];
    for (const ink of [text, quiet])
      for (const paper of [background, card, hubCard]) expect(contrast(ink, paper)).toBeGreaterThanOrEqual(4.5);
    for (const colour of Object.values(badge)) expect(contrast(badgeText, colour)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the table of planned changes', () => {
  it('tells every change apart by its sign, and every line from those of states, without colour', () => {
    expect(distinct(PLANNED.map((look) => PLAN_LOOKS[look].glyph))).toBe(PLANNED.length);
    expect(distinct(APPLY_STATES.map((state) => APPLY_LOOKS[state].glyph))).toBe(APPLY_STATES.length);
    const dashes = [...LOOKS.map((look) => HALF_LOOKS[look].dash), ...PLANNED.map((look) => PLAN_LOOKS[look].dash)].filter(Boolean);
    expect(distinct(dashes)).toBe(dashes.length);
  });

  it.each(['light', 'dark'] as const)('stands off the background by 3 to 1 in the %s theme', (theme) => {
    for (const { colour } of [...Object.values(PLAN_LOOKS), ...Object.values(APPLY_LOOKS)])
      expect(contrast(colour[theme], PALETTES[theme].background)).toBeGreaterThanOrEqual(3);
  });
});

/** The contrast of two colours as WCAG 2.2 computes it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
