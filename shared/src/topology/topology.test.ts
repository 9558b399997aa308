import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import { loadWorld, readWorld, visibleRows } from '../world/index.ts';
import {
  buildTopology,
  connectedPeers,
  halfStatus,
  isHalfConfigured,
  needsAttention,
  orderPair,
  type Peering,
  type Topology,
  type TopologyRows,
} from './index.ts';

const rowsOf = (text: string): TopologyRows => {
  const fixture = readWorld(text);
  if (!fixture.ok) throw new Error(fixture.problem);
  return visibleRows(fixture.value);
};

/** Formats every peering as `hub connected | spoke missing`, sorted. */
const statusesOf = (topology: Topology): string[] =>
  [...topology.peerings.values()]
    .map((peering) =>
      [peering.a, peering.b]
        .map((end) => `${end.split('/').pop()} ${halfStatus(topology, peering, end)}`)
        .sort()
        .join(' | '),
    )
    .sort();

const ESTATE = `
vnet hub     10.0.0.0/16 gateway firewall=10.0.1.4
vnet whole   10.1.0.0/16
vnet half    10.2.0.0/16
vnet lost    10.3.0.0/16
vnet shut    10.4.0.0/16
vnet grown   10.5.0.0/16 10.6.0.0/16
vnet gone    10.7.0.0/16 deleted
vnet theirs  10.8.0.0/16 hidden
vnet theirs2 10.9.0.0/16 hidden
hub <-> whole
hub  -> half Initiated
lost -> hub Disconnected
hub <-> shut | no-access
hub  -> grown Connected learned=10.5.0.0/16
grown -> hub Connected
hub  -> gone Disconnected
hub <-> theirs
hub  -> theirs2 Initiated
`;

describe('a topology', () => {
  const topology = buildTopology(rowsOf(ESTATE));

  it('pairs halves into peerings and derives the status of each half', () => {
    expect(statusesOf(topology)).toEqual([
      'gone missing | hub disconnected',
      'grown connected | hub out-of-sync',
      'half missing | hub initiated',
      'hub connected | shut access-off',
      'hub connected | theirs unknown',
      'hub connected | whole connected',
      'hub initiated | theirs2 missing',
      'hub missing | lost disconnected',
    ]);
  });

  const namesOf = (peerings: readonly Peering[]) =>
    peerings.map((peering) => [peering.a, peering.b].map((end) => end.split('/').pop()).find((name) => name !== 'hub')).sort();

  it('calls a peering half-configured if a half is missing, Initiated or Disconnected, or the two are not both Connected', () => {
    const all = [...topology.peerings.values()];
    expect(namesOf(all.filter((peering) => isHalfConfigured(topology, peering)))).toEqual(['gone', 'half', 'lost', 'theirs2']);
    expect(namesOf(all.filter((peering) => !isHalfConfigured(topology, peering)))).toEqual(['grown', 'shut', 'theirs', 'whole']);
  });

  it('calls out of sync, access off and a failed update a need for attention, beside half-configured', () => {
    const all = [...topology.peerings.values()];
    expect(namesOf(all.filter((peering) => !needsAttention(topology, peering)))).toEqual(['theirs', 'whole']);
    const failed = buildTopology({
      ...rowsOf(ESTATE),
      halves: rowsOf(ESTATE).halves.map((half) => (half.id.endsWith('/hub-whole') ? { ...half, provisioningState: 'Failed' } : half)),
    });
    expect(namesOf([...failed.peerings.values()].filter((peering) => !needsAttention(failed, peering)))).toEqual(['theirs']);
  });

  it('gives a half with several problems the status that comes first', () => {
    const problems = buildTopology(
      rowsOf(`
vnet hub   10.0.0.0/16
vnet grown 10.5.0.0/16 10.6.0.0/16
hub  -> grown Connected no-access learned=10.5.0.0/16
grown -> hub Connected
`),
    );
    expect(statusesOf(problems)).toEqual(['grown connected | hub out-of-sync']);
  });

  it('concludes from a Connected half that the half that cannot be read is Connected, too', () => {
    const [theirs] = [...topology.ghosts.values()].filter(({ name }) => name === 'theirs');
    const peersOf = (key: ResourceKey) => [...connectedPeers(topology, key)].map(({ to }) => to.split('/').pop());
    expect(theirs && peersOf(theirs.key)).toEqual(['hub']);
  });

  it('represents a VNet that is only pointed at as a ghost with the learned prefixes', () => {
    const ghosts = [...topology.ghosts.values()].map((ghost) => `${ghost.name} ${ghost.addressSpace.join(',')}`).sort();
    expect(ghosts).toEqual(['gone 10.7.0.0/16', 'theirs 10.8.0.0/16', 'theirs2 10.9.0.0/16']);
  });

  it('indexes the resources attached to a VNet', () => {
    const hub = [...topology.vnets.values()].find((vnet) => vnet.name === 'hub');
    const attached = hub && topology.attachedResources.get(hub.key);
    expect(attached?.gateways.map((gateway) => gateway.kind)).toEqual(['Vpn']);
    expect(attached?.firewalls.map((firewall) => firewall.privateIp)).toEqual(['10.0.1.4']);
  });

  it('does not depend on the order or casing of the rows', () => {
    const rows = rowsOf(ESTATE);
    const order = fc.tuple(
      fc.shuffledSubarray([...rows.vnets], { minLength: rows.vnets.length }),
      fc.shuffledSubarray([...rows.halves], { minLength: rows.halves.length }),
    );
    fc.assert(
      fc.property(order, fc.boolean(), ([vnets, halves], isUpperCase) => {
        const variant = isUpperCase ? halves.map((half) => ({ ...half, remoteId: half.remoteId.toUpperCase() })) : halves;
        const other = buildTopology({ ...rows, vnets, halves: variant });
        expect(new Set(other.peerings.keys())).toEqual(new Set(topology.peerings.keys()));
        expect(new Set(other.vnets.keys())).toEqual(new Set(topology.vnets.keys()));
        expect(new Set(other.ghosts.keys())).toEqual(new Set(topology.ghosts.keys()));
      }),
    );
  });

  it('orders the two VNets of a peering by name, and by key where they share it', () => {
    const text = 'in sub=prod rg=z\nvnet a 10.0.0.0/16\nin sub=prod rg=a\nvnet b 10.1.0.0/16\nb <-> a';
    const [peering] = buildTopology(rowsOf(text)).peerings.values();
    expect([peering?.a, peering?.b].map((end) => end?.split('/').pop())).toEqual(['a', 'b']);
    expect(peering?.ab?.from).toBe(peering?.a);
    const [one, other] = ['/subscriptions/1/vnet', '/subscriptions/2/vnet'] as [ResourceKey, ResourceKey];
    expect([orderPair(one, other), orderPair(other, one)]).toEqual([
      [one, other],
      [one, other],
    ]);
  });

  it('preserves a second half between the same two VNets', () => {
    const rows = rowsOf('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b');
    const [half] = rows.halves;
    if (!half) throw new Error('the fixture has halves');
    const doubled = buildTopology({ ...rows, halves: [...rows.halves, { ...half, id: `${half.id}-again` }] });
    const [peering] = doubled.peerings.values();
    expect(peering?.extra.map((extra) => extra.name)).toEqual(['a-b-again']);
  });

  it('uses the later of two rows with the same id, so that overlapping pages and files do not yield duplicates', () => {
    const rows = rowsOf('vnet a 10.0.0.0/16');
    const [vnet] = rows.vnets;
    if (!vnet) throw new Error('the fixture has a VNet');
    const topologyOfTwo = buildTopology({ ...rows, vnets: [vnet, { ...vnet, id: vnet.id.toUpperCase(), addressSpace: ['10.9.0.0/16'] }] });
    expect([...topologyOfTwo.vnets.values()].map((v) => v.addressSpace)).toEqual([['10.9.0.0/16']]);
    expect(topologyOfTwo.vnets.has(resourceKey(vnet.id))).toBe(true);
  });

  it('can be built from malformed rows', () => {
    const rows = rowsOf(ESTATE);
    const malformed = buildTopology({ ...rows, vnets: [{ id: 'not-an-id', location: '', addressSpace: ['not a prefix'], subnets: [] }] });
    expect([...malformed.vnets.values()].map((vnet) => vnet.name)).toEqual(['not-an-id']);
  });
});

describe('the shipped fixtures', () => {
  it.each(['course', 'contoso', 'generated:50', 'generated:1000'])('%s can be parsed', (name) => {
    const fixture = loadWorld(name);
    expect(fixture.ok ? '' : fixture.problem).toBe('');
  });

  it('contoso contains every kind of half-configured peering', () => {
    const fixture = loadWorld('contoso');
    if (!fixture.ok) throw new Error(fixture.problem);
    const topology = buildTopology(visibleRows(fixture.value));
    expect(new Set(statusesOf(topology).flatMap((text) => text.split(' | ').map((half) => half.split(' ')[1])))).toEqual(
      new Set(['connected', 'out-of-sync', 'access-off', 'initiated', 'disconnected', 'missing', 'unknown']),
    );
  });

  it('a generated fixture has the requested number of VNets, unique prefixes, and is reproducible', () => {
    for (const count of [1, 2, 17, 300]) {
      const once = loadWorld(`generated:${count}`);
      const again = loadWorld(`generated:${count}`);
      if (!once.ok) throw new Error(once.problem);
      expect(once.value.rows.vnets).toHaveLength(count);
      expect(new Set(once.value.rows.vnets.flatMap((vnet) => vnet.addressSpace)).size).toBe(count);
      expect(again).toEqual(once);
    }
  });
});
