import { defineVNetKind } from './define-kind.ts';
import type { Fields, RowOf } from './fields.ts';

/** Fields of every network interface, whether it forwards traffic or not. */
export const INTERFACE_FIELDS = {
  id: 'id',
  vnetId: 'id',
  /** IP configurations in Azure's order. */
  configurations: {
    each: {
      id: 'id',
      privateIp: 'address?',
      subnetId: 'id?',
      publicIpId: 'id?',
      /** Application security groups. */
      securityGroupIds: 'ids',
    },
  },
  machineId: 'id?',
  networkSecurityGroupId: 'id?',
  /** The primary network interface of its machine. */
  isPrimary: 'flag?',
} as const satisfies Fields;

/** Network interfaces that do not forward traffic; those that do are appliances. From Azure, only those of private endpoints are read. */
export const interfaces = defineVNetKind({
  armType: 'Microsoft.Network/networkInterfaces',
  label: 'network interfaces without IP forwarding',
  isInSubscriptionOfVNet: true,
  isOnlyForPaths: true,
  fields: { ...INTERFACE_FIELDS, privateEndpointId: 'id?' },
  vnetsOf: ({ vnetId }) => [vnetId],
});

export type InterfaceRow = RowOf<typeof interfaces.fields>;
