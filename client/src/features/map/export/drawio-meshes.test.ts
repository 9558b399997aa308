import { describe, expect, it } from 'vitest';
import { CARD } from '../geometry/room.ts';
import { CAPTION, drawnWorld } from '../testing/drawn-world.ts';
import { meshWorld } from '../testing/mesh-worlds.ts';
import { drawioOf } from './drawio.ts';
import { legendItems } from './legend-items.ts';

const LARGE = meshWorld(24, { '1-2': 'm-1 -> m-2 Initiated', '3-4': '' });

function read(world: string) {
  const text = drawioOf(drawnWorld(world), { extent: 'whole', hasLegend: true, caption: CAPTION }, '2026-11-28T18:40:12Z');
  const file = new DOMParser().parseFromString(text, 'application/xml');
  const cells = [...file.getElementsByTagName('mxCell')];
  const wrapOf = (cell: Element) => (cell.parentElement?.tagName === 'object' ? cell.parentElement : cell);
  const labelled = (label: string) =>
    cells.find((cell) => [wrapOf(cell).getAttribute('label'), cell.getAttribute('value')].includes(label));
  const idOf = (cell: Element | undefined) => (cell ? wrapOf(cell).getAttribute('id') : undefined);
  return { cells, labelled, idOf };
}

describe('a large mesh for draw.io', () => {
  it('is a container with its count, in which its VNets lie', () => {
    const { labelled, idOf } = read(LARGE);
    const hull = labelled('mesh of 24, 1 peering missing');
    expect(hull?.getAttribute('style')).toContain('shape=mxgraph.basic.polygon;');
    const vnet = labelled('m-7');
    expect(vnet?.getAttribute('parent')).toBe(idOf(hull));
    const [mine, its] = [vnet, hull].map((cell) => cell?.getElementsByTagName('mxGeometry')[0]);
    const number = (cell: Element | undefined, name: string) => Number(cell?.getAttribute(name));
    expect(number(mine, 'x')).toBeGreaterThan(0);
    expect(number(mine, 'x') + CARD.width).toBeLessThan(number(its, 'width'));
    expect(number(mine, 'y') + CARD.height).toBeLessThan(number(its, 'height'));
  });

  it('has its lines that are well in a layer that is hidden until somebody asks for it, and the others in plain sight', () => {
    const { cells, labelled, idOf } = read(LARGE);
    const layer = labelled('Peerings within large meshes');
    expect(layer?.getAttribute('visible')).toBe('0');
    const edges = cells.filter((cell) => cell.getAttribute('edge') === '1' && cell.getAttribute('source'));
    expect(edges).toHaveLength(275);
    const seen = edges.filter((cell) => cell.getAttribute('parent') !== idOf(layer));
    expect(seen.map((cell) => cell.parentElement?.getAttribute('fromState'))).toEqual(['Initiated']);
  });

  it('has neither hull nor hidden layer where lines are few', () => {
    const { labelled } = read(meshWorld(12));
    expect(labelled('mesh of 12, 66 peerings')).toBeUndefined();
    expect(labelled('Peerings within large meshes')).toBeUndefined();
  });
});

describe('the legend of a drawing', () => {
  const kindsIn = (world: string) => legendItems(drawnWorld(world), 'whole').map(({ kind }) => kind);

  it('explains a hull where there is one, and only there', () => {
    expect(kindsIn(LARGE)).toContain('mesh');
    expect(kindsIn(meshWorld(12))).not.toContain('mesh');
  });
});
