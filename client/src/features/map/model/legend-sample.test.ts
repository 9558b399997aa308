import { describe, expect, it } from 'vitest';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { LEGEND } from './legend.ts';
import { SAMPLE, sampleShapes } from './legend-sample.ts';

const ITEMS = LEGEND.flatMap(({ items }) => items);

describe('legend', () => {
  it('has no two items with the same meaning', () => {
    const labels = LEGEND.flatMap(({ title, items }) => items.map(({ label }) => `${title}: ${label}`));
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(['light', 'dark'] as const)('has a different sample for each item, in the %s theme', (theme) => {
    // access off is a half status and an option, with the same glyph on different shapes
    const samples = ITEMS.map((item) => JSON.stringify(sampleShapes(item, theme)));
    expect(new Set(samples).size).toBe(samples.length);
  });

  it('draws a half in the colour and dash of its status, and a missing half as a line that stops in the middle', () => {
    for (const item of ITEMS) {
      if (item.kind !== 'half') continue;
      const { colour, dash } = HALF_STATUS_STYLES[item.status];
      const [line] = sampleShapes(item, 'light');
      if (line?.kind !== 'line') throw new Error(`${item.label} has no line`);
      if (dash) expect(line).toMatchObject({ colour: colour.light, dash, to: SAMPLE.width });
      else expect(line).toMatchObject({ colour: HALF_STATUS_STYLES.connected.colour.light, to: SAMPLE.width / 2 });
    }
  });
});
