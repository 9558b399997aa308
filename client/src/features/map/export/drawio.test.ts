import { describe, expect, it } from 'vitest';
import type { Grouping } from '../../../lib/format/grouping.ts';
import { HALF_STATUS_STYLES } from '../../../lib/format/half-status-styles.ts';
import { CARD } from '../geometry/bounds.ts';
import { CAPTION, drawFixture } from '../testing/drawing-fixtures.ts';
import { keyOf } from '../testing/map-fixtures.ts';
import { toDrawio } from './drawio.ts';
import type { MapDrawing } from './map-drawing.ts';

const OPTIONS = { extent: 'whole', hasLegend: true, caption: CAPTION } as const;

/** A cell parsed from the file, with the attributes of the object that wraps it. */
interface ParsedCell {
  readonly id: string;
  readonly label: string | null;
  readonly parent: string | null;
  readonly style: string;
  readonly source: string | null;
  readonly target: string | null;
  readonly data: Element;
  readonly box: readonly number[];
}

function exportAndParse(drawing: MapDrawing): { cells: readonly ParsedCell[]; byId: ReadonlyMap<string, ParsedCell>; document: Document } {
  const document = new DOMParser().parseFromString(toDrawio(drawing, OPTIONS, '2026-11-28T18:40:12Z'), 'application/xml');
  const cells = [...document.getElementsByTagName('mxCell')].map((cell): ParsedCell => {
    const wrap = cell.parentElement?.tagName === 'object' ? cell.parentElement : undefined;
    const geometry = cell.getElementsByTagName('mxGeometry')[0];
    return {
      id: (wrap ?? cell).getAttribute('id') ?? '',
      label: wrap ? wrap.getAttribute('label') : cell.getAttribute('value'),
      parent: cell.getAttribute('parent'),
      style: cell.getAttribute('style') ?? '',
      source: cell.getAttribute('source'),
      target: cell.getAttribute('target'),
      data: wrap ?? cell,
      box: ['x', 'y', 'width', 'height'].map((name) => Number(geometry?.getAttribute(name) ?? 0)),
    };
  });
  return { cells, byId: new Map(cells.map((cell) => [cell.id, cell])), document };
}

/** Returns the absolute position of a cell: the sum of its parents' positions and its own. */
function positionOf(byId: ReadonlyMap<string, ParsedCell>, id: string): readonly [number, number] {
  const cell = byId.get(id);
  if (!cell) return [0, 0];
  const [x, y] = positionOf(byId, cell.parent ?? '');
  return [x + (cell.box[0] ?? 0), y + (cell.box[1] ?? 0)];
}

const parentsOf = (byId: ReadonlyMap<string, ParsedCell>, id: string): string[] => {
  const parent = byId.get(id)?.parent;
  return parent ? [parent, ...parentsOf(byId, parent)] : [];
};

const GROUPINGS: readonly Grouping[] = ['none', 'region', 'subscription', 'resource-group'];

describe('a draw.io export', () => {
  it.each(GROUPINGS)('has every VNet and ghost as an Azure shape at its map position, grouped by: %s', (grouping) => {
    const drawing = drawFixture('contoso', grouping);
    const { byId } = exportAndParse(drawing);
    const { scene } = drawing.picture;
    const first = positionOf(byId, scene.nodes[0]?.key ?? '');
    scene.nodes.forEach((node, i) => {
      const cell = byId.get(node.key);
      expect(cell?.label).toBe(node.name);
      expect(cell?.style).toContain('image=img/lib/azure2/networking/Virtual_Networks.svg');
      expect(cell?.style.includes('dashed=1')).toBe(node.kind === 'ghost');
      expect(cell?.box.slice(2)).toEqual([CARD.width, CARD.height]);
      const [x, y] = positionOf(byId, node.key);
      expect(x - first[0]).toBeCloseTo((scene.x[i] ?? 0) - (scene.x[0] ?? 0), 1);
      expect(y - first[1]).toBeCloseTo((scene.y[i] ?? 0) - (scene.y[0] ?? 0), 1);
    });
  });

  it('has groups as containers of their VNets', () => {
    const drawing = drawFixture('contoso', 'region');
    const { byId } = exportAndParse(drawing);
    for (const { key, group } of drawing.picture.scene.nodes) {
      const parent = parentsOf(byId, key)
        .map((id) => byId.get(id))
        .find((cell) => cell?.data.getAttribute('group') === group.title);
      expect(parent?.style).toContain('container=1');
      const [x, y] = positionOf(byId, key);
      const [left, top] = positionOf(byId, parent?.id ?? '');
      expect(
        x >= left && y >= top && x + CARD.width <= left + (parent?.box[2] ?? 0) && y + CARD.height <= top + (parent?.box[3] ?? 0),
      ).toBe(true);
    }
  });

  it('has a connected group as a container inside the group of its members', () => {
    const drawing = drawFixture('contoso', 'region');
    const { byId } = exportAndParse(drawing);
    const parents = parentsOf(byId, keyOf({ nodes: new Map(drawing.picture.scene.nodes.map((node) => [node.key, node])) }, 'edge-01'));
    expect(parents.map((id) => byId.get(id)?.label)).toEqual(['avnm-edge', 'westeurope', 'VNets and groups', null]);
  });

  it('connects each peering to its two VNets and labels halves that are not Connected next to their VNets', () => {
    const drawing = drawFixture('contoso');
    const { cells, byId } = exportAndParse(drawing);
    for (const link of drawing.picture.scene.links) {
      const edge = byId.get(link.key);
      expect([edge?.source, edge?.target]).toEqual([link.a, link.b]);
      const labels = cells.filter(({ parent }) => parent === link.key).map(({ label, box }) => [label, Math.sign(box[0] ?? 0)]);
      const expected = link.statuses.flatMap((status, side) =>
        status === 'connected' ? [] : [[HALF_STATUS_STYLES[status].label, side === 0 ? -1 : 1]],
      );
      expect(labels).toEqual(expected);
    }
  });

  it('draws a line in the colour and dash of its worst half, with both halves as data', () => {
    const drawing = drawFixture('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated forwarded\n');
    const edge = exportAndParse(drawing).byId.get(drawing.picture.scene.links[0]?.key ?? '');
    expect(edge?.style).toContain(`strokeColor=${HALF_STATUS_STYLES.initiated.colour.light};`);
    expect(edge?.style).toContain(`dashPattern=${HALF_STATUS_STYLES.initiated.dash?.join(' ')};`);
    const data = (name: string) => edge?.data.getAttribute(name) ?? null;
    expect([data('from'), data('to'), data('fromState'), data('toState')]).toEqual(['a', 'b', 'Initiated', 'Missing']);
    expect(data('fromOptions')).toBe('a accepts forwarded traffic from b');
  });

  it.each(GROUPINGS)('has unique IDs and no dangling parents or ends, grouped by: %s', (grouping) => {
    const { cells, byId } = exportAndParse(drawFixture('contoso', grouping));
    expect(byId.size).toBe(cells.length);
    const references = cells.flatMap(({ parent, source, target }) => [parent, source, target]).filter((id) => id !== null);
    expect(references.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('keeps hostile names unchanged as plain text, and out of styles', () => {
    const names = ['<script>alert(1)</script>', 'a;fillColor=red;html=1', '"]]>&amp;', '\u202egnp.exe 😀', 'x'.repeat(80)];
    const base = drawFixture(`# Many\n${names.map((_, i) => `vnet v${i} 10.${i}.0.0/16`).join('\n')}\n`);
    const nodes = base.picture.scene.nodes.map((node, i) => ({ ...node, name: names[i] ?? '' }));
    const { byId, cells } = exportAndParse({ ...base, picture: { ...base.picture, scene: { ...base.picture.scene, nodes } } });
    expect(nodes.map(({ key }) => byId.get(key)?.label)).toEqual(names);
    const styles = cells.map(({ style }) => style).join('');
    expect(styles).not.toContain('html=1');
    expect(styles).not.toContain('script');
  });

  it('shows peerings that a draft adds', () => {
    const base = drawFixture('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
    const [a, b] = base.picture.scene.nodes.map(({ key }) => key);
    const drawing = drawFixture(
      '# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n',
      'none',
      new Map([
        [`${a}>${b}`, 'create'],
        [`${b}>${a}`, 'create'],
      ]),
    );
    const added = exportAndParse(drawing).cells.filter(({ source }) => source !== null);
    expect(added.map(({ label, source, target }) => [label, source, target])).toEqual([['To be created', a, b]]);
  });

  it('has the caption and the legend on one layer', () => {
    const { cells } = exportAndParse(drawFixture('contoso'));
    const labels = cells.filter(({ parent }) => parent === 'legend').map(({ label }) => label);
    expect(labels).toContain('test (sandbox) · 2 VNets · as of 2026-11-28 18:40:12 UTC');
    expect(labels).toEqual(expect.arrayContaining(['Connected', 'Initiated', 'Azure Firewall']));
  });
});
