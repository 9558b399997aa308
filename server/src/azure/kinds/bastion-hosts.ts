import { asObject, asString, idOf, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, locate, NETWORK_VERSION } from './arm-kind.ts';

/** Bastion hosts of every SKU. Developer has no subnet: its `virtualNetwork` is the VNet. */
export const bastionHosts: ArmKind<'bastionHosts'> = {
  toRow: (resource) => {
    const id = asString(resource.id);
    const vnetId = locate(resource)?.vnetId ?? idOf(propertiesOf(resource).virtualNetwork);
    const sku = asString(asObject(resource.sku).name);
    return id === undefined || vnetId === undefined ? undefined : omitUndefined({ id, vnetId, sku });
  },
  subnet: { name: 'AzureBastionSubnet', toRow: (found) => found },
  list: { title: 'Bastion hosts', apiVersion: NETWORK_VERSION },
};
