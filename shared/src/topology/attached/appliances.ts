import { defineVNetKind, type FixtureVNet } from './define-kind.ts';
import type { RowOf } from './fields.ts';
import { INTERFACE_FIELDS } from './interfaces.ts';

/** Returns the id that the network interface of the n-th NVA has in a fixture: `nva-hub-nic`, `nva-hub-nic2`. */
const fixtureInterfaceId = ({ name, idOf }: FixtureVNet, index: number): string =>
  idOf('networkInterfaces', `nva-${name}-nic${index === 0 ? '' : index + 1}`);

/** Returns the id that the IP configuration of the n-th NVA has in a fixture. */
export const fixtureConfigurationId = (vnet: FixtureVNet, index: number): string =>
  `${fixtureInterfaceId(vnet, index)}/ipConfigurations/default`;

/** Network interfaces with IP forwarding enabled, which is all that ARM shows of an NVA, and virtual network appliances, which have none. */
export const appliances = defineVNetKind({
  armType: 'Microsoft.Network/networkInterfaces',
  label: 'network interfaces',
  isInSubscriptionOfVNet: true,
  fields: { ...INTERFACE_FIELDS, privateIps: 'addresses' },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [{ word: 'nva', means: 'a virtual network appliance, or a network interface with IP forwarding, which indicates one' }],
  badges: [{ text: 'NVA', meaning: 'Network virtual appliance (IP forwarding on)', category: 'appliance' }],
  section: { title: 'Network virtual appliances', details: ({ privateIps }) => [privateIps.join(', ')] },
  fixtures: [
    {
      word: 'nva',
      toRow: (vnet, ip, index) => ({
        id: fixtureInterfaceId(vnet, index),
        vnetId: vnet.id,
        privateIps: [ip],
        configurations: [
          { id: fixtureConfigurationId(vnet, index), privateIp: ip, subnetId: `${vnet.id}/subnets/nva`, securityGroupIds: [] },
        ],
      }),
      subnet: { name: 'nva', length: 28 },
    },
    {
      word: 'vnra',
      toRow: ({ id, name, idOf }, ip) => {
        const own = idOf('virtualNetworkAppliances', `vnra-${name}`);
        const subnetId = `${id}/subnets/VirtualNetworkApplianceSubnet`;
        const configurations = [{ id: `${own}/ipConfigurations/ip-1`, privateIp: ip, subnetId, securityGroupIds: [] }];
        return { id: own, vnetId: id, privateIps: [ip], configurations };
      },
      subnet: { name: 'VirtualNetworkApplianceSubnet', length: 28 },
    },
  ],
});

export type ApplianceRow = RowOf<typeof appliances.fields>;
