import { isSameResource, resourceKey } from '../../arm/index.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const privateEndpoints = defineVNetKind({
  armType: 'Microsoft.Network/privateEndpoints',
  label: 'private endpoints',
  isInSubscriptionOfVNet: true,
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    vnetId: 'id',
    subnetId: 'id',
    interfaceIds: 'ids',
    /** Static addresses, or else those for DNS; its network interface has all of them. */
    addresses: 'addresses',
    /** State of its connection, such as Approved or Pending. */
    status: 'text?',
  },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'private-endpoint', means: 'a private endpoint' }],
  section: {
    title: 'Private endpoints',
    details: ({ id, vnetId, addresses, status }, { attachedResources }) => {
      const interfaces = attachedResources.get(resourceKey(vnetId))?.interfaces ?? [];
      const own = interfaces.filter(({ privateEndpointId = '' }) => isSameResource(privateEndpointId, id));
      const ofInterfaces = own.flatMap(({ configurations }) => configurations.flatMap(({ privateIp = [] }) => privateIp));
      return [(ofInterfaces.length > 0 ? ofInterfaces : addresses).join(', '), status !== 'Approved' && status];
    },
  },
  fixtures: [
    {
      word: 'pe',
      toRow: ({ id, name, idOf }, address, index) => ({
        id: idOf('privateEndpoints', `pe-${name}${index === 0 ? '' : index + 1}`),
        vnetId: id,
        subnetId: `${id}/subnets/endpoints`,
        interfaceIds: [],
        addresses: [address],
        status: 'Approved',
      }),
      subnet: { name: 'endpoints', length: 28 },
    },
  ],
});

export type PrivateEndpointRow = RowOf<typeof privateEndpoints.fields>;
