import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { SandboxContext } from '../context.ts';
import { parentKey } from '../store/references.ts';
import type { Store } from '../store/store.ts';
import { ControlProblem, type Fields, readBoolean, readNumbers, readString, readStrings, rejectUnknownFields } from './fields.ts';

/**
 * Declares what is behind a local network gateway or an ExpressRoute circuit, or what an appliance announces over a BGP connection of a Route
 * Server, or removes it.
 */
export function declareSite({ store }: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['connect', 'disconnect', 'sharedKey', 'announces', 'asPath', 'nextHop', 'isDown']);
  const [connect, disconnect] = [readString(fields, 'connect'), readString(fields, 'disconnect')];
  const id = connect ?? disconnect ?? '';
  const key = resourceKey(id);
  if (!hasFarEnd(store, key))
    throw new ControlProblem(
      `"connect" or "disconnect" must be the id of a local network gateway, an ExpressRoute circuit or a BGP connection of a Route Server; got "${id}"`,
    );
  if (connect === undefined) store.dropSite(key);
  else {
    const [asPath, nextHop] = [readNumbers(fields, 'asPath') ?? [], readString(fields, 'nextHop')];
    store.putSite(key, {
      sharedKey: readString(fields, 'sharedKey'),
      isDown: readBoolean(fields, 'isDown') ?? false,
      announces: (readStrings(fields, 'announces') ?? []).map((prefix) => ({ prefix, asPath, nextHop })),
    });
  }
  return { connected: connect, disconnected: disconnect };
}

/** Returns whether the key is that of a resource whose other end is outside ARM. */
function hasFarEnd(store: Store, key: ResourceKey): boolean {
  const type = store.resources.get(key)?.type;
  if (type !== undefined) return /\/(localNetworkGateways|expressRouteCircuits)$/i.test(type);
  const { bgpConnections = [] } = (store.resources.get(parentKey(key))?.properties ?? {}) as RouteServerProperties;
  return bgpConnections.some(({ id }) => resourceKey(id) === key);
}

interface RouteServerProperties {
  readonly bgpConnections?: readonly { readonly id: string }[];
}
