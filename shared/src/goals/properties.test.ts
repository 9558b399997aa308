import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { applyPlan } from '../plan/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, peeringKey, type Topology, type TopologyRows } from '../topology/index.ts';
import { type Goal, planGoal } from './index.ts';

// hub and old have gateways; a and inside-a overlap
const NAMES = ['hub', 'old', 'a', 'b', 'c', 'inside-a'];
const VNETS = `vnet hub 10.0.0.0/16 gateway
vnet old 10.5.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet inside-a 10.1.128.0/17
`;

/** Possible states of a pair; @ and # are placeholders for the names. */
const PAIR_STATES = [
  '',
  '',
  '',
  '@ <-> #',
  '@ <-> # forwarded | no-access',
  '@ -> # Initiated',
  '# -> @ Initiated forwarded',
  '@ -> # Disconnected',
];
const GATEWAY_PAIR_STATES = [...PAIR_STATES, '@ <-> # transit | use-gateways', '# -> @ Disconnected use-gateways'];

const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i + 1).map((other) => [one, other] as const));
const canUseGateway = ([one, other]: readonly [string, string]): boolean => ['hub', 'old'].includes(one) && !['hub', 'old'].includes(other);

const worlds = fc
  .tuple(
    ...PAIRS.map((pair) =>
      fc.constantFrom(
        ...(pair.includes('a') && pair.includes('inside-a') ? [''] : canUseGateway(pair) ? GATEWAY_PAIR_STATES : PAIR_STATES),
      ),
    ),
  )
  .map((states): TopologyRows => {
    const lines = states.map((state, i) => state.replaceAll('@', PAIRS[i]?.[0] ?? '').replaceAll('#', PAIRS[i]?.[1] ?? ''));
    return toFixture(VNETS + lines.join('\n')).rows;
  });

const some = fc.subarray(NAMES, { minLength: 1 });
const through = fc.constantFrom('nothing', 'gateway', 'appliance');

/** Goals with names instead of keys, for any topology with these VNets. */
const goals = fc.oneof(
  fc.record({ kind: fc.constant('mesh'), members: some }),
  fc.record({ kind: fc.constant('hub'), hub: fc.constantFrom(...NAMES), spokes: some, through }),
  fc.record({ kind: fc.constant('move'), spokes: some, from: fc.constantFrom(...NAMES), to: fc.constantFrom(...NAMES) }),
  fc.record({ kind: fc.constant('siblings'), hub: fc.constantFrom(...NAMES), vnets: some }),
);

function toGoal(topology: Topology, named: object): Goal {
  const keyOf = (name: string): string => [...topology.vnets.values()].find((vnet) => vnet.name === name)?.key ?? name;
  const keyed = Object.entries(named).map(([field, value]) => [
    field,
    Array.isArray(value) ? value.map(keyOf) : field === 'kind' || field === 'through' ? value : keyOf(String(value)),
  ]);
  return Object.fromEntries(keyed) as Goal;
}

/** Fixtures in which the goal changes hub detection; the result must not depend on that. */
const SHIFTING_HUBS: [TopologyRows, object, boolean][] = [
  [
    toFixture(
      `${VNETS}hub <-> old forwarded | no-access
hub <-> c
old <-> c
inside-a -> old Initiated forwarded
c -> a Initiated forwarded
b <-> c forwarded | no-access`,
    ).rows,
    { kind: 'siblings', hub: 'hub', vnets: ['inside-a'] },
    false,
  ],
  [
    toFixture(
      `${VNETS}hub -> old Disconnected
hub <-> a forwarded | no-access
hub <-> b
hub <-> inside-a
old -> a Disconnected
a -> c Disconnected
b <-> c forwarded | no-access`,
    ).rows,
    { kind: 'siblings', hub: 'b', vnets: ['old'] },
    false,
  ],
];

describe('every goal', () => {
  it('is reached by the plan of its intents: planned again, it has no intents', () => {
    let changed = 0;
    fc.assert(
      fc.property(worlds, goals, fc.boolean(), (rows, named, isExact) => {
        const before = buildTopology(rows);
        const goal = toGoal(before, named);
        const first = planGoal(before, goal, { isExact });
        if (first.plan.blockers.length > 0) return;
        if (first.intents.length > 0) changed++;
        const again = planGoal(buildTopology(applyPlan(rows, first.plan)), goal, { isExact });
        // a hub has no spokes to copy settings from when all of them move
        if (goal.kind === 'move') expect(again.missing).toEqual([]);
        expect(again.intents).toEqual([]);
      }),
      { examples: SHIFTING_HUBS },
    );
    expect(changed).toBeGreaterThan(60);
  });

  it('gives a plan without blockers', () => {
    fc.assert(
      fc.property(worlds, goals, (rows, named) => {
        const topology = buildTopology(rows);
        const { plan } = planGoal(topology, toGoal(topology, named));
        expect(plan.blockers.map(({ code }) => code)).toEqual([]);
      }),
    );
  });

  it('changes only peerings between the VNets of the goal', () => {
    fc.assert(
      fc.property(worlds, goals, (rows, named) => {
        const topology = buildTopology(rows);
        const goal = toGoal(topology, named);
        const about = new Set(Object.values(goal).flat() as string[]);
        for (const { half } of planGoal(topology, goal).plan.steps)
          expect([about.has(half.from), about.has(half.to)]).toEqual([true, true]);
      }),
    );
  });

  it('never deletes the peerings of a spoke without connecting it to the hub', () => {
    fc.assert(
      fc.property(worlds, fc.subarray(NAMES, { minLength: 2 }), through, (rows, names, via) => {
        const before = buildTopology(rows);
        const { hub, spokes } = toGoal(before, { hub: 'hub', spokes: names }) as unknown as { hub: ResourceKey; spokes: ResourceKey[] };
        const { plan } = planGoal(before, { kind: 'hub', hub, spokes, through: via as 'nothing' });
        const after = buildTopology(applyPlan(rows, plan));
        const lost = plan.steps.filter(({ action }) => action === 'delete').flatMap(({ half }) => [half.from, half.to]);
        for (const spoke of lost) expect(after.peerings.get(peeringKey(hub, spoke))?.ab?.state).toBe('Connected');
      }),
    );
  });
});

describe('a mesh', () => {
  it('does not depend on the order of its members', () => {
    fc.assert(
      fc.property(worlds, fc.shuffledSubarray(NAMES, { minLength: 2 }), (rows, names) => {
        const topology = buildTopology(rows);
        const plan = (members: readonly string[]) =>
          planGoal(topology, toGoal(topology, { kind: 'mesh', members: [...members, ...members] }));
        const sorted = NAMES.filter((name) => names.includes(name));
        expect(plan(names)).toEqual(plan(sorted));
      }),
    );
  });

  it('keeps n − 1 peerings when it becomes hub-and-spoke', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), through, (size, luck, via) => {
        const hubAt = (luck % size) + 1;
        const { rows } = toFixture(
          Array.from({ length: size }, (_, i) => `vnet v${i + 1} 10.${i + 1}.0.0/16${i + 1 === hubAt ? ' gateway' : ''}`).join('\n'),
        );
        const members = [...buildTopology(rows).vnets.keys()];
        const meshed = applyPlan(rows, planGoal(buildTopology(rows), { kind: 'mesh', members }).plan);
        expect(buildTopology(meshed).peerings.size).toBe((size * (size - 1)) / 2);
        const [hub] = members.filter((key) => key.endsWith(`/v${hubAt}`));
        if (hub === undefined) throw new Error('The hub must be one of the members');
        const { plan } = planGoal(buildTopology(meshed), { kind: 'hub', hub, spokes: members, through: via as 'nothing' });
        expect(plan.blockers).toEqual([]);
        const after = buildTopology(applyPlan(meshed, plan));
        expect([...after.peerings.values()].map(({ a, b }) => a === hub || b === hub)).toEqual(
          Array.from({ length: size - 1 }, () => true),
        );
      }),
    );
  });
});
