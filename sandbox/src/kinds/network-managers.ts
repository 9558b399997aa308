import { formatResourceId, parentId, parseResourceId } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { Store } from '../store/store.ts';
import type { ResourceKind, SeededResource } from './resource-kind.ts';

const NETWORK_MANAGER = 'Microsoft.Network/networkManagers';

export const networkManagers: ResourceKind = {
  types: [
    { group: 'NetworkManagers', type: 'networkManagers', listInSubscription: 'ListBySubscription' },
    { group: 'ConnectivityConfigurations', type: 'networkManagers/connectivityConfigurations' },
    { group: 'NetworkGroups', type: 'networkManagers/networkGroups' },
    { group: 'StaticMembers', type: 'networkManagers/networkGroups/staticMembers' },
  ],
  resourcesOf: (rows, store) => rows.connectedGroups.flatMap((row) => toConnectedGroup(store, row)),
};

/**
 * Converts a connected group, which Azure represents by a network manager, a connectivity configuration with the topology Mesh, and a network
 * group whose static members are the VNets.
 */
function toConnectedGroup(store: Store, row: ConnectedGroupRow): readonly SeededResource[] {
  const parsed = parseResourceId(row.id);
  const owner = parsed.ok ? parentId(parsed.value) : undefined;
  if (!owner) return [];
  const managerId = formatResourceId(owner);
  const groupId = `${managerId}/networkGroups/${row.name}`;
  const group = { memberType: 'VirtualNetwork', provisioningState: 'Succeeded', resourceGuid: store.newGuid() };
  return [
    { id: managerId, type: NETWORK_MANAGER, properties: managerProperties(store, row) },
    { id: row.id, type: `${NETWORK_MANAGER}/connectivityConfigurations`, properties: configurationProperties(row, groupId) },
    { id: groupId, type: `${NETWORK_MANAGER}/networkGroups`, properties: group },
    ...row.vnetIds.map((resourceId, i) => ({
      id: `${groupId}/staticMembers/member-${i + 1}`,
      type: `${NETWORK_MANAGER}/networkGroups/staticMembers`,
      properties: { resourceId, provisioningState: 'Succeeded' },
    })),
  ];
}

function managerProperties(store: Store, row: ConnectedGroupRow) {
  const subscriptions = [...new Set(row.vnetIds.map((id) => `/subscriptions/${id.split('/')[2]}`))];
  return {
    networkManagerScopes: { managementGroups: [], subscriptions },
    networkManagerScopeAccesses: ['Connectivity'],
    provisioningState: 'Succeeded',
    resourceGuid: store.newGuid(),
  };
}

/** `isGlobal` is a string in this API. */
function configurationProperties(row: ConnectedGroupRow, networkGroupId: string) {
  const isGlobal = row.global ? 'True' : 'False';
  return {
    connectivityTopology: 'Mesh',
    hubs: [],
    isGlobal,
    appliesToGroups: [{ networkGroupId, useHubGateway: 'False', isGlobal, groupConnectivity: 'DirectlyConnected' }],
    deleteExistingPeering: 'False',
    provisioningState: 'Succeeded',
  };
}
