import { asBoolean, asString, idOf, omitUndefined, propertiesOf } from '../wire.ts';
import type { ArmKind } from './arm-kind.ts';

export const dnsLinks: ArmKind<'dnsLinks'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    const vnetId = idOf(own.virtualNetwork);
    if (id === undefined || vnetId === undefined) return undefined;
    return omitUndefined({
      id,
      zoneId: id.replace(/\/virtualNetworkLinks\/[^/]*$/i, ''),
      vnetId,
      registration: asBoolean(own.registrationEnabled) ?? false,
      state: asString(own.virtualNetworkLinkState),
    });
  },
};
