import { describe, expect, it } from 'vitest';
import { hideElements } from '../model/hide-elements.ts';
import { createScene } from '../model/scene.ts';
import { drawFixture } from '../testing/drawing-fixtures.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { captionOf } from './caption.ts';

const mapSource = {
  source: { kind: 'sandbox', name: 'contoso (sandbox)' },
  readAt: '2026-11-28T18:40:12.345Z',
  filter: ' name:hub ',
} as const;

describe('the caption of a map', () => {
  it('shows the source, content, time and filter', () => {
    const caption = captionOf(drawFixture('contoso'), mapSource, 'whole');
    expect(caption).toEqual({
      title: 'contoso (sandbox)',
      facts: ['45 VNets, 3 VNets not visible, 47 peerings', 'as of 2026-11-28 18:40:12 UTC'],
      filter: 'name:hub',
    });
  });

  it('names the resource types that the source does not include, so that a missing badge means nothing', () => {
    const drawing = drawFixture('contoso');
    const topology = { ...drawing.topology, missingKinds: new Set(['gateways', 'firewalls', 'routeTables'] as const) };
    expect(captionOf({ ...drawing, topology }, mapSource, 'whole').facts).toContain(
      'not in the source: virtual network gateways and firewalls',
    );
  });

  it('shows how much of the map is in view', () => {
    const drawing = { ...drawFixture('contoso'), view: { zoom: 1, x: 400, y: 300 }, size: { width: 800, height: 600 } };
    expect(captionOf(drawing, mapSource, 'view').facts[0]).toMatch(/^\d+ of 45 VNets in view$/);
  });

  it('counts what is hidden', () => {
    const drawing = drawFixture('contoso');
    const { elements } = loadFixture('contoso');
    const hub = keyOf(elements, 'hub-weu');
    const lines = [...elements.links.values()].filter(({ a, b }) => a === hub || b === hub).slice(0, 2);
    const visible = hideElements(elements, { nodes: new Set([hub]), lines: new Set(lines.map(({ key }) => key)) });
    const hiding = { ...drawing, picture: { ...drawing.picture, scene: createScene(visible, new Map()) } };
    expect(captionOf(hiding, mapSource, 'whole').facts.slice(0, 2)).toEqual([
      '3 of 45 VNets, 2 of 47 peerings',
      'what does not match the filter is hidden',
    ]);
  });
});
