import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Store, StoredResource } from '../store/store.ts';

interface Reference {
  readonly id: string;
}

/** The part of a stored connection that its status and routes depend on. */
interface ConnectionProperties {
  readonly connectionType: 'IPsec' | 'Vnet2Vnet' | 'ExpressRoute';
  readonly virtualNetworkGateway1: Reference;
  readonly virtualNetworkGateway2?: Reference;
  readonly localNetworkGateway2?: Reference;
  readonly peer?: Reference;
  readonly sharedKey?: string;
  readonly enableBgp: boolean;
}

/** A connection of a gateway to another gateway, a site or a circuit. */
export interface Connection {
  readonly resource: StoredResource;
  readonly type: ConnectionProperties['connectionType'];
  readonly gateway: ResourceKey;
  /** The other gateway, local network gateway or circuit. */
  readonly remote: ResourceKey;
  readonly sharedKey: string | undefined;
  readonly hasBgp: boolean;
}

/** Reads a stored connection. */
export function readConnection(resource: StoredResource): Connection {
  const properties = resource.properties as unknown as ConnectionProperties;
  const remote = properties.virtualNetworkGateway2 ?? properties.localNetworkGateway2 ?? properties.peer;
  return {
    resource,
    type: properties.connectionType,
    gateway: resourceKey(properties.virtualNetworkGateway1.id),
    remote: resourceKey(remote?.id ?? ''),
    sharedKey: properties.sharedKey,
    hasBgp: properties.enableBgp,
  };
}

/** Returns the connections that a gateway owns, in the order in which they were written. */
export const connectionsOf = (store: Store, gateway: ResourceKey): readonly Connection[] =>
  [...new Set(store.referencesTo(gateway).map(({ from }) => from))].flatMap((key) => {
    const resource = store.resources.get(key);
    const connection = resource && isConnection(resource) ? readConnection(resource) : undefined;
    return connection?.gateway === gateway ? [connection] : [];
  });

const isConnection = ({ type }: StoredResource): boolean => type.toLowerCase() === 'microsoft.network/connections';

/** Returns the connections between the same two gateways in the other direction. */
export const reverseConnections = (store: Store, { type, gateway, remote }: Connection): readonly Connection[] =>
  type === 'Vnet2Vnet' ? connectionsOf(store, remote).filter((other) => other.remote === gateway) : [];

/**
 * Returns the `connectionStatus`. Between gateways, each direction has a connection of its own, and both must have the same key. What is at the
 * end of the others is not in Azure: they have the status of their declared site.
 */
export function connectionStatus(store: Store, connection: Connection): 'Connected' | 'Connecting' | 'NotConnected' {
  const { type, remote, sharedKey } = connection;
  if (type === 'Vnet2Vnet')
    return reverseConnections(store, connection).some((other) => other.sharedKey === sharedKey) ? 'Connected' : 'Connecting';
  const site = store.sites.get(remote);
  if (site?.isDown) return 'NotConnected';
  if (type === 'ExpressRoute') return site ? 'Connected' : 'NotConnected';
  return site && (site.sharedKey === undefined || site.sharedKey === sharedKey) ? 'Connected' : 'Connecting';
}
