import { resourceKey, vnetIdOfSubnet } from '@peerscape/shared/arm';
import { referenceNotFound } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store } from '../store/store.ts';
import { selectProperties } from './parts.ts';
import { publicAddressInUse } from './public-ip-addresses.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, type Properties, type ResourceKind, referrers, SUBNET_ID, skuNameOf } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOURCE_SHAPE, SKU_SHAPE } from './shapes.ts';

const ADDRESSES = ['publicIpAddresses', 'publicIpAddressesV6'];

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  sku: SKU_SHAPE,
  zones: ['string'],
  properties: {
    idleTimeoutInMinutes: 'number',
    publicIpAddresses: [REFERENCE_SHAPE],
    publicIpAddressesV6: [REFERENCE_SHAPE],
    publicIpPrefixes: [REFERENCE_SHAPE],
    publicIpPrefixesV6: [REFERENCE_SHAPE],
    subnets: 'any',
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

export const natGateways: ResourceKind = {
  group: 'NatGateways',
  type: 'natGateways',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  write: {
    body: SHAPE,
    takes: 'resource',
    build: buildGateway,
    deletionProblem: refuseWhileUsed({
      by: SUBNET_ID,
      code: 'InUseNatGatewayCannotBeDeleted',
      message: ({ id }, users) => `NAT gateway ${id} is in use and cannot be deleted. It is associated with subnets ${users}.`,
    }),
  },
  fromRows: (rows) =>
    rows.natGateways.map(({ id, publicIpIds, subnetIds: [subnetId = ''] }) => ({
      id,
      locatedWith: vnetIdOfSubnet(subnetId),
      topLevelProperties: { sku: { name: 'Standard' } },
      properties: { publicIpAddresses: publicIpIds.map((one) => ({ id: one })) },
    })),
  view: (store, resource) => {
    const subnets = referrers(store, resource.key, SUBNET_ID);
    return { ...resource.properties, ...(subnets.length > 0 && { subnets }) };
  },
};

function buildGateway(store: Store, draft: Draft) {
  const { properties, body } = draft;
  const idleTimeoutInMinutes = Number(properties.idleTimeoutInMinutes ?? 4);
  if (idleTimeoutInMinutes < 4 || idleTimeoutInMinutes > 120)
    return networkError(
      400,
      'NatGatewayInvalidIdleTimeout',
      `Idle timeout ${idleTimeoutInMinutes} of NAT gateway ${draft.id} is invalid. It must be from 4 to 120 minutes.`,
    );
  const sku = { name: 'Standard', ...(body.sku as Properties | undefined) };
  const problem = addressProblem(store, draft, sku.name);
  if (problem) return problem;
  return {
    topLevelProperties: { sku, ...selectProperties(body, ['zones']) },
    properties: { idleTimeoutInMinutes, ...selectProperties(properties, [...ADDRESSES, 'publicIpPrefixes', 'publicIpPrefixesV6']) },
  };
}

/** Returns the error for a public address that is of another SKU or used by something else. */
function addressProblem(store: Store, { id, key, properties }: Draft, sku: string): ArmError | undefined {
  const references = ADDRESSES.flatMap((list) => (properties[list] ?? []) as readonly { readonly id: string }[]);
  for (const reference of references) {
    const address = store.resources.get(resourceKey(reference.id));
    if (!address) return referenceNotFound(reference.id, id);
    const addressSku = skuNameOf(address);
    if (addressSku !== sku)
      return networkError(
        400,
        'NatGatewayPublicIpSkuMismatch',
        `${sku} sku NAT gateway ${id} cannot use ${String(addressSku)} sku public IP address ${reference.id}.`,
      );
    const user = store.referencesTo(address.key).find(({ from }) => from !== key);
    if (user) return publicAddressInUse(id, reference.id, user.at);
  }
  return undefined;
}
