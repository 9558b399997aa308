import { lastName, resourceKey } from '../../arm/index.ts';
import { toFixture } from '../../testing/fixtures.ts';
import {
  ATTACHED_KINDS,
  type AttachedKind,
  type AttachedRows,
  buildTopology,
  type HalfRow,
  type SubnetRow,
  type TopologyRows,
  type VNetRow,
} from '../../topology/index.ts';
import { visibleRows } from '../../world/index.ts';
import { type Answer, createReach, type LearnedRoute, type Question, type Reach } from '../index.ts';

/** Additions to a fixture. In texts `@hub` is the id of a VNet, `@hub/app` of a subnet, and `@hub#TYPE/NAME` of a resource in its resource group. */
export interface Additions {
  readonly rows?: Partial<AttachedRows>;
  /** Further properties of rows of the fixture, by the end of their ids: `connections/hub-to-office`. */
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Further properties of subnets, by `vnet/subnet`. */
  readonly subnets?: Readonly<Record<string, Partial<SubnetRow>>>;
  /** Further properties of all VNets, and of all halves. */
  readonly vnets?: Partial<VNetRow>;
  readonly halves?: Partial<HalfRow>;
  readonly learned?: Readonly<Record<string, readonly Partial<LearnedRoute>[]>>;
  readonly missingKinds?: readonly AttachedKind[];
}

/** Creates the engine for a fixture with additions. */
export function reachOf(text: string, additions: Additions = {}): Reach {
  const rows = visibleRows(toFixture(text));
  const { rows: added = {}, properties = {}, subnets = {}, vnets, halves, learned = {}, missingKinds } = resolveIds(rows.vnets, additions);
  const withProperties = <T extends { readonly id: string }>(row: T): T =>
    Object.assign({}, row, ...Object.entries(properties).flatMap(([end, more]) => (row.id.endsWith(`/${end}`) ? [more] : [])));
  const kinds = ATTACHED_KINDS.map((kind) => [kind, [...rows[kind].map(withProperties), ...(added[kind] ?? [])]]);
  const merged: TopologyRows = {
    ...rows,
    ...Object.fromEntries(kinds),
    halves: rows.halves.map((half) => ({ ...half, ...halves })),
    vnets: rows.vnets.map((vnet) => ({
      ...vnet,
      ...vnets,
      subnets: vnet.subnets.map((subnet) => ({ ...subnet, ...subnets[`${lastName(vnet.id)}/${subnet.name}`] })),
    })),
    ...(missingKinds && { missingKinds }),
  };
  const routes = Object.entries(learned).map(([id, list]) => [resourceKey(id), list.map((route) => ({ ...NO_ROUTE, ...route }))] as const);
  return createReach(buildTopology(merged), new Map(routes));
}

function resolveIds(vnets: readonly VNetRow[], additions: Additions): Additions {
  const ids = new Map(vnets.map(({ id }) => [lastName(id), id]));
  const toId = (_: string, name: string, rest = ''): string => {
    const id = ids.get(name) ?? name;
    return `"${rest.startsWith('#') ? id.replace(/virtualNetworks\/.*$/, rest.slice(1)) : `${id}${rest.replace(/^\//, '/subnets/')}`}"`;
  };
  return JSON.parse(JSON.stringify(additions).replaceAll(/"@([^"/#]+)([/#][^"]+)?"/g, toId));
}

const NO_ROUTE: LearnedRoute = { network: '', nextHop: '', sourcePeer: '', origin: 'EBgp', asPath: [65001] };

/** Formats the effective routes of a subnet, one line each, sorted: `User Active 0.0.0.0/0 VirtualAppliance 10.0.2.4`. */
export function routesOf(reach: Reach, subnet: string): readonly string[] {
  const result = reach.routesOf(subnet);
  if (!result.ok) throw new Error(result.problem);
  return result.value.routes
    .map(({ source, state, prefix, nextHopType, nextHopIps }) => [source, state, prefix, nextHopType, ...nextHopIps].join(' '))
    .sort();
}

/** Formats an answer: its verdict, or the code of the blocker that decides it, with the appliances there and back. */
function summarize({ verdict, forward, back }: Answer): string {
  const code = forward.blocker?.code ?? back.blocker?.code;
  const [there, returning] = [forward, back].map(({ hops }) =>
    hops.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'appliance' ? [step.ip] : []))).join(','),
  );
  const appliances = there === '' && returning === '' ? '' : ` [${there}] [${returning}]`;
  return `${verdict}${code === undefined ? '' : ` ${code}`}${appliances}`;
}

/** Asks and formats the answer. */
export const ask = (reach: Reach, from: string, to: string, more: Pick<Question, 'protocol' | 'port'> = {}): string =>
  summarize(reach.answer({ from, to, ...more }));
