import { type Cidr, contains, formatAddress, widthOf } from '../../net/index.ts';
import type { Endpoint, Estate, SubnetPlace } from '../estate.ts';
import type { EffectiveRoute } from './effective-route.ts';
import { createDefaultRoute, peeredPrefixes } from './system-routes.ts';

/** Values of `privateEndpointNetworkPolicies` with which route tables apply to the endpoints of a subnet. */
const POLICIES_WITH_ROUTES: ReadonlySet<string> = new Set(['enabled', 'routetableenabled']);

/**
 * Returns a route for each private endpoint of the VNet and of the VNets directly peered with it, no further (R16). A peering that is limited to
 * IPv6, or to subnets, brings the endpoints in these prefixes only.
 */
export function privateEndpointRoutes(estate: Estate, { vnet }: SubnetPlace): readonly EffectiveRoute[] {
  const neighbours = [
    { owner: vnet.key, half: undefined },
    ...estate.peersOf(vnet.key).flatMap(({ to, near }) => (near?.state === 'Connected' ? [{ owner: to, half: near }] : [])),
  ];
  return neighbours.flatMap(({ owner, half }) => {
    const peered = half && peeredPrefixes(estate, owner, half);
    return estate.endpointsOf(owner).flatMap((endpoint) =>
      endpoint.addresses.flatMap((address) => {
        if (peered && !estate.isIn(peered, address)) return [];
        const prefix = `${formatAddress(address)}/${widthOf(address.family)}`;
        return createDefaultRoute(estate.cidrOf(prefix), prefix, 'InterfaceEndpoint', {
          kind: 'private-endpoint',
          endpoint: endpoint.row,
          vnet: owner,
          half,
        });
      }),
    );
  });
}

/** Returns a row for each service endpoint of the subnet. Azure lists its public prefixes (R15), which it publishes nowhere in ARM. */
export const serviceEndpointRoutes = ({ subnet }: SubnetPlace): readonly EffectiveRoute[] =>
  (subnet?.serviceEndpoints ?? []).map((service) =>
    createDefaultRoute(undefined, service, 'VirtualNetworkServiceEndpoint', { kind: 'service-endpoint', service }),
  );

/**
 * Returns whether user routes override the route to a private endpoint (R16): one for exactly its address, or one that is at least as long as the
 * prefix of the endpoint's VNet if the endpoint's subnet applies route tables. Undefined where the VNet has several prefixes: not established.
 */
export function isEndpointOverridden(estate: Estate, route: EffectiveRoute, userCidrs: readonly Cidr[]): boolean | undefined {
  const { cidr, origin } = route;
  if (!cidr || origin.kind !== 'private-endpoint') return false;
  const covering = userCidrs.filter((user) => contains(user, cidr));
  if (covering.some(({ length }) => length === cidr.length)) return true;
  if (!appliesRouteTables(estate, origin)) return false;
  const space = estate.cidrsOf(estate.spaceOf(origin.vnet)).filter(({ family }) => family === cidr.family);
  const [only] = space;
  const lengths = covering.map(({ length }) => length);
  const longest = Math.max(-1, ...lengths);
  if (space.length === 1 && only) return longest >= only.length;
  return longest >= Math.min(...space.map(({ length }) => length)) ? undefined : false;
}

function appliesRouteTables(
  estate: Estate,
  { endpoint, vnet }: { readonly endpoint: Endpoint['row']; readonly vnet: Endpoint['vnet'] },
): boolean {
  const owner = estate.topology.vnets.get(vnet);
  const subnet = owner && estate.findSubnet(owner, endpoint.subnetId);
  return POLICIES_WITH_ROUTES.has((subnet?.privateEndpointNetworkPolicies ?? '').toLowerCase());
}
