import { formatResourceId, parentId, parseResourceId } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { Store, StoredResource } from '../store/store.ts';

type Add = (id: string, draft: Pick<StoredResource, 'type' | 'properties'>, location: string | undefined) => void;

const NETWORK_MANAGER = 'Microsoft.Network/networkManagers';

/**
 * Adds a connected group, which Azure represents by a network manager, a connectivity configuration with the topology Mesh, and a network
 * group whose static members are the VNets.
 */
export function seedConnectedGroup(store: Store, row: ConnectedGroupRow, add: Add): void {
  const parsed = parseResourceId(row.id);
  const owner = parsed.ok ? parentId(parsed.value) : undefined;
  if (!owner) return;
  const managerId = formatResourceId(owner);
  const groupId = `${managerId}/networkGroups/${row.name}`;
  add(managerId, { type: NETWORK_MANAGER, properties: managerProperties(store, row) }, undefined);
  add(row.id, { type: `${NETWORK_MANAGER}/connectivityConfigurations`, properties: configurationProperties(row, groupId) }, undefined);
  const group = { memberType: 'VirtualNetwork', provisioningState: 'Succeeded', resourceGuid: store.newGuid() };
  add(groupId, { type: `${NETWORK_MANAGER}/networkGroups`, properties: group }, undefined);
  for (const [i, resourceId] of row.vnetIds.entries()) {
    const properties = { resourceId, provisioningState: 'Succeeded' };
    add(`${groupId}/staticMembers/member-${i + 1}`, { type: `${NETWORK_MANAGER}/networkGroups/staticMembers`, properties }, undefined);
  }
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
