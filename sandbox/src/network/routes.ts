import type { Route } from '../arm/route.ts';
import { deleteHalf, getHalf, listHalves, putHalf } from './peerings.ts';
import { HALF_SHAPE, VNET_SHAPE } from './shapes.ts';
import { deleteVNet, getVNet, listVNetsInGroup, listVNetsInSubscription, putVNet } from './virtual-networks.ts';

const SUBSCRIPTION = '/subscriptions/{subscriptionId}';
const NETWORK = `${SUBSCRIPTION}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network`;
const VNETS = `${NETWORK}/virtualNetworks`;
const VNET = `${VNETS}/{virtualNetworkName}`;
const HALVES = `${VNET}/virtualNetworkPeerings`;
const HALF = `${HALVES}/{virtualNetworkPeeringName}`;
const ACTION = 'Microsoft.Network/virtualNetworks';
const SYNC = ['syncRemoteAddressSpace'];

/** VNets and their halves. */
export const vnetRoutes: readonly Route[] = [
  {
    id: 'VirtualNetworks_ListAll',
    method: 'GET',
    path: `${SUBSCRIPTION}/providers/Microsoft.Network/virtualNetworks`,
    action: `${ACTION}/read`,
    run: listVNetsInSubscription,
  },
  { id: 'VirtualNetworks_List', method: 'GET', path: VNETS, action: `${ACTION}/read`, run: listVNetsInGroup },
  { id: 'VirtualNetworks_Get', method: 'GET', path: VNET, action: `${ACTION}/read`, ignoredQuery: ['$expand'], run: getVNet },
  { id: 'VirtualNetworks_CreateOrUpdate', method: 'PUT', path: VNET, action: `${ACTION}/write`, body: VNET_SHAPE, run: putVNet },
  { id: 'VirtualNetworks_Delete', method: 'DELETE', path: VNET, action: `${ACTION}/delete`, run: deleteVNet },
  { id: 'VirtualNetworkPeerings_List', method: 'GET', path: HALVES, action: `${ACTION}/virtualNetworkPeerings/read`, run: listHalves },
  {
    id: 'VirtualNetworkPeerings_Get',
    method: 'GET',
    path: HALF,
    action: `${ACTION}/virtualNetworkPeerings/read`,
    ignoredQuery: SYNC,
    run: getHalf,
  },
  {
    id: 'VirtualNetworkPeerings_CreateOrUpdate',
    method: 'PUT',
    path: HALF,
    action: `${ACTION}/virtualNetworkPeerings/write`,
    query: SYNC,
    body: HALF_SHAPE,
    run: putHalf,
  },
  { id: 'VirtualNetworkPeerings_Delete', method: 'DELETE', path: HALF, action: `${ACTION}/virtualNetworkPeerings/delete`, run: deleteHalf },
];
