import { describe, expect, it } from 'vitest';
import { HALF_LOOKS } from '../../../lib/format/half-looks.ts';
import { CARD } from '../geometry/room.ts';
import type { Grouping } from '../model/grouping.ts';
import { CAPTION, drawnWorld } from '../testing/drawn-world.ts';
import { keyOf } from '../testing/map-worlds.ts';
import { drawioOf } from './drawio.ts';
import type { Drawn } from './drawn.ts';

const WISH = { extent: 'whole', hasLegend: true, caption: CAPTION } as const;

/** A cell as a reader of the file finds it, with the attributes of the object that wraps it. */
interface ReadCell {
  readonly id: string;
  readonly label: string | null;
  readonly parent: string | null;
  readonly style: string;
  readonly source: string | null;
  readonly target: string | null;
  readonly data: Element;
  readonly box: readonly number[];
}

function read(drawn: Drawn): { cells: readonly ReadCell[]; byId: ReadonlyMap<string, ReadCell>; document: Document } {
  const document = new DOMParser().parseFromString(drawioOf(drawn, WISH, '2026-11-28T18:40:12Z'), 'application/xml');
  const cells = [...document.getElementsByTagName('mxCell')].map((cell): ReadCell => {
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

/** Where a cell stands on the page: its parents' places and its own. */
function placeOf(byId: ReadonlyMap<string, ReadCell>, id: string): readonly [number, number] {
  const cell = byId.get(id);
  if (!cell) return [0, 0];
  const [x, y] = placeOf(byId, cell.parent ?? '');
  return [x + (cell.box[0] ?? 0), y + (cell.box[1] ?? 0)];
}

const parentsOf = (byId: ReadonlyMap<string, ReadCell>, id: string): string[] => {
  const parent = byId.get(id)?.parent;
  return parent ? [parent, ...parentsOf(byId, parent)] : [];
};

const GROUPINGS: readonly Grouping[] = ['none', 'region', 'subscription', 'resource-group'];

describe('a map for draw.io', () => {
  it.each(GROUPINGS)('has every VNet and ghost as an Azure shape where it stands on the map, grouped by: %s', (grouping) => {
    const drawn = drawnWorld('contoso', grouping);
    const { byId } = read(drawn);
    const { scene } = drawn.picture;
    const first = placeOf(byId, scene.nodes[0]?.key ?? '');
    scene.nodes.forEach((node, i) => {
      const cell = byId.get(node.key);
      expect(cell?.label).toBe(node.name);
      expect(cell?.style).toContain('image=img/lib/azure2/networking/Virtual_Networks.svg');
      expect(cell?.style.includes('dashed=1')).toBe(node.kind === 'ghost');
      expect(cell?.box.slice(2)).toEqual([CARD.width, CARD.height]);
      const [x, y] = placeOf(byId, node.key);
      expect(x - first[0]).toBeCloseTo((scene.x[i] ?? 0) - (scene.x[0] ?? 0), 1);
      expect(y - first[1]).toBeCloseTo((scene.y[i] ?? 0) - (scene.y[0] ?? 0), 1);
    });
  });

  it('has groups as containers that hold their VNets', () => {
    const drawn = drawnWorld('contoso', 'region');
    const { byId } = read(drawn);
    for (const { key, group } of drawn.picture.scene.nodes) {
      const home = parentsOf(byId, key)
        .map((id) => byId.get(id))
        .find((cell) => cell?.data.getAttribute('group') === group.title);
      expect(home?.style).toContain('container=1');
      const [x, y] = placeOf(byId, key);
      const [left, top] = placeOf(byId, home?.id ?? '');
      expect(x >= left && y >= top && x + CARD.width <= left + (home?.box[2] ?? 0) && y + CARD.height <= top + (home?.box[3] ?? 0)).toBe(
        true,
      );
    }
  });

  it('has a connected group as a container in the container of its members', () => {
    const drawn = drawnWorld('contoso', 'region');
    const { byId } = read(drawn);
    const parents = parentsOf(byId, keyOf({ nodes: new Map(drawn.picture.scene.nodes.map((node) => [node.key, node])) }, 'edge-01'));
    expect(parents.map((id) => byId.get(id)?.label)).toEqual(['avnm-edge', 'westeurope', 'VNets and groups', null]);
  });

  it('joins each peering to its two VNets and puts what is not plain beside the VNet whose half it is', () => {
    const drawn = drawnWorld('contoso');
    const { cells, byId } = read(drawn);
    for (const link of drawn.picture.scene.links) {
      const edge = byId.get(link.key);
      expect([edge?.source, edge?.target]).toEqual([link.a, link.b]);
      const labels = cells.filter(({ parent }) => parent === link.key).map(({ label, box }) => [label, Math.sign(box[0] ?? 0)]);
      const expected = link.looks.flatMap((look, side) => (look === 'connected' ? [] : [[HALF_LOOKS[look].label, side === 0 ? -1 : 1]]));
      expect(labels).toEqual(expected);
    }
  });

  it('draws a line in the colour and dash of its worst half, and holds both halves as data', () => {
    const drawn = drawnWorld('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated forwarded\n');
    const edge = read(drawn).byId.get(drawn.picture.scene.links[0]?.key ?? '');
    expect(edge?.style).toContain(`strokeColor=${HALF_LOOKS.initiated.colour.light};`);
    expect(edge?.style).toContain(`dashPattern=${HALF_LOOKS.initiated.dash?.join(' ')};`);
    const data = (name: string) => edge?.data.getAttribute(name) ?? null;
    expect([data('from'), data('to'), data('fromState'), data('toState')]).toEqual(['a', 'b', 'Initiated', 'Missing']);
    expect(data('fromOptions')).toBe('a accepts traffic that b forwards from elsewhere');
  });

  it.each(GROUPINGS)('has no id twice and no parent or end that is not there, grouped by: %s', (grouping) => {
    const { cells, byId } = read(drawnWorld('contoso', grouping));
    expect(byId.size).toBe(cells.length);
    const named = cells.flatMap(({ parent, source, target }) => [parent, source, target]).filter((id) => id !== null);
    expect(named.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('gives back hostile names exactly, as plain text and nowhere in a style', () => {
    const names = ['<script>alert(1)</script>', 'a;fillColor=red;html=1', '"]]>&amp;', '\u202egnp.exe 😀', 'x'.repeat(80)];
    const base = drawnWorld(`# Many\n${names.map((_, i) => `vnet v${i} 10.${i}.0.0/16`).join('\n')}\n`);
    const nodes = base.picture.scene.nodes.map((node, i) => ({ ...node, name: names[i] ?? '' }));
    const { byId, cells } = read({ ...base, picture: { ...base.picture, scene: { ...base.picture.scene, nodes } } });
    expect(nodes.map(({ key }) => byId.get(key)?.label)).toEqual(names);
    const styles = cells.map(({ style }) => style).join('');
    expect(styles).not.toContain('html=1');
    expect(styles).not.toContain('script');
  });

  it('shows what a draft adds between VNets that share no peering yet', () => {
    const base = drawnWorld('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
    const [a, b] = base.picture.scene.nodes.map(({ key }) => key);
    const drawn = drawnWorld(
      '# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n',
      'none',
      new Map([
        [`${a}>${b}`, 'create'],
        [`${b}>${a}`, 'create'],
      ]),
    );
    const added = read(drawn).cells.filter(({ source }) => source !== null);
    expect(added.map(({ label, source, target }) => [label, source, target])).toEqual([['To be added', a, b]]);
  });

  it('says what it is and when it was true, in a layer with the legend', () => {
    const { cells } = read(drawnWorld('contoso'));
    const words = cells.filter(({ parent }) => parent === 'legend').map(({ label }) => label);
    expect(words).toContain('test (sandbox) · 2 VNets · as of 2026-11-28 18:40:12 UTC');
    expect(words).toEqual(expect.arrayContaining(['Connected', 'Initiated', 'Azure Firewall']));
  });
});
