import type { Route } from '../arm/route.ts';
import { listEffectiveConnectivity } from './effective-connectivity.ts';
import { gatewayRoutes } from './gateway-operations.ts';
import { deleteHalf, getHalf, listHalves, putHalf } from './peerings.ts';
import { resourceTypeRoutes, TAGS_SHAPE } from './resource-routes.ts';
import { routeServerRoutes } from './route-server-operations.ts';
import { HALF_SHAPE, SUBNET_SHAPE, VNET_SHAPE } from './shapes.ts';
import { deleteSubnet, getSubnet, listSubnets, putSubnet } from './subnets.ts';
import { deleteVNet, getVNet, listVNetsInGroup, listVNetsInSubscription, putVNet, updateVNetTags } from './virtual-networks.ts';
import { listDnsForwardingRulesets, listDnsResolvers } from './vnet-dns.ts';
import { checkAddress, listUsage } from './vnet-queries.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const NETWORK = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network`;
const VNETS = `${NETWORK}/virtualNetworks`;
const VNET = `${VNETS}/{virtualNetworkName}`;
const HALVES = `${VNET}/virtualNetworkPeerings`;
const HALF = `${HALVES}/{virtualNetworkPeeringName}`;
const SUBNETS = `${VNET}/subnets`;
const SUBNET = `${SUBNETS}/{subnetName}`;
const CHECK = `${VNET}/CheckIPAddressAvailability`;
const EFFECTIVE = `${VNET}/listNetworkManagerEffectiveConnectivityConfigurations`;

const SYNC = ['syncRemoteAddressSpace'];
const EXPAND = ['$expand'];

const vnetAction = (verb: string): string => `Microsoft.Network/virtualNetworks/${verb}`;

const vnetRoutes: readonly Route[] = [
  {
    id: 'VirtualNetworks_ListAll',
    method: 'GET',
    path: `${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks`,
    action: vnetAction('read'),
    run: listVNetsInSubscription,
  },
  { id: 'VirtualNetworks_List', method: 'GET', path: VNETS, action: vnetAction('read'), run: listVNetsInGroup },
  { id: 'VirtualNetworks_Get', method: 'GET', path: VNET, action: vnetAction('read'), ignoredQuery: EXPAND, run: getVNet },
  { id: 'VirtualNetworks_CreateOrUpdate', method: 'PUT', path: VNET, action: vnetAction('write'), body: VNET_SHAPE, run: putVNet },
  {
    id: 'VirtualNetworks_UpdateTags',
    method: 'PATCH',
    path: VNET,
    action: vnetAction('write'),
    body: TAGS_SHAPE,
    run: updateVNetTags,
  },
  { id: 'VirtualNetworks_Delete', method: 'DELETE', path: VNET, action: vnetAction('delete'), run: deleteVNet },
  { id: 'VirtualNetworks_ListUsage', method: 'GET', path: `${VNET}/usages`, action: vnetAction('usages/read'), run: listUsage },
  {
    id: 'VirtualNetworks_CheckIPAddressAvailability',
    method: 'GET',
    path: CHECK,
    action: vnetAction('checkIpAddressAvailability/read'),
    query: ['ipAddress'],
    run: checkAddress,
  },
  {
    id: 'ListNetworkManagerEffectiveConnectivityConfigurations',
    method: 'POST',
    path: EFFECTIVE,
    action: vnetAction('listNetworkManagerEffectiveConnectivityConfigurations/action'),
    ignoredQuery: ['$top'],
    body: { skipToken: 'string' },
    run: listEffectiveConnectivity,
  },
];

const dnsRoutes: readonly Route[] = [
  {
    id: 'DnsResolvers_ListByVirtualNetwork',
    method: 'POST',
    path: `${VNET}/listDnsResolvers`,
    action: vnetAction('listDnsResolvers/action'),
    ignoredQuery: ['$top'],
    run: listDnsResolvers,
  },
  {
    id: 'DnsForwardingRulesets_ListByVirtualNetwork',
    method: 'POST',
    path: `${VNET}/listDnsForwardingRulesets`,
    action: vnetAction('listDnsForwardingRulesets/action'),
    ignoredQuery: ['$top'],
    run: listDnsForwardingRulesets,
  },
];

const childRoutes: readonly Route[] = [
  { id: 'Subnets_List', method: 'GET', path: SUBNETS, action: vnetAction('subnets/read'), run: listSubnets },
  { id: 'Subnets_Get', method: 'GET', path: SUBNET, action: vnetAction('subnets/read'), ignoredQuery: EXPAND, run: getSubnet },
  { id: 'Subnets_CreateOrUpdate', method: 'PUT', path: SUBNET, action: vnetAction('subnets/write'), body: SUBNET_SHAPE, run: putSubnet },
  { id: 'Subnets_Delete', method: 'DELETE', path: SUBNET, action: vnetAction('subnets/delete'), run: deleteSubnet },
  { id: 'VirtualNetworkPeerings_List', method: 'GET', path: HALVES, action: vnetAction('virtualNetworkPeerings/read'), run: listHalves },
  {
    id: 'VirtualNetworkPeerings_Get',
    method: 'GET',
    path: HALF,
    action: vnetAction('virtualNetworkPeerings/read'),
    ignoredQuery: SYNC,
    run: getHalf,
  },
  {
    id: 'VirtualNetworkPeerings_CreateOrUpdate',
    method: 'PUT',
    path: HALF,
    action: vnetAction('virtualNetworkPeerings/write'),
    query: SYNC,
    body: HALF_SHAPE,
    run: putHalf,
  },
  {
    id: 'VirtualNetworkPeerings_Delete',
    method: 'DELETE',
    path: HALF,
    action: vnetAction('virtualNetworkPeerings/delete'),
    run: deleteHalf,
  },
];

/** Routes of Microsoft.Network. */
export const networkRoutes: readonly Route[] = [
  ...vnetRoutes,
  ...dnsRoutes,
  ...childRoutes,
  ...resourceTypeRoutes,
  ...gatewayRoutes,
  ...routeServerRoutes,
];
