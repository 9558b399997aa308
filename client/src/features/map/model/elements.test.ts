import { describe, expect, it } from 'vitest';
import { keyOf, topologyOf } from '../testing/map-fixtures.ts';
import { elementsOf } from './elements.ts';

const HALF_OPEN = `# Half open
vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16 10.3.0.0/16
vnet partner 172.16.0.0/16 hidden
hub <-> spoke-a transit forwarded | use-gateways
hub -> spoke-b Initiated
hub -> partner Connected
`;

describe('elements of a topology', () => {
  const elements = elementsOf(topologyOf(HALF_OPEN), 'none');
  const linkTo = (name: string) => {
    const [hub, other] = [keyOf(elements, 'hub'), keyOf(elements, name)];
    const link = [...elements.links.values()].find(({ a, b }) => [a, b].includes(hub) && [a, b].includes(other));
    if (!link) throw new Error(`hub and ${name} share no peering`);
    return { link, hubSide: link.a === hub ? 0 : 1, farSide: link.a === hub ? 1 : 0 } as const;
  };

  it('creates one link from both halves, each half on the side of the VNet that owns it', () => {
    const { link, hubSide, farSide } = linkTo('spoke-b');
    expect(link.statuses[hubSide]).toBe('initiated');
    expect(link.statuses[farSide]).toBe('missing');
    expect(link.halfConfigured).toBe(true);
  });

  it('stores the options of each half on its own side', () => {
    const { link, hubSide, farSide } = linkTo('spoke-a');
    expect(link.options[hubSide]).not.toBe(0);
    expect(link.options[farSide]).not.toBe(link.options[hubSide]);
  });

  it('represents a VNet that cannot be read as a ghost whose half is unknown, not missing', () => {
    expect(elements.nodes.get(keyOf(elements, 'partner'))).toMatchObject({ kind: 'ghost', role: 'ghost' });
    const { link, farSide } = linkTo('partner');
    expect(link.statuses[farSide]).toBe('unknown');
    expect(link.halfConfigured).toBe(false);
  });

  it('gives the role of a VNet, its badges and how many of its peerings are half-configured', () => {
    const hub = elements.nodes.get(keyOf(elements, 'hub'));
    expect(hub).toMatchObject({ role: 'hub', peerings: 3, halfConfigured: 1 });
    expect(hub?.badges.map(({ text }) => text)).toEqual(['VPN', 'FW']);
    expect(elements.nodes.get(keyOf(elements, 'spoke-b'))).toMatchObject({ role: 'spoke', addressSpace: ['10.2.0.0/16', '10.3.0.0/16'] });
  });

  it('assigns every VNet of the contoso fixture to the group that its property names', () => {
    const topology = topologyOf('contoso');
    for (const grouping of ['subscription', 'region', 'resource-group'] as const) {
      const { nodes } = elementsOf(topology, grouping);
      expect([...nodes.values()].every(({ group }) => group.title !== '')).toBe(true);
    }
    const { nodes } = elementsOf(topology, 'region');
    expect(nodes.get(keyOf({ nodes }, 'hub-weu'))?.group.title).toBe('westeurope');
  });
});
