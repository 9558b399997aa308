import { resourceKey } from '@peerscape/shared/arm';
import type { SandboxContext } from '../context.ts';
import { ControlProblem, type Fields, readBoolean, readString, readStrings, rejectUnknownFields } from './fields.ts';

/** Declares what is behind a local network gateway or an ExpressRoute circuit, or removes it. */
export function declareSite({ store }: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['connect', 'disconnect', 'sharedKey', 'announces', 'isDown']);
  const [connect, disconnect] = [readString(fields, 'connect'), readString(fields, 'disconnect')];
  const id = connect ?? disconnect ?? '';
  const key = resourceKey(id);
  const resource = store.resources.get(key);
  if (!resource || !/\/(localNetworkGateways|expressRouteCircuits)$/i.test(resource.type))
    throw new ControlProblem(`"connect" or "disconnect" must be the id of a local network gateway or an ExpressRoute circuit; got "${id}"`);
  if (connect === undefined) store.dropSite(key);
  else
    store.putSite(key, {
      sharedKey: readString(fields, 'sharedKey'),
      isDown: readBoolean(fields, 'isDown') ?? false,
      announces: readStrings(fields, 'announces') ?? [],
    });
  return { connected: connect, disconnected: disconnect };
}
