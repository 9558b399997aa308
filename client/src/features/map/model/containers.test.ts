import { describe, expect, it } from 'vitest';
import { unionBoxes } from '../geometry/bounds.ts';
import { fitView } from '../geometry/view.ts';
import { place } from '../placement/place.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { containersOf, formatVNetCount } from './containers.ts';
import { hideElements } from './hide-elements.ts';
import { createScene } from './scene.ts';

describe('containers', () => {
  it('count all their VNets and do not overlap as placed', () => {
    const { elements, nodes, links } = loadFixture('contoso', 'region');
    const containers = containersOf(createScene(elements, place(nodes, links)));
    expect(containers.reduce((sum, { count }) => sum + count, 0)).toBe(elements.nodes.size);
    expect(containers.map(({ title }) => title)).toContain('westeurope');
    const overlapping = containers.flatMap(({ box: p, id }, i) =>
      containers
        .slice(i + 1)
        .filter(({ box: q }) => p.x1 < q.x2 && q.x1 < p.x2 && p.y1 < q.y2 && q.y1 < p.y2)
        .map((other) => [id, other.id]),
    );
    expect(overlapping).toEqual([]);
  });

  it.each(['subscription', 'region', 'resource-group'] as const)(
    'leave space for headings when grouped by %s, and do not overlap',
    (grouping) => {
      const { elements, nodes, links } = loadFixture('generated:1000', grouping);
      const containers = containersOf(createScene(elements, place(nodes, links)));
      const overlapping = containers.filter(({ box: p }, i) =>
        containers.slice(i + 1).some(({ box: q }) => p.x1 < q.x2 && q.x1 < p.x2 && p.y1 < q.y2 && q.y1 < p.y2),
      );
      expect(overlapping).toEqual([]);
    },
  );

  it('have legible headings when a large estate is fitted to the screen', () => {
    const { elements, nodes, links } = loadFixture('generated:1000', 'region');
    const containers = containersOf(createScene(elements, place(nodes, links)));
    const whole = unionBoxes(containers.map(({ box }) => box)) ?? { x1: 0, y1: 0, x2: 1, y2: 1 };
    const { zoom } = fitView(whole, { width: 1600, height: 800 }, 48);
    expect(Math.min(...containers.map(({ head }) => head * zoom))).toBeGreaterThan(15);
  });

  it('are absent when VNets are not grouped', () => {
    const { elements, nodes, links } = loadFixture('contoso');
    expect(containersOf(createScene(elements, place(nodes, links)))).toEqual([]);
  });

  it('count the hidden VNets of a group of which some are visible', () => {
    const { elements, nodes, links } = loadFixture('contoso', 'region');
    const hub = keyOf(elements, 'hub-weu');
    const visible = hideElements(elements, { nodes: new Set([hub]), lines: new Set() });
    const westEurope = [...elements.nodes.values()].filter(({ group }) => group.title === 'westeurope').length;
    const containers = (elementsLeft: typeof visible) => containersOf(createScene(elementsLeft, place(nodes, links)));
    expect(containers(visible)).toMatchObject([{ title: 'westeurope', count: 1, total: westEurope }]);
    const [line] = [...elements.links.values()].filter(({ a, b }) => a === hub || b === hub);
    const withLine = hideElements(elements, { nodes: new Set([hub]), lines: new Set(line && [line.key]) });
    expect(withLine.nodes.size).toBe(2);
    expect(containers(withLine).reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  it('format their count', () => {
    const format = (count: number, total = count) => formatVNetCount({ count, total });
    expect([format(1), format(1200), format(3, 1200), format(0, 1)]).toEqual(['1 VNet', '1,200 VNets', '3 of 1,200 VNets', '0 of 1 VNet']);
  });
});
