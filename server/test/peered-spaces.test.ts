import type { ResourceKey } from '@peerscape/shared/arm';
import { runRules } from '@peerscape/shared/health';
import { applyPlan, formatPlan, type Intent, makePlan, type Plan, undoPlan } from '@peerscape/shared/plan';
import { previewPlan } from '@peerscape/shared/preview';
import { buildTopology, createNamer, type TopologyRows } from '@peerscape/shared/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlanBench, findingsOf, formatHalves, type PlanBench } from './plan-bench.ts';
import { resolveNames } from './random-drafts.ts';

let bench: PlanBench;
beforeAll(async () => {
  bench = await createPlanBench();
});
afterAll(() => bench.close());

const vnet = (name: string) => name as ResourceKey;
const connect = (a: string, b: string, more: Partial<Intent & { kind: 'connect' }> = {}): Intent => ({
  kind: 'connect',
  a: vnet(a),
  b: vnet(b),
  ...more,
});
const set = (from: string, to: string, flags: object, back: object): Intent => ({
  kind: 'set-options',
  from: vnet(from),
  to: vnet(to),
  flags,
  back,
});
const remove = (from: string, to: string, more: { only?: 'half' } = {}): Intent => ({
  kind: 'delete',
  from: vnet(from),
  to: vnet(to),
  ...more,
});

const codes = (rows: TopologyRows): string[] => runRules(buildTopology(rows)).findings.map(({ code, where }) => `${code} ${where}`);
const lines = (rows: TopologyRows, plan: Plan): string[] => formatPlan(plan, createNamer(buildTopology(rows))).split('\n');
const planOf = (rows: TopologyRows, intents: readonly Intent[]): Plan => {
  const topology = buildTopology(rows);
  return makePlan(
    topology,
    intents.map((intent) => resolveNames(topology, intent)),
  );
};

/** Returns the plan of the remedies of all findings with this code. */
const fixOf = (rows: TopologyRows, code: string): Plan =>
  makePlan(
    rows,
    runRules(buildTopology(rows))
      .findings.filter((finding) => finding.code === code && finding.remedy.length > 0)
      .map(({ remedy }): Intent => ({ kind: 'changes', changes: remedy })),
  );

/** Sends the plan, expects the result that its preview announces, and returns what the preview opens and the rows afterwards. */
async function apply(rows: TopologyRows, plan: Plan): Promise<{ readonly opens: readonly string[]; readonly after: TopologyRows }> {
  expect(plan.blockers).toEqual([]);
  const { opens } = previewPlan(rows, plan);
  expect(await bench.send(plan)).toEqual([]);
  const after = await bench.read();
  const predicted = applyPlan(rows, plan);
  expect([findingsOf(after), formatHalves(after)]).toEqual([findingsOf(predicted), formatHalves(predicted)]);
  return { opens: opens.map(({ code }) => code), after };
}

/** Two VNets that overlap in 10.9.0.0/16, with subnets elsewhere. */
const OVERLAPPING = `vnet shop 10.0.0.0/16 10.9.0.0/16
vnet bank 10.1.0.0/16 10.9.0.0/16
subnet shop/web 10.0.1.0/24
subnet shop/jobs 10.0.2.0/24
subnet bank/api 10.1.1.0/24
`;

describe('a leftover half with the prefixes of a new VNet', () => {
  const WORLD = 'vnet core 10.0.0.0/22\nvnet old 10.0.11.0/24 deleted\nvnet new 10.0.11.0/24\ncore -> old Disconnected';

  it('blocks the connection by name, and its deletion in the same plan frees the prefixes', async () => {
    const rows = await bench.seed(WORLD);
    const blocked = planOf(rows, [connect('core', 'new')]);
    expect(lines(rows, blocked).filter((line) => line.startsWith('!'))).toEqual([
      '! overlaps-with-peer: new cannot be peered with core: 10.0.11.0/24 (new) overlaps 10.0.11.0/24 (old). core → old is Disconnected, and old no longer exists. Azure still counts its address range. Delete core → old to free it.',
    ]);
    expect(await bench.send({ steps: blocked.steps.slice(0, 1) })).toEqual([
      expect.stringContaining('VnetAddressSpaceOverlapsWithAlreadyPeeredVnet'),
    ]);
    const remedy = blocked.blockers.flatMap((blocker) => blocker.remedy ?? []);
    expect(remedy).toEqual([resolveNames(buildTopology(rows), remove('core', 'old', { only: 'half' }))]);
    const { after } = await apply(rows, planOf(rows, [connect('core', 'new'), ...remedy]));
    expect(codes(after)).toEqual([]);
  });

  it('offers no deletion while the VNet may still exist', async () => {
    const rows = await bench.seed(WORLD.replace('deleted', 'hidden'));
    expect(planOf(rows, [connect('core', 'new')]).blockers.map(({ text, remedy }) => [text.split('(old). ')[1], remedy])).toEqual([
      [
        'core → old is Disconnected, and old cannot be read. Azure still counts its address range. If old no longer exists, delete core → old to free it.',
        undefined,
      ],
    ]);
  });

  it('counts with the prefixes that it has learned, not with those of a recreated VNet', async () => {
    const world =
      'vnet core 10.0.0.0/22\nvnet old 10.0.12.0/24\nvnet new 10.0.11.0/24\nvnet other 10.0.12.0/25\ncore -> old Disconnected learned=10.0.11.0/24';
    const rows = await bench.seed(world);
    expect(planOf(rows, [connect('core', 'new')]).blockers.map(({ code }) => code)).toEqual(['overlaps-with-peer']);
    expect((await apply(rows, planOf(rows, [connect('core', 'other')]))).opens).toEqual([]);
  });
});

describe('a hub that was recreated without a gateway', () => {
  const WORLD =
    'vnet hub 10.0.0.0/16\nvnet s1 10.1.0.0/16\nvnet s2 10.2.0.0/16\ns1 -> hub Disconnected use-gateways\ns2 -> hub Disconnected use-gateways';
  const NOTE =
    'i gateway-left-out: hub has no gateway, so s1 → hub is connected without remote gateways. Turn them on again after the gateway is deployed.';

  it('is reconnected by a repair without remote gateways, with a note', async () => {
    const rows = await bench.seed(WORLD);
    const plan = planOf(rows, [{ kind: 'repair', a: vnet('s1'), b: vnet('hub') }]);
    expect(lines(rows, plan)).toContain(NOTE);
    const { after } = await apply(rows, plan);
    expect(codes(after).filter((code) => code.includes('s1'))).toEqual([]);
  });

  it('is reconnected by the fix of VNP102', async () => {
    const rows = await bench.seed(WORLD);
    const plan = fixOf(rows, 'VNP102');
    expect(lines(rows, plan)).toContain(NOTE);
    const { opens, after } = await apply(rows, plan);
    expect([opens, codes(after)]).toEqual([[], []]);
    expect(after.halves.map(({ state, useRemoteGateways }) => `${state} ${useRemoteGateways}`)).toEqual(Array(4).fill('Connected false'));
  });
});

describe('a peering between subnets of VNets that overlap elsewhere', () => {
  const PEERED = `${OVERLAPPING}shop <-> bank local-subnets=web remote-subnets=api`;

  it('opens no finding when it is created', async () => {
    const rows = await bench.seed(OVERLAPPING);
    const subnets = { completeVnets: false, localSubnets: ['web'], remoteSubnets: ['api'] };
    const back = { completeVnets: false, localSubnets: ['api'], remoteSubnets: ['web'] };
    const { opens, after } = await apply(rows, planOf(rows, [connect('shop', 'bank', { ab: { flags: subnets }, ba: { flags: back } })]));
    expect([opens, codes(after)]).toEqual([[], []]);
  });

  it('opens no finding when it is deleted and restored', async () => {
    const rows = await bench.seed(PEERED);
    const plan = planOf(rows, [remove('shop', 'bank')]);
    const { after } = await apply(rows, plan);
    expect((await apply(after, undoPlan(buildTopology(after), plan))).opens).toEqual([]);
    expect(formatHalves(await bench.read())).toEqual(formatHalves(rows));
  });

  it.each([
    ['gets a subnet', PEERED, ['web', 'jobs']],
    ['loses a subnet', PEERED.replace('local-subnets=web ', 'local-subnets=web,jobs '), ['web']],
  ])('is synced by the plan when it %s, and again by its undo', async (_, world, subnets) => {
    const rows = await bench.seed(world);
    const plan = planOf(rows, [set('shop', 'bank', { localSubnets: subnets }, { remoteSubnets: subnets })]);
    expect(plan.steps.map(({ id, reason }) => `${id.split(' ')[0]} ${reason}`)).toEqual([
      'update asked-for',
      'update asked-for',
      'sync peered-prefixes-change',
    ]);
    const { opens, after } = await apply(rows, plan);
    expect([opens, codes(after)]).toEqual([[], []]);
    await apply(after, undoPlan(buildTopology(after), plan));
    expect(codes(await bench.read())).toEqual([]);
  });

  it('is restored with the same subnets after one half was deleted', async () => {
    const rows = await bench.seed(`${OVERLAPPING}shop -> bank Disconnected local-subnets=web remote-subnets=api`);
    expect(runRules(buildTopology(rows)).findings.map(({ text }) => text)).toEqual([
      'shop → bank is Disconnected. bank exists but has no half to shop: the half was deleted, or bank was deleted and recreated.',
    ]);
    const { opens, after } = await apply(rows, fixOf(rows, 'VNP102'));
    expect([opens, codes(after)]).toEqual([[], []]);
  });

  it('does not overlap the peering of another spoke in prefixes that neither includes', async () => {
    const rows = await bench.seed(`vnet hub 10.5.0.0/16\nsubnet hub/core 10.5.1.0/24\n${OVERLAPPING}
hub <-> shop local-subnets=core remote-subnets=web
hub <-> bank local-subnets=core remote-subnets=api`);
    expect(codes(rows)).toEqual([]);
  });
});

describe('an Initiated half with outdated prefixes', () => {
  it.each([
    ['of whole VNets', 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16 10.5.0.0/16\na -> b Initiated learned=10.1.0.0/16'],
    ['of subnets', `${OVERLAPPING}shop -> bank Initiated local-subnets=web remote-subnets=api learned=10.1.7.0/24`],
  ])('%s learns the current ones when the other half is created', async (_, world) => {
    const rows = await bench.seed(world);
    const { opens, after } = await apply(rows, fixOf(rows, 'VNP101'));
    expect([opens, codes(after)]).toEqual([[], []]);
  });
});

describe('a peering over IPv6 only', () => {
  it('has no finding, and its plan syncs both halves when IPv4 is added', async () => {
    const rows = await bench.seed('vnet a 10.0.0.0/16 fd00:a::/48\nvnet b 10.1.0.0/16 fd00:b::/48\na <-> b ipv6-only');
    expect(codes(rows)).toEqual([]);
    const plan = planOf(rows, [set('a', 'b', { onlyIPv6: false }, { onlyIPv6: false })]);
    expect(plan.counts).toEqual({ create: 0, update: 2, sync: 2, delete: 0 });
    const { opens, after } = await apply(rows, plan);
    expect([opens, codes(after)]).toEqual([[], []]);
  });
});

describe('a spoke that grew into another spoke of its hub', () => {
  it('has no sync as a fix, and a sync is rejected with the reason', async () => {
    const rows = await bench.seed(`vnet hub 10.0.0.0/16\nvnet s1 10.1.0.0/16\nvnet s2 10.2.0.0/16 10.1.128.0/17
hub <-> s1\nhub -> s2 Connected learned=10.2.0.0/16\ns2 -> hub Connected`);
    expect(fixOf(rows, 'VNP104').steps).toEqual([]);
    const sync = planOf(rows, [{ kind: 'sync', from: vnet('hub'), to: vnet('s2') }]);
    expect(sync.blockers.map(({ text }) => text)).toEqual([
      'hub → s2 cannot be synced: 10.1.128.0/17 (s2) overlaps 10.1.0.0/16 (s1), and hub already has a peering to s1.',
    ]);
    expect(await bench.send(sync)).toEqual([expect.stringContaining('VnetAddressSpaceOverlapsWithAlreadyPeeredVnet')]);
  });
});

describe('a VNet that is not provisioned', () => {
  const WORLD = 'vnet hub 10.0.0.0/16\nvnet app 10.1.0.0/16 failed\nvnet upd 10.2.0.0/16 updating';

  it('in state Failed is named in the plan, and its peering is accepted', async () => {
    const rows = await bench.seed(WORLD);
    const plan = planOf(rows, [connect('hub', 'app')]);
    expect(plan.notes.map(({ text }) => text)).toEqual([
      'app is in state Failed: its last update did not complete, and its settings may not be in effect (VNP105).',
    ]);
    await apply(rows, plan);
  });

  it('in state Updating is named in the plan, and both halves are rejected until then', async () => {
    const rows = await bench.seed(WORLD);
    const plan = planOf(rows, [connect('hub', 'upd')]);
    expect(plan.notes.map(({ text, arm }) => `${text} ${arm}`)).toEqual([
      'upd is in state Updating: Azure rejects changes to its peerings until the update has ended. A deployment waits for that and tries again. ReferencedResourceNotProvisioned',
    ]);
    expect(await bench.send(plan)).toEqual([
      expect.stringContaining('ReferencedResourceNotProvisioned'),
      expect.stringContaining('ReferencedResourceNotProvisioned'),
    ]);
  });
});
