import { formatResourceId, resourceKey } from '../arm/index.ts';
import { contains, parseCidr } from '../net/index.ts';
import { formatList, type RouteRow, type RouteTableRow, type VNet } from '../topology/index.ts';
import { az } from './az.ts';
import { SPOKES } from './hub-and-spoke.ts';
import type { Lesson } from './lesson.ts';
import type { ExternalAct, ExternalRequest, TourState } from './stop.ts';

type Spoke = (typeof SPOKES)[number];

/** Next hop of the routes between the spokes. */
export type NextHop = Pick<RouteRow, 'nextHopType' | 'nextHopIp'>;

/** Creates the act that routes traffic between the spokes to the next hop, with one route table for each spoke. */
export const createRoutingAct = (id: string, label: string, hop: NextHop): ExternalAct => ({
  id,
  label,
  toRequests: (lesson) => SPOKES.flatMap((spoke) => toRequests(lesson, spoke, hop)),
  toCommands: (lesson) => SPOKES.flatMap((spoke) => toCommands(lesson, spoke, hop)),
});

const tableName = ({ name }: VNet): string => `rt-${name}`;
const routeName = (prefix: string): string => `to-${prefix.replace('/', '-')}`;

const prefixesOfOthers = (lesson: Lesson, spoke: Spoke): readonly string[] =>
  SPOKES.filter((other) => other !== spoke).flatMap((other) => lesson[other].addressSpace);

function toRequests(lesson: Lesson, spoke: Spoke, { nextHopType, nextHopIp }: NextHop): ExternalRequest[] {
  const vnet = lesson[spoke];
  const { subscriptionId, resourceGroup, location } = vnet;
  const provider = 'Microsoft.Network';
  const id = formatResourceId({ subscriptionId, resourceGroup, provider, types: ['routeTables'], names: [tableName(vnet)] });
  const routes = prefixesOfOthers(lesson, spoke).map((addressPrefix) => ({
    name: routeName(addressPrefix),
    properties: { addressPrefix, nextHopType, ...(nextHopIp !== undefined && { nextHopIpAddress: nextHopIp }) },
  }));
  return [
    { kind: 'put-resource', id, location, properties: { routes } },
    ...vnet.subnets.map(
      ({ name }): ExternalRequest => ({
        kind: 'put-resource',
        id: `${vnet.id}/subnets/${name}`,
        properties: { routeTable: { id } },
      }),
    ),
  ];
}

function toCommands(lesson: Lesson, spoke: Spoke, { nextHopType, nextHopIp }: NextHop): string[] {
  const vnet = lesson[spoke];
  const table = tableName(vnet);
  const hop = `--next-hop-type ${nextHopType}${nextHopIp === undefined ? '' : ` --next-hop-ip-address ${nextHopIp}`}`;
  return [
    `${az('route-table create', vnet)} --name ${table} --location ${vnet.location}`,
    ...prefixesOfOthers(lesson, spoke).map(
      (prefix) =>
        `${az('route-table route create', vnet)} --route-table-name ${table} --name ${routeName(prefix)} --address-prefix ${prefix} ${hop}`,
    ),
    ...vnet.subnets.map(({ name }) => `${az('vnet subnet update', vnet)} --vnet-name ${vnet.name} --name ${name} --route-table ${table}`),
  ];
}

/** Returns whether all subnets of the spokes route to the other spokes through the next hop. */
export const areSpokesRouted = (state: TourState, hop: NextHop): boolean =>
  SPOKES.every((spoke) =>
    tablesOf(state, state.lesson[spoke]).every(({ table }) =>
      prefixesOfOthers(state.lesson, spoke).every((prefix) => {
        const route = table && findRoute(table, prefix);
        return route?.nextHopType === hop.nextHopType && route.nextHopIp === hop.nextHopIp;
      }),
    ),
  );

/** Describes the routes of the spokes, a sentence for each subnet. */
export const describeSpokeRoutes = (state: TourState): readonly string[] =>
  SPOKES.flatMap((spoke) => tablesOf(state, state.lesson[spoke]).map(({ subnet, table }) => `${subnet} ${describeTable(table)}.`));

function describeTable(table: RouteTableRow | undefined): string {
  if (!table) return 'has no route table';
  if (table.routes.length === 0) return 'has a route table without routes';
  const hopOf = ({ nextHopType, nextHopIp = '' }: RouteRow): string => `${nextHopType} ${nextHopIp}`.trim();
  const prefixesTo = (hop: string): string[] => table.routes.filter((route) => hopOf(route) === hop).map(({ prefix }) => prefix);
  return `routes ${[...new Set(table.routes.map(hopOf))].map((hop) => `${formatList(prefixesTo(hop))} to ${hop}`).join(', ')}`;
}

/** Returns the subnets of the VNet with their route tables. */
const tablesOf = ({ topology }: TourState, vnet: VNet): readonly { readonly subnet: string; readonly table: RouteTableRow | undefined }[] =>
  vnet.subnets.map(({ name, routeTableId }) => ({
    subnet: `${vnet.name}/${name}`,
    table: routeTableId === undefined ? undefined : topology.routeTables.find(({ id }) => resourceKey(id) === resourceKey(routeTableId)),
  }));

/** Returns the route that Azure applies to the prefix: the longest that contains it. */
function findRoute({ routes }: RouteTableRow, prefix: string): RouteRow | undefined {
  const target = parseCidr(prefix);
  let longest: { readonly route: RouteRow; readonly length: number } | undefined;
  for (const route of routes) {
    const cidr = parseCidr(route.prefix);
    if (!cidr.ok || !target.ok || !contains(cidr.value, target.value)) continue;
    if (!longest || cidr.value.length > longest.length) longest = { route, length: cidr.value.length };
  }
  return longest?.route;
}
