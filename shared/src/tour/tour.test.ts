import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { planGoal } from '../goals/index.ts';
import { applyPlan, type Intent, makePlan } from '../plan/index.ts';
import { createReach, NO_LEARNED_ROUTES } from '../reach/index.ts';
import { buildTopology, type RouteRow, type Topology, type TopologyRows } from '../topology/index.ts';
import { loadWorld, visibleRows } from '../world/index.ts';
import { SPOKES } from './hub-and-spoke.ts';
import {
  type ExternalAct,
  type ExternalActResults,
  type ExternalRequest,
  findLesson,
  findMissingVNets,
  isDone,
  type Lesson,
  STOPS,
  type TourState,
} from './index.ts';

/** State of the course fixture between two actions of the learner. */
interface TourMoment {
  readonly rows: TopologyRows;
  readonly answers: ExternalActResults;
  readonly done: ReadonlySet<string>;
}

type LearnerAction = (moment: TourMoment, lesson: Lesson, topology: Topology) => TourMoment;

function course(): TourMoment {
  const world = loadWorld('course');
  if (!world.ok) throw new Error(world.problem);
  return { rows: visibleRows(world.value), answers: {}, done: new Set() };
}

function stateAt({ rows, answers, done }: TourMoment): TourState {
  const topology = buildTopology(rows);
  const lesson = findLesson(topology);
  if (!lesson) throw new Error('the course has all VNets of the lesson');
  return { topology, lesson, answers, done };
}

const doneAt = (moment: TourMoment): string[] => STOPS.filter((stop) => isDone(stop, stateAt(moment))).map(({ id }) => id);

const apply =
  (intentsOf: (lesson: Lesson, topology: Topology) => readonly Intent[]): LearnerAction =>
  (moment, lesson, topology) => {
    const plan = makePlan(topology, intentsOf(lesson, topology));
    if (plan.blockers.length > 0) throw new Error(plan.blockers.map(({ text }) => text).join('\n'));
    return { ...moment, rows: applyPlan(moment.rows, plan) };
  };

/** Changes the address space of a VNet; its halves keep their learned prefixes. */
const withAddressSpace = (rows: TopologyRows, id: string, addressSpace: readonly string[]): TopologyRows => ({
  ...rows,
  vnets: rows.vnets.map((vnet) => (vnet.id === id ? { ...vnet, addressSpace } : vnet)),
  halves: rows.halves.map((half) => {
    if (half.remoteId === id) return { ...half, remoteCurrent: addressSpace, sync: 'LocalNotInSync' };
    return half.id.startsWith(`${id}/`) ? { ...half, localCurrent: addressSpace, sync: 'RemoteNotInSync' } : half;
  }),
});

interface ArmRoute {
  readonly name: string;
  readonly properties: { readonly addressPrefix: string; readonly nextHopType: string; readonly nextHopIpAddress?: string };
}

const toRow = ({ name, properties: { addressPrefix, nextHopType, nextHopIpAddress } }: ArmRoute): RouteRow => ({
  name,
  prefix: addressPrefix,
  nextHopType,
  ...(nextHopIpAddress !== undefined && { nextHopIp: nextHopIpAddress }),
});

const withRouteTable = (rows: TopologyRows, id: string, routes: readonly RouteRow[]): TopologyRows => {
  const subnetIds = rows.routeTables.find((table) => table.id === id)?.subnetIds ?? [];
  return { ...rows, routeTables: [...rows.routeTables.filter((table) => table.id !== id), { id, routes, subnetIds }] };
};

const withSubnetTable = (rows: TopologyRows, id: string, routeTableId: string): TopologyRows => ({
  ...rows,
  vnets: rows.vnets.map((vnet) => ({
    ...vnet,
    subnets: vnet.subnets.map((subnet) => (`${vnet.id}/subnets/${subnet.name}` === id ? { ...subnet, routeTableId } : subnet)),
  })),
  routeTables: rows.routeTables.map((table) => (table.id === routeTableId ? { ...table, subnetIds: [...table.subnetIds, id] } : table)),
});

/** Returns the rows after a request of another operator. */
function withRequest(rows: TopologyRows, { id, properties }: ExternalRequest): TopologyRows {
  const { addressSpace, routes, routeTable } = properties as {
    readonly addressSpace?: { readonly addressPrefixes: readonly string[] };
    readonly routes?: readonly ArmRoute[];
    readonly routeTable?: { readonly id: string };
  };
  if (addressSpace) return withAddressSpace(rows, id, addressSpace.addressPrefixes);
  if (routes) return withRouteTable(rows, id, routes.map(toRow));
  if (routeTable) return withSubnetTable(rows, id, routeTable.id);
  throw new Error(`${id} is not changed by any stop`);
}

function externalActOf(id: string): ExternalAct {
  const act = STOPS.flatMap(({ acts }) => acts).find(({ externalAct }) => externalAct?.id === id)?.externalAct;
  if (!act) throw new Error(`no stop has the act ${id}`);
  return act;
}

/** Has another operator carry out an act. */
const asOther =
  (id: string): LearnerAction =>
  (moment, lesson) => ({ ...moment, rows: externalActOf(id).toRequests(lesson).reduce(withRequest, moment.rows) });

const members = ({ vnet1, vnet2, vnet3 }: Lesson): ResourceKey[] => [vnet1.key, vnet2.key, vnet3.key];

/** Actions of the learner at each stop, in order. */
const ACTIONS: Readonly<Record<string, readonly LearnerAction[]>> = {
  isolated: [apply(({ vnet1, vnet2 }) => [{ kind: 'delete', from: vnet1.key, to: vnet2.key }])],
  'one-half': [apply(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet1.key, b: vnet2.key, only: 'half' }])],
  'both-halves': [apply(({ vnet1, vnet2 }) => [{ kind: 'repair', a: vnet1.key, b: vnet2.key }])],
  options: [apply(({ vnet1, vnet2 }) => [{ kind: 'set-options', from: vnet1.key, to: vnet2.key, flags: { allowForwarded: true } }])],
  overlap: [
    (moment) => ({ ...moment, answers: { 'peer-overlap': { error: { code: 'VnetAddressSpacesOverlap', message: 'They overlap.' } } } }),
  ],
  'added-range': [asOther('add-range'), apply(({ vnet1, vnet2 }) => [{ kind: 'sync', from: vnet1.key, to: vnet2.key }])],
  chain: [apply(({ vnet2, vnet3 }) => [{ kind: 'set-options', from: vnet3.key, to: vnet2.key, flags: { allowForwarded: true } }])],
  mesh: [apply((lesson, topology) => planGoal(topology, { kind: 'mesh', members: members(lesson) }).intents)],
  'hub-and-spoke': [
    apply(
      (lesson, topology) =>
        planGoal(topology, { kind: 'hub', hub: lesson.hub.key, spokes: members(lesson), through: 'nothing' }, { isExact: true }).intents,
    ),
  ],
  'hub-appliance': [
    asOther('route-appliance'),
    ...SPOKES.map((spoke) =>
      apply((lesson) => [{ kind: 'set-options', from: lesson[spoke].key, to: lesson.hub.key, flags: { allowForwarded: true } }]),
    ),
  ],
  'hub-gateway': [
    ...SPOKES.map((spoke) =>
      apply((lesson) => [{ kind: 'set-options', from: lesson.hub.key, to: lesson[spoke].key, flags: { allowTransit: true } }]),
    ),
    ...SPOKES.map((spoke) =>
      apply((lesson) => [{ kind: 'set-options', from: lesson[spoke].key, to: lesson.hub.key, flags: { useRemoteGateways: true } }]),
    ),
  ],
  'gateway-routes': [asOther('route-gateway')],
};

const nothing: LearnerAction = (moment) => moment;
const deleteOne = apply(({ vnet1, vnet2 }) => [{ kind: 'delete', from: vnet1.key, to: vnet2.key, only: 'half' }]);
const peerBoth = apply(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet1.key, b: vnet2.key }]);
const acceptAtVNet3 = apply(({ vnet2, vnet3 }) => [
  { kind: 'set-options', from: vnet3.key, to: vnet2.key, flags: { allowForwarded: true } },
]);
const hubBeside = apply(
  (lesson, topology) =>
    planGoal(topology, { kind: 'hub', hub: lesson.hub.key, spokes: members(lesson), through: 'appliance' }, { isExact: false }).intents,
);

/** Returns, for each stop, the moments before and after each action. */
function completeTour(): ReadonlyMap<string, readonly TourMoment[]> {
  const moments = new Map<string, readonly TourMoment[]>();
  let moment = course();
  for (const { id } of STOPS) {
    const here = [moment];
    for (const act of ACTIONS[id] ?? []) {
      const { lesson, topology } = stateAt(moment);
      moment = act(moment, lesson, topology);
      here.push(moment);
    }
    moments.set(id, here);
    moment = { ...moment, done: new Set([...moment.done, id]) };
  }
  return moments;
}

describe('the tour', () => {
  const moments = completeTour();

  it('starts with no stop done', () => {
    expect(doneAt(course())).toEqual([]);
  });

  it.each(STOPS)('$id is done after its last task, and not before', (stop) => {
    const here = moments.get(stop.id) ?? [];
    const ends = here.map((moment) => isDone(stop, stateAt(moment)));
    expect(ends).toEqual([...ends.slice(1).map(() => false), true]);
  });

  it.each(STOPS)('$id describes the state as ARM reports it, before and after', (stop) => {
    const here = moments.get(stop.id) ?? [];
    const sentences = here.map((moment) => stop.describeState(stateAt(moment)));
    for (const each of sentences.flat()) expect(each).toMatch(/^[^`]+\.$/);
    if (stop.id !== 'overlap') expect(sentences.at(-1)).not.toEqual(sentences[0]);
  });

  it('asks Reach about the spokes and the chain, and the answer before and after is what the stop teaches', () => {
    const answers = STOPS.flatMap(({ id, question }) => {
      if (!question) return [];
      const verdicts = (moments.get(id) ?? []).map((moment) => {
        const { topology, lesson } = stateAt(moment);
        const { [question.from]: from, [question.to]: to } = lesson;
        return createReach(topology, NO_LEARNED_ROUTES).answer({ from: from.key, to: to.key }).verdict;
      });
      return [`${id}: ${verdicts[0]}, ${verdicts.at(-1)}`];
    });
    expect(answers).toEqual([
      'chain: unreachable, unreachable',
      'hub-and-spoke: reachable, unreachable',
      'hub-appliance: unreachable, reachable',
      'gateway-routes: reachable, reachable',
    ]);
  });

  it('distinguishes one half from both', () => {
    const [, half] = moments.get('one-half') ?? [];
    const stop = STOPS.find(({ id }) => id === 'one-half');
    expect(half && stop?.describeState(stateAt(half))).toEqual([
      'vnet1 → vnet2 is Initiated, RemoteNotInSync.',
      'vnet2 has no half to vnet1.',
    ]);
  });

  it.each(STOPS)('$id reports no recovery while its tasks are followed', ({ id, describeRecovery }) => {
    const before = (moments.get(id) ?? []).slice(0, -1);
    expect(before.map((moment) => describeRecovery?.(stateAt(moment)))).toEqual(before.map(() => undefined));
  });

  it.each([
    ['isolated', 'isolated', deleteOne, /One half remains/],
    ['one-half', 'one-half', peerBoth, /starts without a peering/],
    ['one-half', 'isolated', deleteOne, /starts without a peering/],
    ['both-halves', 'isolated', nothing, /already Connected/],
    ['both-halves', 'one-half', nothing, /Go back to the previous stop and create the first one/],
    ['options', 'one-half', nothing, /not Connected on both sides/],
    ['added-range', 'one-half', nothing, /not Connected on both sides/],
    ['chain', 'one-half', nothing, /`vnet1` and `vnet2` are not Connected/],
    ['chain', 'hub-and-spoke', nothing, /not a chain/],
    ['chain', 'isolated', acceptAtVNet3, /Under `vnet1 → vnet2`/],
    ['hub-and-spoke', 'hub-and-spoke', hubBeside, /still peered with each other/],
    ['hub-appliance', 'mesh', nothing, /`hub` and `vnet1` are not Connected/],
    ['hub-gateway', 'hub-gateway', peerBoth, /still peered with each other/],
    ['gateway-routes', 'hub-gateway', asOther('route-gateway'), /Not all spokes use the gateway of the hub/],
  ] as const)('%s describes the recovery from a wrong change at %s', (id, at, act, expected) => {
    const [moment] = moments.get(at) ?? [];
    const stop = STOPS.find((one) => one.id === id);
    if (!moment || !stop) throw new Error('no such moment or stop');
    const { lesson, topology } = stateAt(moment);
    const state = { ...stateAt(act(moment, lesson, topology)), done: new Set<string>() };
    expect(isDone(stop, state)).toBe(false);
    expect(stop.describeRecovery?.(state)).toMatch(expected);
  });

  it('accepts either VNet as the owner of the first half', () => {
    const [moment] = moments.get('one-half') ?? [];
    const stop = STOPS.find(({ id }) => id === 'one-half');
    if (!moment || !stop) throw new Error('the tour has this stop');
    const { lesson, topology } = stateAt(moment);
    const other = apply(({ vnet1, vnet2 }) => [{ kind: 'connect', a: vnet2.key, b: vnet1.key, only: 'half' }]);
    expect(isDone(stop, stateAt(other(moment, lesson, topology)))).toBe(true);
  });

  it('uses each id and each VNet once', () => {
    const ids = [...STOPS.map(({ id }) => id), ...STOPS.flatMap(({ acts }) => acts.flatMap(({ externalAct }) => externalAct?.id ?? []))];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { highlights } of STOPS) expect(new Set(highlights).size).toBe(highlights.length);
  });

  it('does not complete the overlap stop if ARM accepts the request', () => {
    const [before] = moments.get('overlap') ?? [];
    const stop = STOPS.find(({ id }) => id === 'overlap');
    expect(before && stop && isDone(stop, stateAt({ ...before, answers: { 'peer-overlap': {} } }))).toBe(false);
  });

  it('adds the range to the existing ones, once, also in the az command', () => {
    const act = externalActOf('add-range');
    const [before, after] = moments.get('added-range') ?? [];
    for (const moment of [before, after]) {
      const lesson = moment && stateAt(moment).lesson;
      expect(lesson && act.toRequests(lesson)).toMatchObject([
        { properties: { addressSpace: { addressPrefixes: ['10.1.0.0/16', '10.11.0.0/16'] } } },
      ]);
      expect(lesson && act.toCommands(lesson)).toEqual([
        expect.stringMatching(/^az network vnet update .* --address-prefixes 10\.1\.0\.0\/16 10\.11\.0\.0\/16$/),
      ]);
    }
  });
});

describe('routes between the spokes', () => {
  const moments = completeTour();
  const momentAt = (id: string, at: number): TourMoment => {
    const moment = moments.get(id)?.at(at);
    if (!moment) throw new Error(`there is no such moment at ${id}`);
    return moment;
  };
  const stopOf = (id: string) => {
    const stop = STOPS.find((one) => one.id === id);
    if (!stop) throw new Error(`there is no stop ${id}`);
    return stop;
  };
  const ticks = (id: string, moment: TourMoment) => stopOf(id).acts.map((act) => act.isDone(stateAt(moment)));
  const withRoutes = (moment: TourMoment, change: (routes: readonly RouteRow[]) => readonly RouteRow[]): TourMoment => ({
    ...moment,
    rows: { ...moment.rows, routeTables: moment.rows.routeTables.map((table) => ({ ...table, routes: change(table.routes) })) },
  });

  it('tick each task by itself', () => {
    expect([0, 1, -1].map((at) => ticks('hub-appliance', momentAt('hub-appliance', at)))).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    expect([0, 3, -1].map((at) => ticks('hub-gateway', momentAt('hub-gateway', at)))).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  it('are described with all prefixes of the other spokes, and change their next hop', () => {
    const describeAt = (id: string) => stopOf(id).describeState(stateAt(momentAt(id, -1)));
    expect(describeAt('hub-appliance')).toEqual([
      'hub has a network interface with IP forwarding at 10.0.1.4.',
      'vnet1/default routes 10.2.0.0/16 and 10.3.0.0/16 to VirtualAppliance 10.0.1.4.',
      'vnet2/default routes 10.1.0.0/16, 10.11.0.0/16 and 10.3.0.0/16 to VirtualAppliance 10.0.1.4.',
      'vnet3/default routes 10.1.0.0/16, 10.11.0.0/16 and 10.2.0.0/16 to VirtualAppliance 10.0.1.4.',
      'vnet1 → hub: allowForwardedTraffic is true.',
      'vnet2 → hub: allowForwardedTraffic is true.',
      'vnet3 → hub: allowForwardedTraffic is true.',
    ]);
    expect(describeAt('gateway-routes').slice(0, 2)).toEqual([
      'hub has a gateway of the type Vpn.',
      'vnet1/default routes 10.2.0.0/16 and 10.3.0.0/16 to VirtualNetworkGateway.',
    ]);
    expect(stopOf('hub-appliance').describeState(stateAt(course()))).toContain('vnet1/default has no route table.');
  });

  it('may be shorter, but the longest prefix decides', () => {
    const done = momentAt('hub-appliance', -1);
    const summary: RouteRow = { name: 'all', prefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIp: '10.0.1.4' };
    const other: RouteRow = { name: 'vnet3', prefix: '10.3.0.0/16', nextHopType: 'None' };
    const isRouted = (routes: readonly RouteRow[]) =>
      ticks(
        'hub-appliance',
        withRoutes(done, () => routes),
      )[0];
    expect(isRouted([summary])).toBe(true);
    expect(isRouted([summary, other])).toBe(false);
    expect(isRouted([other])).toBe(false);
    expect(isRouted([{ ...summary, prefix: '10.2.0.0/16' }])).toBe(false);
    expect(isRouted([{ ...summary, nextHopIp: '10.0.1.5' }])).toBe(false);
  });

  it('are also given as az commands, which replace the next hop', () => {
    const { lesson } = stateAt(momentAt('hub-appliance', 0));
    const commands = externalActOf('route-appliance').toCommands(lesson);
    const scope = `--subscription ${lesson.vnet1.subscriptionId} --resource-group rg-course`;
    expect(commands.slice(0, 4)).toEqual([
      `az network route-table create ${scope} --name rt-vnet1 --location westeurope`,
      `az network route-table route create ${scope} --route-table-name rt-vnet1 --name to-10.2.0.0-16 --address-prefix 10.2.0.0/16 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4`,
      `az network route-table route create ${scope} --route-table-name rt-vnet1 --name to-10.3.0.0-16 --address-prefix 10.3.0.0/16 --next-hop-type VirtualAppliance --next-hop-ip-address 10.0.1.4`,
      `az network vnet subnet update ${scope} --vnet-name vnet1 --name default --route-table rt-vnet1`,
    ]);
    expect(commands).toHaveLength(14);
    const toGateway = externalActOf('route-gateway').toCommands(lesson);
    expect(toGateway[1]).toMatch(/ --next-hop-type VirtualNetworkGateway$/);
  });
});

describe('findLesson', () => {
  it('returns undefined if a VNet is missing or has other addresses', () => {
    const { rows } = course();
    const without = buildTopology({ ...rows, vnets: rows.vnets.filter(({ id }) => !id.endsWith('/hub')) });
    expect(findLesson(without)).toBeUndefined();
    expect(findMissingVNets(without)).toEqual([{ name: 'hub', prefix: '10.0.0.0/16' }]);
    const other = {
      ...rows,
      vnets: rows.vnets.map((vnet) => (vnet.id.endsWith('/hub') ? { ...vnet, addressSpace: ['10.9.0.0/16'] } : vnet)),
    };
    expect(findLesson(buildTopology(other))).toBeUndefined();
    expect(findMissingVNets(buildTopology(rows))).toEqual([]);
  });

  it('returns undefined for contoso', () => {
    const contoso = loadWorld('contoso');
    expect(contoso.ok && findLesson(buildTopology(visibleRows(contoso.value)))).toBeUndefined();
  });
});
