import { formatResourceId, parentId, parseResourceId } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { ResourceKind, SeededResource } from './resource-kind.ts';

/** Types of a network manager and of what Azure represents a connected group by; they are served read-only. */
export const networkManagers: readonly ResourceKind[] = [
  {
    group: 'NetworkManagers',
    type: 'networkManagers',
    listInSubscription: 'ListBySubscription',
    hasResourceGuid: true,
    fromRows: (rows) => toManagers(rows.connectedGroups),
  },
  {
    group: 'ConnectivityConfigurations',
    type: 'networkManagers/connectivityConfigurations',
    fromRows: (rows) => rows.connectedGroups.flatMap(toConfiguration),
  },
  {
    group: 'NetworkGroups',
    type: 'networkManagers/networkGroups',
    hasResourceGuid: true,
    fromRows: (rows) => rows.connectedGroups.flatMap(toGroup),
  },
  {
    group: 'StaticMembers',
    type: 'networkManagers/networkGroups/staticMembers',
    fromRows: (rows) => rows.connectedGroups.flatMap(toMembers),
  },
];

/** Returns the IDs of the network manager and the network group of a connected group; none if its ID is invalid. */
function namesOf(row: ConnectedGroupRow): readonly { readonly managerId: string; readonly groupId: string }[] {
  const parsed = parseResourceId(row.id);
  const owner = parsed.ok ? parentId(parsed.value) : undefined;
  if (!owner) return [];
  const managerId = formatResourceId(owner);
  return [{ managerId, groupId: `${managerId}/networkGroups/${row.name}` }];
}

/** Returns the network managers of connected groups, each with the subscriptions of all its groups. */
function toManagers(rows: readonly ConnectedGroupRow[]): readonly SeededResource[] {
  const ids = new Set(rows.flatMap((row) => namesOf(row).map(({ managerId }) => managerId)));
  return [...ids].map((id) => {
    const groups = rows.filter((row) => namesOf(row).some(({ managerId }) => managerId === id));
    return { id, properties: managerProperties(groups.flatMap(({ vnetIds }) => vnetIds)) };
  });
}

const toConfiguration = (row: ConnectedGroupRow): readonly SeededResource[] =>
  namesOf(row).map(({ groupId }) => ({ id: row.id, properties: configurationProperties(row, groupId) }));

const toGroup = (row: ConnectedGroupRow): readonly SeededResource[] =>
  namesOf(row).map(({ groupId }) => ({ id: groupId, properties: { memberType: 'VirtualNetwork' } }));

const toMembers = (row: ConnectedGroupRow): readonly SeededResource[] =>
  namesOf(row).flatMap(({ groupId }) =>
    row.vnetIds.map((resourceId, i) => ({ id: `${groupId}/staticMembers/member-${i + 1}`, properties: { resourceId } })),
  );

function managerProperties(vnetIds: readonly string[]) {
  const subscriptions = [...new Set(vnetIds.map((id) => `/subscriptions/${id.split('/')[2]}`))];
  return {
    networkManagerScopes: { managementGroups: [], subscriptions },
    networkManagerScopeAccesses: ['Connectivity'],
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
  };
}
