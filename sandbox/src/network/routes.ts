import type { Route } from '../arm/route.ts';
import { listEffectiveConnectivity } from './effective-connectivity.ts';
import { getEffectiveRoutes } from './effective-routes.ts';
import { createChildHandlers } from './embedded-children.ts';
import { deleteHalf, getHalf, listHalves, putHalf } from './peerings.ts';
import { readOnlyRoutes } from './read-only.ts';
import { HALF_SHAPE, SUBNET_SHAPE, VNET_SHAPE } from './shapes.ts';
import { deleteSubnet, getSubnet, listSubnets, putSubnet } from './subnets.ts';
import { deleteVNet, getVNet, listVNetsInGroup, listVNetsInSubscription, putVNet } from './virtual-networks.ts';
import { checkAddress, listUsage } from './vnet-queries.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const NETWORK = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network`;
const VNETS = `${NETWORK}/virtualNetworks`;
const VNET = `${VNETS}/{virtualNetworkName}`;
const HALVES = `${VNET}/virtualNetworkPeerings`;
const HALF = `${HALVES}/{virtualNetworkPeeringName}`;
const SUBNETS = `${VNET}/subnets`;
const SUBNET = `${SUBNETS}/{subnetName}`;
const TABLE = `${NETWORK}/routeTables/{routeTableName}`;
const HUB = `${NETWORK}/virtualHubs/{virtualHubName}`;
const CHECK = `${VNET}/CheckIPAddressAvailability`;
const EFFECTIVE = `${VNET}/listNetworkManagerEffectiveConnectivityConfigurations`;

const SYNC = ['syncRemoteAddressSpace'];
const EXPAND = ['$expand'];

const vnetAction = (verb: string): string => `Microsoft.Network/virtualNetworks/${verb}`;
const routesOfTable = createChildHandlers('routeTables', 'routes', 'routeTableName', 'routeName');
const configurationsOfHub = createChildHandlers('virtualHubs', 'ipConfigurations', 'virtualHubName', 'ipConfigName');

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
  {
    id: 'Routes_List',
    method: 'GET',
    path: `${TABLE}/routes`,
    action: 'Microsoft.Network/routeTables/routes/read',
    run: routesOfTable.list,
  },
  {
    id: 'Routes_Get',
    method: 'GET',
    path: `${TABLE}/routes/{routeName}`,
    action: 'Microsoft.Network/routeTables/routes/read',
    run: routesOfTable.get,
  },
  {
    id: 'VirtualHubIpConfiguration_List',
    method: 'GET',
    path: `${HUB}/ipConfigurations`,
    action: 'Microsoft.Network/virtualHubs/ipConfigurations/read',
    run: configurationsOfHub.list,
  },
  {
    id: 'VirtualHubIpConfiguration_Get',
    method: 'GET',
    path: `${HUB}/ipConfigurations/{ipConfigName}`,
    action: 'Microsoft.Network/virtualHubs/ipConfigurations/read',
    run: configurationsOfHub.get,
  },
  {
    id: 'NetworkInterfaces_GetEffectiveRouteTable',
    method: 'POST',
    path: `${NETWORK}/networkInterfaces/{networkInterfaceName}/effectiveRouteTable`,
    action: 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action',
    run: getEffectiveRoutes,
  },
];

/** Routes of Microsoft.Network. */
export const networkRoutes: readonly Route[] = [...vnetRoutes, ...childRoutes, ...readOnlyRoutes];
