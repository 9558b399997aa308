import { beforeAll, describe, expect, it, vi } from 'vitest';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { CAPTION, drawFixture, fixedWidthMeasurer } from '../testing/drawing-fixtures.ts';
import { createPage } from './page.ts';
import { toSvg } from './svg.ts';

beforeAll(() => {
  vi.stubGlobal('Path2D', class {});
  return () => vi.unstubAllGlobals();
});

const exportSvg = (fixture: string, hasLegend = true) => {
  const drawing = drawFixture(fixture);
  return toSvg(createPage(drawing, { extent: 'whole', hasLegend, caption: CAPTION }, fixedWidthMeasurer), fixedWidthMeasurer);
};
const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');
const texts = (document: Document) => [...document.getElementsByTagName('text')].map(({ textContent }) => textContent);
const titles = (document: Document) => [...document.getElementsByTagName('title')].map(({ textContent }) => textContent);

describe('an SVG export', () => {
  it('has the name of every VNet as text, and a group with its prefixes', () => {
    const { picture } = drawFixture('contoso');
    const document = parse(exportSvg('contoso'));
    for (const { name, addressSpace, kind } of picture.scene.nodes) {
      expect(texts(document)).toContain(name);
      const title = titles(document).find((one) => one?.startsWith(`${name}, `));
      if (kind === 'vnet') expect(title).toContain(addressSpace[0]);
    }
  });

  it('has a group with the state of each half, and none for a missing half', () => {
    const document = parse(exportSvg('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\na <-> b\na -> c Initiated\n'));
    const halves = titles(document).filter((title) => title?.includes(' → '));
    expect(new Set(halves.map((title) => title?.split('.')[0]))).toEqual(
      new Set(['a → b: Connected, in sync', 'b → a: Connected, in sync', 'a → c: Initiated']),
    );
  });

  it('draws a half in the colour and dash of its status', () => {
    const document = parse(exportSvg('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Disconnected\n', false));
    const { colour, dash } = HALF_STATUS_STYLES.disconnected;
    const half = [...document.getElementsByTagName('g')].find((group) => group.textContent?.startsWith('a → b'));
    const line = half?.getElementsByTagName('path')[0];
    expect(line?.getAttribute('stroke')).toBe(colour.light);
    expect(line?.getAttribute('stroke-dasharray')).toBe(dash?.join(' '));
  });

  it('contains no scripts or external references, whatever names tenants use', () => {
    const hostile = '<script>x</script>&"]]>';
    const svg = exportSvg(`# Hostile\nsubscription ${'<img/src=x/onerror=1>'}\nin sub=<img/src=x/onerror=1>\nvnet a 10.0.0.0/16\n`);
    const base = drawFixture('# One\nvnet a 10.0.0.0/16\n');
    const nodes = base.picture.scene.nodes.map((node) => ({ ...node, name: hostile, badges: [] }));
    const drawing = { ...base, picture: { ...base.picture, scene: { ...base.picture.scene, nodes } } };
    const caption = { ...CAPTION, title: hostile, filter: hostile };
    const hostileSvg = toSvg(createPage(drawing, { extent: 'whole', hasLegend: true, caption }, fixedWidthMeasurer), fixedWidthMeasurer);
    for (const document of [parse(svg), parse(hostileSvg)]) {
      const names = new Set([...document.getElementsByTagName('*')].map(({ tagName }) => tagName));
      expect([...names].sort().filter((name) => !['circle', 'g', 'path', 'rect', 'svg', 'text', 'title'].includes(name))).toEqual([]);
    }
    expect(hostileSvg).not.toContain('<script');
    expect(hostileSvg.match(/(href|url\(|src)/)).toBeNull();
    expect(texts(parse(hostileSvg))).toContain(`Filter: ${hostile}`);
  });

  it('has a caption, and a legend of only what occurs', () => {
    const document = parse(exportSvg('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated\n'));
    expect(texts(document)).toEqual(expect.arrayContaining(['test (sandbox)', 'as of 2026-11-28 18:40:12 UTC', 'Initiated', 'Missing']));
    for (const absent of ['Connected', 'Disconnected', 'Out of sync', 'VPN gateway', 'To be created'])
      expect(texts(document)).not.toContain(absent);
    expect(texts(parse(exportSvg('# One\nvnet a 10.0.0.0/16\n', false)))).toContain('as of 2026-11-28 18:40:12 UTC');
  });
});
