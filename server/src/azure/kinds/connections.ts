import { asBoolean, asString, idOf, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';

/** Connections as seen from the gateway that owns them. */
export const connections: ArmKind<'connections'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    const gatewayId = idOf(own.virtualNetworkGateway1);
    if (id === undefined || gatewayId === undefined) return undefined;
    return omitUndefined({
      id,
      kind: asString(own.connectionType) ?? 'Unknown',
      status: asString(own.connectionStatus),
      gatewayId,
      bgp: asBoolean(own.enableBgp),
      toId: idOf(own.virtualNetworkGateway2) ?? idOf(own.localNetworkGateway2) ?? idOf(own.peer),
    });
  },
  list: { title: 'Gateway connections', apiVersion: NETWORK_VERSION, inGatewayGroups: true },
};
