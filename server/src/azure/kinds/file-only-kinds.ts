import type { HubConnectionRow, MachineRow, PublicIpAddressRow, RouteServerPeerRow } from '@peerscape/shared/topology';
import { asNumber, asObject, asObjects, asString, idOf, omitUndefined, propertiesOf } from '../wire.ts';
import type { ArmKind } from './arm-kind.ts';
import { hubIdOf } from './route-servers.ts';

export const publicIpAddresses: ArmKind<'publicIpAddresses'> = {
  toRow: (resource) => {
    const id = asString(resource.id);
    return id === undefined ? undefined : omitUndefined<PublicIpAddressRow>({ id, address: asString(propertiesOf(resource).ipAddress) });
  },
  isOnlyInFiles: true,
};

/** Resource Graph has the power state in `extended`; ARM and az have it among the statuses of the instance view. */
export const machines: ArmKind<'machines'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    const extended = asObject(asObject(asObject(own.extended).instanceView).powerState);
    const statuses = asObjects(asObject(own.instanceView).statuses).flatMap(({ code }) => asString(code) ?? []);
    const powerState = asString(extended.code) ?? statuses.find((code) => /^PowerState\//i.test(code));
    return id === undefined ? undefined : omitUndefined<MachineRow>({ id, powerState });
  },
  isOnlyInFiles: true,
};

export const routeServerPeers: ArmKind<'routeServerPeers'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    if (id === undefined) return undefined;
    return omitUndefined<RouteServerPeerRow>({ id, routeServerId: hubIdOf(id), peerIp: asString(own.peerIp), asn: asNumber(own.peerAsn) });
  },
  isOnlyInFiles: true,
};

export const hubConnections: ArmKind<'hubConnections'> = {
  toRow: (resource): HubConnectionRow | undefined => {
    const id = asString(resource.id);
    const vnetId = idOf(propertiesOf(resource).remoteVirtualNetwork);
    return id === undefined || vnetId === undefined ? undefined : { id, hubId: hubIdOf(id), vnetId };
  },
  isOnlyInFiles: true,
};

/** Rules of which the network manager's other resources tell the VNets; they are translated together. */
export const adminRules: ArmKind<'adminRules'> = { isOnlyInFiles: true };
