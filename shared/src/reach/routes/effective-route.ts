import type { ResourceKey } from '../../arm/index.ts';
import type { Cidr } from '../../net/index.ts';
import type {
  ConnectedGroupRow,
  GatewayRow,
  Half,
  PrivateEndpointRow,
  RouteRow,
  RouteServerRow,
  RouteTableRow,
} from '../../topology/index.ts';

/** Next hop types in Azure's terms; `VirtualApplianceEcmp` routes have the type `VirtualAppliance` and several addresses. */
export type NextHopType =
  | 'VnetLocal'
  | 'VNetPeering'
  | 'VNetGlobalPeering'
  | 'ConnectedGroup'
  | 'VirtualNetworkGateway'
  | 'VirtualAppliance'
  | 'Internet'
  | 'None'
  | 'InterfaceEndpoint'
  | 'VirtualNetworkServiceEndpoint'
  | (string & {});

/** The resource that a route comes from. */
export type RouteOrigin =
  | { readonly kind: 'system' }
  | { readonly kind: 'peering'; readonly half: Half }
  | { readonly kind: 'connected-group'; readonly group: ConnectedGroupRow; readonly member: ResourceKey }
  | { readonly kind: 'gateway'; readonly gateway: GatewayRow }
  | { readonly kind: 'route-server'; readonly routeServer: RouteServerRow }
  | { readonly kind: 'user'; readonly table: RouteTableRow; readonly route: RouteRow }
  | {
      readonly kind: 'private-endpoint';
      readonly endpoint: PrivateEndpointRow;
      readonly vnet: ResourceKey;
      readonly half: Half | undefined;
    }
  | { readonly kind: 'service-endpoint'; readonly service: string };

/** Route that the interfaces of a subnet have, with one prefix. */
export interface EffectiveRoute {
  readonly source: 'Default' | 'User' | 'VirtualNetworkGateway';
  readonly state: 'Active' | 'Invalid';
  /** Prefix, service tag, or name of a service. */
  readonly prefix: string;
  /** Undefined for service tags and service endpoints, whose prefixes Azure keeps to itself. */
  readonly cidr: Cidr | undefined;
  readonly nextHopType: NextHopType;
  readonly nextHopIps: readonly string[];
  readonly origin: RouteOrigin;
}
