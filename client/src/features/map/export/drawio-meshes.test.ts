import { describe, expect, it } from 'vitest';
import { CARD } from '../geometry/bounds.ts';
import { CAPTION, drawFixture } from '../testing/drawing-fixtures.ts';
import { meshFixture } from '../testing/mesh-fixtures.ts';
import { toDrawio } from './drawio.ts';
import { findLegendItems } from './find-legend-items.ts';

const LARGE = meshFixture(24, { '1-2': 'm-1 -> m-2 Initiated', '3-4': '' });

function exportAndParse(fixture: string) {
  const text = toDrawio(drawFixture(fixture), { extent: 'whole', hasLegend: true, caption: CAPTION }, '2026-11-28T18:40:12Z');
  const file = new DOMParser().parseFromString(text, 'application/xml');
  const cells = [...file.getElementsByTagName('mxCell')];
  const wrapOf = (cell: Element) => (cell.parentElement?.tagName === 'object' ? cell.parentElement : cell);
  const labelled = (label: string) =>
    cells.find((cell) => [wrapOf(cell).getAttribute('label'), cell.getAttribute('value')].includes(label));
  const idOf = (cell: Element | undefined) => (cell ? wrapOf(cell).getAttribute('id') : undefined);
  return { cells, labelled, idOf };
}

describe('a large mesh for draw.io', () => {
  it('is a container with its count that contains its VNets', () => {
    const { labelled, idOf } = exportAndParse(LARGE);
    const hull = labelled('mesh of 24, 1 peering missing');
    expect(hull?.getAttribute('style')).toContain('shape=mxgraph.basic.polygon;');
    const vnet = labelled('m-7');
    expect(vnet?.getAttribute('parent')).toBe(idOf(hull));
    const [own, outer] = [vnet, hull].map((cell) => cell?.getElementsByTagName('mxGeometry')[0]);
    const number = (cell: Element | undefined, name: string) => Number(cell?.getAttribute(name));
    expect(number(own, 'x')).toBeGreaterThan(0);
    expect(number(own, 'x') + CARD.width).toBeLessThan(number(outer, 'width'));
    expect(number(own, 'y') + CARD.height).toBeLessThan(number(outer, 'height'));
  });

  it('has its healthy lines on a hidden layer, and the others on a visible one', () => {
    const { cells, labelled, idOf } = exportAndParse(LARGE);
    const layer = labelled('Peerings within large meshes');
    expect(layer?.getAttribute('visible')).toBe('0');
    const edges = cells.filter((cell) => cell.getAttribute('edge') === '1' && cell.getAttribute('source'));
    expect(edges).toHaveLength(275);
    const visible = edges.filter((cell) => cell.getAttribute('parent') !== idOf(layer));
    expect(visible.map((cell) => cell.parentElement?.getAttribute('fromState'))).toEqual(['Initiated']);
  });

  it('has neither hull nor hidden layer if there are few lines', () => {
    const { labelled } = exportAndParse(meshFixture(12));
    expect(labelled('mesh of 12, 66 peerings')).toBeUndefined();
    expect(labelled('Peerings within large meshes')).toBeUndefined();
  });
});

describe('the legend of a drawing', () => {
  const kindsIn = (fixture: string) => findLegendItems(drawFixture(fixture), 'whole').map(({ kind }) => kind);

  it('explains hulls only if there are any', () => {
    expect(kindsIn(LARGE)).toContain('mesh');
    expect(kindsIn(meshFixture(12))).not.toContain('mesh');
  });
});
