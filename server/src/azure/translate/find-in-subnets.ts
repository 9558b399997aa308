import { lastName } from '@peerscape/shared/arm';
import type { AttachedKind } from '@peerscape/shared/topology';
import { ARM_TYPES, type LocatedResource } from '../kinds/index.ts';
import { asObjects, asString, propertiesOf, type Wire } from '../wire.ts';

/** Finds resources in the subnets that Azure reserves for their type, by the ids of the subnets' IP configurations. */
export const findInSubnets = (vnet: Wire): readonly { readonly kind: AttachedKind; readonly row: LocatedResource }[] =>
  ARM_TYPES.flatMap(({ kind, armType, subnet }) =>
    subnet ? findInSubnet(vnet, subnet.name, lastName(armType)).map((found) => ({ kind, row: { ...found, ...subnet.toRow(found) } })) : [],
  );

function findInSubnet(vnet: Wire, subnetName: string, type: string): readonly LocatedResource[] {
  const vnetId = asString(vnet.id);
  if (vnetId === undefined) return [];
  const owner = new RegExp(`^(.*/${type}/[^/]+)/`, 'i');
  const ids = asObjects(propertiesOf(vnet).subnets)
    .filter((subnet) => asString(subnet.name)?.toLowerCase() === subnetName.toLowerCase())
    .flatMap((subnet) => asObjects(propertiesOf(subnet).ipConfigurations))
    .flatMap((configuration) => asString(configuration.id)?.match(owner)?.[1] ?? []);
  return [...new Set(ids)].map((id) => ({ id, vnetId }));
}
