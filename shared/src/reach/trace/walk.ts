import { lastName, type ResourceKey } from '../../arm/index.ts';
import { formatAddress } from '../../net/index.ts';
import { isApplianceType } from '../../routing/index.ts';
import type { SubnetPlace } from '../estate.ts';
import { evaluateFilters } from '../filters/evaluate.ts';
import { namesOfVirtualHubs } from '../gateways/into-vnet.ts';
import type { Model } from '../model.ts';
import { chooseRoute, findLearnedGap, isPrivate } from '../routes/choose-route.ts';
import type { EffectiveRoute } from '../routes/effective-route.ts';
import { followToAppliance } from './appliance.ts';
import { followToConnectedGroup } from './connected-group.ts';
import type { Context, Departure } from './context.ts';
import { deliver } from './deliver.ts';
import { followToGateway } from './gateway.ts';
import { followToInternet } from './internet.ts';
import { explainMissingRoute } from './missing-route.ts';
import type { Packet } from './packet.ts';
import { followToPeer } from './peering.ts';
import { followToEndpoint } from './private-endpoint.ts';
import { addSteps, assume, endWith, endWithBlocker, enter, formatPlace, type Path, type Sender, type Trail, visit } from './trail.ts';

type Follow = (context: Context, departure: Departure) => readonly Path[];

/** Handlers of a packet by the next hop type of its route. */
const NEXT_HOPS: Readonly<Record<string, Follow>> = {
  VnetLocal: (context, { place, trail }) => [deliver(context, trail, place.vnet)],
  VNetPeering: followToPeer,
  VNetGlobalPeering: followToPeer,
  ConnectedGroup: followToConnectedGroup,
  VirtualAppliance: followToAppliance,
  VirtualNetworkGateway: (context, departure) =>
    departure.route.origin.kind === 'route-server' ? followToAppliance(context, departure) : followToGateway(context, departure),
  Internet: followToInternet,
  InterfaceEndpoint: followToEndpoint,
  None: (context, { place, route, trail }) => [endAtNone(context, place, route, trail)],
};

/** Follows a packet from a subnet by its effective routes. Returns one path for each way that it can take. */
export function walkFrom(context: Context, place: SubnetPlace, sender: Sender, before: Trail): readonly Path[] {
  const { model, packet } = context;
  const here = formatPlace(place);
  const trail = visit(
    enter(before, place),
    `${place.vnet.key}/${place.subnet?.name ?? ''} ${'machine' in sender ? sender.machine : sender.kind}`,
  );
  if (!trail) return [endWith(before, 'loop', `The packet comes back to ${here}, which has already sent it on.`)];
  const routes = model.effectiveRoutes(place);
  if (routes.missingTableId !== undefined) {
    const table = lastName(routes.missingTableId);
    return [endWith(trail, 'not-read', `The route table ${table} of ${here} was not read.`, [routes.missingTableId])];
  }
  const choice = chooseRoute(routes, packet.destination);
  const gap = findLearnedGap(model.estate, routes, choice, packet.destination);
  const { route, runnerUp } = choice;
  if (gap) {
    const chosen = route ? addSteps(trail, { kind: 'route', route, runnerUp }) : trail;
    return [endWith(chosen, 'routes-not-learned', gap.text, gap.sourceIds)];
  }
  if (routes.hasVirtualHub && (!route || isLeftToVirtualHub(model, route, packet))) {
    const names = namesOfVirtualHubs(model.estate, place.vnet.key).join(', ');
    return [endWith(trail, 'virtual-wan', `${place.vnet.name} is connected to the virtual hub ${names}, whose routes are not known.`)];
  }
  const destination = formatAddress(packet.destination);
  if (!route) return [endWithBlocker(trail, explainMissingRoute(model.estate, place, packet.destination, ''))];
  const withRoute = addSteps(trail, { kind: 'route', route, runnerUp });
  if (routes.uncertain.has(route))
    return [
      endWith(
        withRoute,
        'not-established',
        `It is not established whether a user route overrides the route to the private endpoint at ${destination}.`,
      ),
    ];
  const filtered = sender.kind === 'host' || sender.kind === 'machine' ? leave(context, place, sender, withRoute) : { trail: withRoute };
  if ('path' in filtered) return [filtered.path];
  const noted = assume(filtered.trail, ...assumptionsOn(model, place, route, packet));
  const follow = NEXT_HOPS[route.nextHopType];
  return follow
    ? follow(context, { place, sender, route, trail: noted })
    : [endWith(noted, 'not-established', `The next hop type ${route.nextHopType} of the route to ${route.prefix} is not known.`)];
}

const isLeftToVirtualHub = (model: Model, route: EffectiveRoute, { destination }: Packet): boolean =>
  (route.nextHopType === 'None' && route.source === 'Default') ||
  (route.nextHopType === 'Internet' && isPrivate(model.estate, destination));

/** Applies the outbound filters of the machine that sends the packet. */
function leave(
  { model, packet }: Context,
  place: SubnetPlace,
  sender: Extract<Sender, { readonly kind: 'host' | 'machine' }>,
  trail: Trail,
): { readonly trail: Trail } | { readonly path: Path } {
  const nic = sender.kind === 'host' ? sender.nic : model.estate.interfacesOf(sender.machine).find((each) => isIn(each.vnet, place));
  const { steps, blocker, assumptions } = evaluateFilters(model, place, nic, 'Outbound', packet);
  const passed = assume(addSteps(trail, ...steps), ...assumptions);
  return blocker ? { path: endWith(passed, blocker.code, blocker.text, blocker.resourceIds) } : { trail: passed };
}

const isIn = (vnet: ResourceKey, place: SubnetPlace): boolean => vnet === place.vnet.key;

/** Tags of user routes and unknown default routes of gateways do not decide an answer; it says that they were left out. */
function assumptionsOn(
  { estate, effectiveRoutes }: Model,
  place: SubnetPlace,
  route: EffectiveRoute,
  { destination }: Packet,
): readonly string[] {
  if (isPrivate(estate, destination)) return [];
  const { routes, gaps, hasVirtualHub } = effectiveRoutes(place);
  const tags = routes.filter(({ cidr, source }) => source === 'User' && !cidr);
  const services = routes.filter(({ origin }) => origin.kind === 'service-endpoint');
  const gap = gaps.find(({ families }) => families.includes(destination.family));
  const text = formatAddress(destination);
  return [
    ...[...tags, ...services].map(({ prefix }) => `The route for ${prefix} is taken not to cover ${text}.`),
    ...(route.source === 'Default' && gap ? [`Gateways are taken to bring no default route. ${gap.text}`] : []),
    ...(route.source === 'Default' && hasVirtualHub ? ['The virtual hub is taken to bring no default route.'] : []),
  ];
}

function endAtNone({ model, packet }: Context, place: SubnetPlace, route: EffectiveRoute, trail: Trail): Path {
  const here = formatPlace(place);
  const destination = formatAddress(packet.destination);
  if (route.origin.kind !== 'user')
    return endWithBlocker(
      trail,
      explainMissingRoute(model.estate, place, packet.destination, `: Azure drops packets for ${route.prefix} by default`),
    );
  const { table, route: row } = route.origin;
  const why =
    row.nextHopType === 'None'
      ? 'has the next hop type None'
      : row.nextHopType === 'VnetLocal'
        ? 'calls a remote prefix local'
        : `leads to ${row.nextHopIp ?? 'an appliance'}, which is not running`;
  return endWith(
    trail,
    isApplianceType(row.nextHopType) ? 'appliance-stopped' : 'null-route',
    `The route ${row.name} of the route table ${lastName(table.id)} of ${here} ${why}, so packets for ${destination} are dropped.`,
    [table.id],
  );
}
