import { buildTopology, NO_ROWS, type Topology } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import type { DrawingContext } from '../paint/paint-context.ts';
import { fitLines } from '../paint/text.ts';
import { readEstate } from '../testing/estates.ts';
import { topologyOf } from '../testing/map-fixtures.ts';
import { cardSizeFor } from './card-size.ts';
import { labelNames } from './name-labels.ts';

const estateOf = (...names: readonly string[]): Topology =>
  topologyOf(`# Names\n${names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('')}`);

function textsOf(topology: Topology): readonly (string | undefined)[] {
  const { labels } = labelNames(topology);
  return [...topology.vnets.keys()].map((key) => labels.get(key)?.text);
}

/** Returns what a card shows of each name, with the shortening of a text that fits in no font. */
function visibleNames(topology: Topology): readonly string[] {
  const ctx = {
    font: '',
    measureText: (text: string) => ({ width: text.length * Number(/([\d.]+)px/.exec(ctx.font)?.[1]) * 0.56 }),
  } as unknown as DrawingContext;
  const labels = [...labelNames(topology).labels.values()];
  const width = cardSizeFor(labels).width - 22;
  return labels.map(({ text, qualifier }) =>
    [fitLines(ctx, text, { size: 12.5, width, lines: qualifier ? 1 : 2 }), fitLines(ctx, qualifier ?? '', { size: 10.5, width, lines: 1 })]
      .flatMap(({ lines }) => lines)
      .join('|'),
  );
}

describe('labels of names', () => {
  it('leave out the parts at both ends that all names share', () => {
    const topology = estateOf('vnet-x-shop-001', 'vnet-x-pay-001', 'vnet-x-crm-001', 'vnet-x-erp-001', 'vnet-x-hub-001');
    const { start, end } = labelNames(topology);
    expect([start, end]).toEqual(['vnet-x-', '-001']);
    expect(textsOf(topology)).toEqual(['shop', 'pay', 'crm', 'erp', 'hub']);
  });

  it('leave out whole parts only, and never so much that nothing distinctive remains', () => {
    expect(textsOf(estateOf('spoke-1', 'spoke-2', 'spoke-3', 'spoke-4', 'spoke-5'))).toEqual([
      'spoke-1',
      'spoke-2',
      'spoke-3',
      'spoke-4',
      'spoke-5',
    ]);
    expect(textsOf(estateOf('apple', 'apply', 'applet', 'apples', 'applied'))).toEqual(['apple', 'apply', 'applet', 'apples', 'applied']);
  });

  it('show exceptions whole, and both names where a short one is the name of another VNet', () => {
    const many = Array.from({ length: 40 }, (_, i) => `vnet-app${i}`);
    const texts = textsOf(estateOf(...many, 'legacy', 'app3'));
    expect(texts.slice(0, 5)).toEqual(['app0', 'app1', 'app2', 'vnet-app3', 'app4']);
    expect(texts.slice(-2)).toEqual(['legacy', 'app3']);
  });

  it('leave few names as they are', () => {
    expect(textsOf(estateOf('vnet-a-prod', 'vnet-b-prod'))).toEqual(['vnet-a-prod', 'vnet-b-prod']);
  });

  it('tell two VNets of the same name apart by their subscription, or else by their resource group', () => {
    const { vnets, ...rest } = rowsOf(['prod', 'rg'], ['test', 'rg'], ['test', 'other']);
    const labels = [...labelNames(buildTopology({ ...rest, vnets })).labels.values()];
    expect(labels.map(({ text, qualifier }) => `${text} (${qualifier})`)).toEqual([
      'hub (prod / rg)',
      'hub (test / rg)',
      'hub (test / other)',
    ]);
    const two = rowsOf(['prod', 'rg'], ['test', 'rg']);
    expect([...labelNames(buildTopology(two)).labels.values()].map(({ qualifier }) => qualifier)).toEqual(['prod', 'test']);
  });

  it.each([
    ['course', 'course'],
    ['contoso', 'contoso'],
    ['the own estate', readEstate('own-estate')],
    ['generated:300', 'generated:300'],
    ['generated:3000', 'generated:3000'],
  ])('are whole and all different on the cards of %s', (name, world) => {
    const names = visibleNames(topologyOf(world));
    const same = names.length - new Set(names).size;
    console.info(`${name}: ${same} of ${names.length} VNets have the visible name of another`);
    expect({ same, shortened: names.filter((text) => text.includes('…')) }).toEqual({ same: 0, shortened: [] });
  });
});

/** Returns the rows of VNets that are all called hub, in these subscriptions and resource groups. */
function rowsOf(...places: readonly (readonly [subscription: string, group: string])[]) {
  const topology = topologyOf(`# Hubs\n${places.map(([sub, rg], i) => `in sub=${sub} rg=${rg}\nvnet hub${i} 10.${i}.0.0/16\n`).join('')}`);
  const idOf = (id: string) => id.replace(/hub\d$/, 'hub');
  return {
    ...NO_ROWS,
    subscriptions: [...topology.subscriptions.values()],
    vnets: [...topology.vnets.values()].map(({ id, location, addressSpace }) => ({ id: idOf(id), location, addressSpace, subnets: [] })),
  };
}
