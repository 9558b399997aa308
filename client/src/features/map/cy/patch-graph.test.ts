import cytoscape from 'cytoscape';
import { afterEach, describe, expect, it } from 'vitest';
import { elementsOf } from '../model/elements.ts';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { patchGraph } from './patch-graph.ts';

const HUB = '# Live\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\n';
const elementsIn = (text: string) => elementsOf(topologyOf(text), 'none');

describe('patching the graph', () => {
  const cy = cytoscape({ headless: true, styleEnabled: false });
  afterEach(() => cy.elements().remove());

  it('adds all elements at their positions', () => {
    const elements = elementsIn(HUB);
    const hub = keyOf(elements, 'hub');
    patchGraph(cy, elements, new Map([[hub as string, { x: 7, y: 9 }]]));
    expect([cy.nodes().length, cy.edges().length]).toEqual([3, 1]);
    expect(cy.getElementById(hub).position()).toEqual({ x: 7, y: 9 });
  });

  it('keeps elements, positions and the view if the topology is unchanged', () => {
    patchGraph(cy, elementsIn(HUB), new Map());
    const before = cy.elements().toArray();
    cy.nodes().forEach((node, i) => void node.position({ x: i * 10, y: i }));
    cy.viewport({ zoom: 0.5, pan: { x: 3, y: 4 } });
    expect(patchGraph(cy, elementsIn(HUB), new Map())).toEqual({ added: [], removed: [] });
    expect(cy.elements().toArray()).toEqual(before);
    expect(cy.nodes()[2]?.position()).toEqual({ x: 20, y: 2 });
    expect([cy.zoom(), cy.pan()]).toEqual([0.5, { x: 3, y: 4 }]);
  });

  it('adds only new elements and removes only deleted ones', () => {
    const elements = elementsIn(HUB);
    patchGraph(cy, elements, new Map());
    const next = elementsIn(HUB.replace('vnet a 10.1.0.0/16\n', '').replace('hub <-> a', 'vnet c 10.3.0.0/16\nhub <-> c'));
    const hub = cy.getElementById(keyOf(elements, 'hub'))[0];
    const { added, removed } = patchGraph(cy, next, new Map());
    expect(added).toEqual([keyOf(next, 'c'), ...next.links.keys()]);
    expect(new Set(removed)).toEqual(new Set([keyOf(elements, 'a'), ...elements.links.keys()]));
    expect(cy.getElementById(keyOf(next, 'hub'))[0]).toBe(hub);
  });

  it('does not change the graph if only a half changes its state', () => {
    patchGraph(cy, elementsIn(HUB), new Map());
    expect(patchGraph(cy, elementsIn(HUB.replace('hub <-> a', 'hub -> a Initiated')), new Map())).toEqual({ added: [], removed: [] });
  });
});
