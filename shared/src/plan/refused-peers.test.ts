import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { topologyOf } from '../testing/fixtures.ts';
import { createNamer, type Topology } from '../topology/index.ts';
import { makePlan, refusedPeers } from './index.ts';

const keyOf = (topology: Topology, name: string): ResourceKey =>
  [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key ?? ('' as ResourceKey);

const NAMES = ['a', 'b', 'c', 'd'];
const CODES: readonly string[] = ['self-peering', 'spaces-overlap', 'overlaps-with-peer', 'too-many-peerings'];

const spaces = fc.array(fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16'), {
  minLength: 1,
  maxLength: 2,
});
const states = fc.constantFrom('', '', '@ <-> #', '@ -> # Initiated', '# -> @ Disconnected', '@ -> # Disconnected', '# -> @ Connected');
const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i + 1).map((other) => [one, other] as const));

const worlds = fc.tuple(fc.tuple(...NAMES.map(() => spaces)), fc.tuple(...PAIRS.map(() => states))).map(([prefixes, pairs]) => {
  const vnets = NAMES.map((name, i) => `vnet ${name} ${[...new Set(prefixes[i])].join(' ')}`);
  const peerings = pairs.map((state, i) => state.replaceAll('@', PAIRS[i]?.[0] ?? '').replaceAll('#', PAIRS[i]?.[1] ?? ''));
  return topologyOf([...vnets, ...peerings].join('\n'));
});

describe('VNets that cannot be peered', () => {
  it('are exactly those whose plan has one of these blockers, for one of its reasons', () => {
    fc.assert(
      fc.property(worlds, (topology) => {
        for (const from of topology.vnets.keys()) {
          const refused = refusedPeers(topology, from);
          for (const to of topology.vnets.keys()) {
            const blockers = makePlan(topology, [{ kind: 'connect', a: from, b: to }]).blockers.filter(({ code }) => CODES.includes(code));
            const about = (notice: (typeof blockers)[number] | undefined) =>
              notice && `${notice.code} ${[...notice.vnets].sort().join(' ')} ${[...(notice.prefixes ?? [])].sort().join(' ')}`;
            const refusal = refused.get(to);
            if (refusal) expect(blockers.map(about)).toContain(about(refusal));
            else expect(blockers).toEqual([]);
          }
        }
      }),
    );
  });

  it('are described with names and prefixes, including the third VNet that conflicts', () => {
    const topology = topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.1.0.0/24\nvnet c 10.0.0.0/24\nhub <-> a\n');
    const [nameOf, refused] = [createNamer(topology), refusedPeers(topology, keyOf(topology, 'hub'))];
    expect([...refused].map(([key, { text }]) => `${nameOf(key)}: ${text}`)).toEqual([
      'hub: hub cannot be peered with itself.',
      'b: b cannot be peered with hub: 10.1.0.0/24 (b) overlaps 10.1.0.0/16 (a), and hub already has a peering to a.',
      'c: hub and c cannot be peered: 10.0.0.0/16 (hub) overlaps 10.0.0.0/24 (c).',
    ]);
  });

  it('include those that overlap a peer of the other side', () => {
    const topology = topologyOf('vnet a 10.1.0.0/16\nvnet b 10.1.0.0/24\nvnet hub 10.0.0.0/16\nhub <-> a\n');
    expect(refusedPeers(topology, keyOf(topology, 'b')).get(keyOf(topology, 'hub'))?.vnets).toEqual(
      ['b', 'hub', 'a'].map((name) => keyOf(topology, name)),
    );
  });

  it('include every unpeered VNet once a VNet has as many peerings as Azure allows', () => {
    const peers = Array.from({ length: 500 }, (_, i) => `p${i}`);
    const lines = peers.map((name, i) => `vnet ${name} 10.${i >> 8}.${i & 255}.0/24\nfull <-> ${name}`);
    const topology = topologyOf(['vnet full 172.16.0.0/16', 'vnet late 172.17.0.0/16', ...lines].join('\n'));
    const refused = refusedPeers(topology, keyOf(topology, 'full'));
    expect(refused.get(keyOf(topology, 'late'))?.code).toBe('too-many-peerings');
    expect(refused.has(keyOf(topology, 'p7'))).toBe(false);
  });
});
