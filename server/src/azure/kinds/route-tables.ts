import type { RouteRow } from '@peerscape/shared/topology';
import { asBoolean, asObject, asObjects, asString, asStrings, idsOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';

export const routeTables: ArmKind<'routeTables'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    if (id === undefined) return undefined;
    return omitUndefined({
      id,
      routes: asObjects(own.routes).map(toRoute),
      subnetIds: idsOf(own.subnets),
      disableBgpPropagation: asBoolean(own.disableBgpRoutePropagation),
      disablePeeringRoute: asString(own.disablePeeringRoute),
    });
  },
  list: { title: 'Route tables', apiVersion: NETWORK_VERSION },
};

function toRoute(resource: Wire): RouteRow {
  const own = propertiesOf(resource);
  return omitUndefined<RouteRow>({
    name: asString(resource.name) ?? '',
    prefix: asString(own.addressPrefix) ?? '',
    nextHopType: asString(own.nextHopType) ?? 'Unknown',
    nextHopIp: asString(own.nextHopIpAddress),
    nextHopIps: asStrings(asObject(own.nextHop).nextHopIpAddresses),
  });
}
