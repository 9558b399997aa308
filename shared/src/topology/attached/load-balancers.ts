import { vnetIdOfSubnet } from '../../arm/index.ts';
import { formatCount } from '../format-number.ts';
import { fixtureConfigurationId } from './appliances.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Load balancers. From Azure, only those with a private front end are read. */
export const loadBalancers = defineVNetKind({
  armType: 'Microsoft.Network/loadBalancers',
  label: 'load balancers',
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    sku: 'text?',
    frontends: { each: { id: 'id', subnetId: 'id?', privateIp: 'address?', publicIpId: 'id?' } },
    /** Members of its pools: IP configurations of network interfaces, or addresses. */
    backends: { each: { poolId: 'id', configurationId: 'id?', address: 'address?' } },
    /** Load-balancing rules; one with several pools has an entry for each. The port is that of the front end, 0 for all. */
    rules: { each: { frontendId: 'id', poolId: 'id?', protocol: 'text', port: 'number' } },
    /** Pools of outbound rules. */
    outboundPoolIds: 'ids',
  },
  vnetsOf: ({ frontends }) => frontends.flatMap(({ subnetId }) => (subnetId === undefined ? [] : vnetIdOfSubnet(subnetId))),
  filters: [{ word: 'load-balancer', means: 'an internal load balancer' }],
  section: {
    title: 'Load balancers',
    details: ({ sku, frontends, backends }) => [
      sku,
      ...frontends.map(({ privateIp }) => privateIp),
      formatCount(new Set(backends.map(({ configurationId, address }) => configurationId ?? address)).size, 'backend'),
    ],
  },
  fixtures: [
    {
      word: 'lb',
      toRow: (vnet, privateIp) => {
        const id = vnet.idOf('loadBalancers', `lb-${vnet.name}`);
        const [frontendId, poolId] = [`${id}/frontendIPConfigurations/front`, `${id}/backendAddressPools/back`];
        return {
          id,
          sku: 'Standard',
          frontends: [{ id: frontendId, subnetId: `${vnet.id}/subnets/lb`, privateIp }],
          backends: vnet.valuesOf('nva').map((_, i) => ({ poolId, configurationId: fixtureConfigurationId(vnet, i) })),
          rules: [{ frontendId, poolId, protocol: 'All', port: 0 }],
          outboundPoolIds: [],
        };
      },
      subnet: { name: 'lb', length: 28 },
    },
  ],
});

export type LoadBalancerRow = RowOf<typeof loadBalancers.fields>;
