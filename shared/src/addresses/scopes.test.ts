import { describe, expect, it } from 'vitest';
import { type Cidr, formatCidr, freeCidrs, parseCidr } from '../net/index.ts';
import { findHubs } from '../shapes/index.ts';
import { toFixture, topologyOf } from '../testing/fixtures.ts';
import { buildTopology, createNamer, type Topology } from '../topology/index.ts';
import { collectClaims, listUnknownRanges, takenIn, vnetsInScope } from './index.ts';

const HUBS = `vnet hub-a 10.0.0.0/24 gateway
vnet hub-b 10.0.1.0/24
vnet island 10.0.9.0/24
repeat 1..3 vnet a-{n} 10.0.1{n}.0/24
repeat 1..3 vnet b-{n} 10.0.2{n}.0/24
repeat 1..3 hub-a <-> a-{n}
repeat 1..3 hub-b <-> b-{n}
hub-a <-> hub-b
`;

function keyOf({ vnets, ghosts }: Topology, name: string) {
  const node = [...vnets.values(), ...ghosts.values()].find((one) => one.name === name);
  if (!node) throw new Error(`There is no VNet ${name}`);
  return node.key;
}

const cidr = (text: string): Cidr => {
  const result = parseCidr(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

/** Returns the VNets that a scope covers: `a-1: through hub-a`. */
function scopeOf(topology: Topology, vnet: string): string[] {
  const name = createNamer(topology);
  const reasons = vnetsInScope(topology, findHubs(topology), { kind: 'peered', vnet: keyOf(topology, vnet) }) ?? [];
  return [...reasons]
    .map(([key, reason]) => `${name(key)}: ${reason.kind}${reason.kind === 'through' ? ` ${name(reason.hub)}` : ''}`)
    .sort();
}

function nextFree(topology: Topology, within: string, length: number, vnet?: string): string | undefined {
  const scope = vnet === undefined ? { kind: 'estate' as const } : { kind: 'peered' as const, vnet: keyOf(topology, vnet) };
  const taken = takenIn(collectClaims(topology).list, vnetsInScope(topology, findHubs(topology), scope));
  for (const free of freeCidrs(cidr(within), length, taken)) return formatCidr(free);
  return undefined;
}

describe('the scope of a VNet', () => {
  const topology = topologyOf(HUBS);

  it('covers the peers of its hub, and not those of the next hub', () => {
    expect(scopeOf(topology, 'a-1')).toEqual([
      'a-1: chosen',
      'a-2: through hub-a',
      'a-3: through hub-a',
      'hub-a: peer',
      'hub-b: through hub-a',
    ]);
  });

  it('covers the peers of a hub, and those of the hubs that it is peered with', () => {
    expect(scopeOf(topology, 'hub-a')).toEqual([
      'a-1: peer',
      'a-2: peer',
      'a-3: peer',
      'b-1: through hub-b',
      'b-2: through hub-b',
      'b-3: through hub-b',
      'hub-a: chosen',
      'hub-b: peer',
    ]);
  });

  it('does not lead through a VNet that is no hub', () => {
    expect(scopeOf(topologyOf('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\na <-> b\nb <-> c\n'), 'a')).toEqual([
      'a: chosen',
      'b: peer',
    ]);
  });

  it('covers the members of its connected group', () => {
    const group = topologyOf('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\ngroup mesh a b\n');
    expect(scopeOf(group, 'a')).toEqual(['a: chosen', 'b: group']);
  });

  it('decides what is free: less is taken near one VNet than in the estate', () => {
    expect(nextFree(topology, '10.0.0.0/16', 24)).toBe('10.0.2.0/24');
    expect(nextFree(topology, '10.0.9.0/24', 24)).toBeUndefined();
    expect(nextFree(topology, '10.0.9.0/24', 24, 'a-1')).toBe('10.0.9.0/24');
    expect(nextFree(topology, '10.0.20.0/22', 24, 'a-1')).toBe('10.0.20.0/24');
    expect(nextFree(topology, '10.0.21.0/24', 24, 'hub-a')).toBeUndefined();
    expect(nextFree(topology, '10.0.21.0/24', 24, 'a-1')).toBe('10.0.21.0/24');
  });
});

describe('what was not checked', () => {
  const unknownIn = (topology: Topology, vnet?: string, readErrors: Parameters<typeof listUnknownRanges>[0]['readErrors'] = []) => {
    const scope = vnet === undefined ? { kind: 'estate' as const } : { kind: 'peered' as const, vnet: keyOf(topology, vnet) };
    const inScope = vnetsInScope(topology, findHubs(topology), scope);
    const name = createNamer(topology);
    return listUnknownRanges({ topology, invalid: collectClaims(topology).invalid, readErrors, inScope }).map((one) =>
      'vnets' in one ? `${one.kind}: ${one.vnets.map(name).sort().join(' ')}` : one.kind,
    );
  };

  it('always contains networks that are no VNets, and those behind gateways', () => {
    const topology = topologyOf(HUBS);
    expect(unknownIn(topology)).toEqual(['gateways: hub-a', 'outside']);
    expect(unknownIn(topology, 'island')).toEqual(['outside']);
    expect(unknownIn(topology, 'a-1')).toEqual(['gateways: hub-a', 'outside']);
  });

  it('contains scopes that could not be read, and resource types that are not in the source', () => {
    const { rows } = toFixture('vnet a 10.0.0.0/24\n');
    const topology = buildTopology({ ...rows, missingKinds: ['gateways', 'firewalls'] });
    expect(unknownIn(topology, undefined, [{ scope: 's', name: 's', message: 'no' }])).toEqual(['read-errors', 'missing-kinds', 'outside']);
  });

  it('contains VNets that halves point at: their prefixes if no half shows them, and for their peers whatever they are peered with', () => {
    const { rows } = toFixture('vnet a 10.0.0.0/24\nvnet gone 10.0.1.0/24\na <-> gone\n');
    const partly = {
      ...rows,
      vnets: rows.vnets.filter(({ id }) => id.endsWith('/a')),
      halves: rows.halves.filter(({ id }) => id.includes('/virtualNetworks/a/')),
    };
    expect(unknownIn(buildTopology(partly))).toEqual(['outside']);
    expect(unknownIn(buildTopology(partly), 'a')).toEqual(['peerings-not-read: gone', 'outside']);
    const without = partly.halves.map(({ remoteLearned: _, remoteCurrent: __, ...half }) => half);
    expect(unknownIn(buildTopology({ ...partly, halves: without }))).toEqual(['no-prefixes: gone', 'outside']);
  });

  it('contains VNets of which not all peerings were read, and entries that are no prefixes', () => {
    const { rows } = toFixture('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\n');
    const vnets = rows.vnets.map((vnet) =>
      vnet.id.endsWith('/a') ? { ...vnet, halvesNotRead: true, addressSpace: ['10.0.0.5/24'] } : vnet,
    );
    const topology = buildTopology({ ...rows, vnets });
    expect(unknownIn(topology)).toEqual(['peerings-not-read: a', 'invalid', 'outside']);
    expect(unknownIn(topology, 'b')).toEqual(['outside']);
  });
});
