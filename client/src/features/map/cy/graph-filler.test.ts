import cytoscape from 'cytoscape';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { elementsOf } from '../model/elements.ts';
import { topologyOf } from '../testing/map-fixtures.ts';
import { createGraphFiller, type GraphFiller } from './graph-filler.ts';

const PAIR = '# Live\nvnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a\n';
const elementsIn = (text: string) => elementsOf(topologyOf(text), 'none');

describe('filling the graph', () => {
  let cy: cytoscape.Core;
  let filler: GraphFiller;
  beforeEach(() => {
    vi.useFakeTimers();
    cy = cytoscape({ headless: true, styleEnabled: false });
    filler = createGraphFiller(cy);
  });
  afterEach(() => vi.useRealTimers());

  it('waits for the first frame', () => {
    filler.patch(elementsIn(PAIR), new Map());
    vi.runAllTimers();
    expect(cy.elements().length).toBe(0);
    filler.afterFrame();
    expect(cy.elements().length).toBe(0);
    vi.runAllTimers();
    expect([cy.nodes().length, cy.edges().length]).toEqual([2, 1]);
  });

  it('adds a large estate in batches', () => {
    const elements = elementsIn('generated:1000');
    filler.patch(elements, new Map());
    filler.afterFrame();
    vi.runOnlyPendingTimers();
    expect(cy.elements().length).toBe(1500);
    vi.runAllTimers();
    expect([cy.nodes().length, cy.edges().length]).toEqual([elements.nodes.size, elements.links.size]);
  });

  it('adds the pending elements before it applies a change', () => {
    filler.patch(elementsIn(PAIR), new Map());
    filler.patch(elementsIn(`${PAIR}vnet b 10.2.0.0/16\n`), new Map());
    expect([cy.nodes().length, cy.edges().length]).toEqual([3, 1]);
  });
});
