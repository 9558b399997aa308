import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resourceKey } from '../arm/index.ts';
import { type Intent, makePlan } from '../plan/index.ts';
import { createReach, NO_LEARNED_ROUTES } from '../reach/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, createNamer } from '../topology/index.ts';
import { visibleRows } from '../world/index.ts';
import { applyRouteChanges } from './apply-route-changes.ts';
import { groupDirectedPairs, groupPairs } from './group-pairs.ts';
import { previewReach } from './preview-reach.ts';

type Names = (name: string) => ReturnType<typeof resourceKey>;

/** Previews a plan on a fixture; each group as text: `gained beyond a <> b c: 2`. */
function preview(text: string, intentsOf: (key: Names) => readonly Intent[]) {
  const rows = visibleRows(toFixture(text));
  const topology = buildTopology(rows);
  const nameOf = createNamer(topology);
  const keyOf: Names = (name) => resourceKey(rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
  const { groups, counts } = previewReach(createReach(topology, NO_LEARNED_ROUTES), rows, makePlan(topology, intentsOf(keyOf)));
  const names = (keys: readonly ReturnType<typeof resourceKey>[]) => keys.map(nameOf).sort().join(' ');
  return {
    counts,
    groups: groups.map(
      ({ effect, isDirect, side, other, isBothWays, count }) =>
        `${effect} ${isDirect ? 'direct' : 'beyond'} ${names(side)} ${isBothWays ? '<>' : '->'} ${names(other)}: ${count}`,
    ),
  };
}

const NOTHING = { direct: 0, beyond: 0 };

/** Spokes with a default route to the firewall of the hub, and a VNet that has the route but no peering yet. */
const FIREWALL_HUB = `
vnet hub 10.0.0.0/16 firewall=10.0.1.4
vnet new 10.9.0.0/16
subnet new/app 10.9.0.0/24
route new/app 0.0.0.0/0 via hub
repeat 1..3 vnet s{n} 10.{n}.0.0/16
repeat 1..3 subnet s{n}/app 10.{n}.0.0/24
repeat 1..3 route s{n}/app 0.0.0.0/0 via hub
repeat 1..3 hub <-> s{n} forwarded | forwarded
`;
const FORWARDED = { flags: { allowForwarded: true } };

describe('the effect of a plan on who reaches whom', () => {
  it('is the pair itself for a peering of two VNets', () => {
    const { groups, counts } = preview('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nb <-> c', (key) => [
      { kind: 'connect', a: key('a'), b: key('b') },
    ]);
    expect(groups).toEqual(['gained direct a <> b: 1']);
    expect(counts).toEqual({ gained: { direct: 1, beyond: 0 }, lost: NOTHING, changed: NOTHING, unknown: NOTHING });
  });

  it('names what else a new spoke of a firewall reaches, in one group', () => {
    const { groups, counts } = preview(FIREWALL_HUB, (key) => [
      { kind: 'connect', a: key('hub'), b: key('new'), ab: FORWARDED, ba: FORWARDED },
    ]);
    expect(groups).toEqual(['gained beyond new <> s1 s2 s3: 3', 'gained direct hub <> new: 1']);
    expect(counts.gained).toEqual({ direct: 1, beyond: 3 });
  });

  it('of route tables is that of the changed ones, and the pair they are for is direct', () => {
    const rows = visibleRows(toFixture(FIREWALL_HUB.replaceAll('0.0.0.0/0', '10.2.0.0/16')));
    const before = createReach(buildTopology(rows), NO_LEARNED_ROUTES);
    const tables = rows.routeTables.filter(({ id }) => /s[12]/.test(id));
    const routeTables = tables.map(({ id, routes }, i) => ({
      id,
      name: '',
      resourceGroup: '',
      subscriptionId: '',
      location: '',
      isNew: false,
      subnets: [],
      routes: [1, 2, 3]
        .filter((n) => n !== i + 1)
        .map((n) => ({
          name: `to-s${n}`,
          prefix: `10.${n}.0.0/16`,
          nextHopType: 'VirtualAppliance' as const,
          nextHopIp: '10.0.1.4',
          exists: routes.some(({ name }) => name === `to-s${n}`),
        })),
    }));
    const keyOf = (name: string) => resourceKey(rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.id ?? '');
    const { counts } = previewReach(before, rows, { steps: [], routeTables, pairs: [[keyOf('s1'), keyOf('s2')]] });
    const after = createReach(buildTopology(applyRouteChanges(rows, routeTables)), NO_LEARNED_ROUTES);
    const keys = rows.vnets.map(({ id }) => resourceKey(id));
    const isReachable = (reach: typeof before, from: string, to: string) => reach.answer({ from, to }).verdict === 'reachable';
    const gained = keys.flatMap((from, i) =>
      keys.slice(i + 1).filter((to) => !isReachable(before, from, to) && isReachable(after, from, to)),
    );
    expect(gained).toHaveLength(2);
    expect(counts.gained).toEqual({ direct: 1, beyond: 1 });
  });

  it('names what a spoke loses with the peering of its hub', () => {
    const { groups, counts } = preview(FIREWALL_HUB, (key) => [{ kind: 'delete', from: key('hub'), to: key('s2') }]);
    expect(groups).toEqual(['lost beyond s2 <> s1 s3: 2', 'lost direct hub <> s2: 1']);
    expect(counts.lost).toEqual({ direct: 1, beyond: 2 });
  });

  it('joins spokes that all lose each other', () => {
    const { groups, counts } = preview(FIREWALL_HUB, (key) =>
      [1, 2, 3].map((n) => ({ kind: 'delete', from: key('hub'), to: key(`s${n}`) })),
    );
    expect(groups).toEqual(['lost beyond s1 s2 s3 <> : 3', 'lost direct hub <> s1 s2 s3: 3']);
    expect(counts.lost).toEqual({ direct: 3, beyond: 3 });
  });

  it('does not call lost what is unknown, and counts a pair with different directions once', () => {
    const { groups, counts } = preview(
      'vnet hub 10.0.0.0/16 gateway=ExpressRoute\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a\nhub <-> b\nconnection hub -> circuit kind=ExpressRoute',
      (key) => [{ kind: 'delete', from: key('hub'), to: key('a') }],
    );
    expect(groups).toEqual(['lost direct a -> hub: 1']);
    expect(counts).toEqual({ lost: { direct: 1, beyond: 0 }, gained: NOTHING, changed: NOTHING, unknown: NOTHING });
  });

  it('is nothing for an empty plan', () => {
    expect(preview('vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16', () => []).groups).toEqual([]);
  });
});

describe('blocks of pairs', () => {
  const pairs = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: ([one, other]) => [one, other].sort().join() });
  const singles = fc.uniqueArray(fc.nat(7));

  it('contain each pair once and no other', () => {
    fc.assert(
      fc.property(pairs, singles, (drawn, alone) => {
        const list = drawn.filter(([one, other]) => one !== other || !alone.includes(one));
        const covered = groupPairs(list, (node) => alone.includes(node)).flatMap(({ side, other }) =>
          side.flatMap((one, i) =>
            (other.length > 0 ? other : side.slice(i)).flatMap((two) =>
              one === two && alone.includes(one) ? [] : [[one, two].sort().join()],
            ),
          ),
        );
        expect(covered.sort()).toEqual(list.map((pair) => [...pair].sort().join()).sort());
      }),
    );
  });

  it('keep the direction of directed pairs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: String }), (list) => {
        const covered = groupDirectedPairs(list).flatMap(({ side, other }) => side.flatMap((from) => other.map((to) => `${from},${to}`)));
        expect(covered.sort()).toEqual(list.map(String).sort());
      }),
    );
  });
});
