import { lastName } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import { asBoolean, asObject, asObjects, asString, asStrings, propertiesOf, type Wire } from '../wire.ts';

/** Returns the scope of a `networkManagers` resource. Azure lists its subscriptions as `/subscriptions/{id}`. */
export function toManagedScope(resource: Wire): ManagedScope | undefined {
  const id = asString(resource.id);
  if (id === undefined) return undefined;
  const scopes = asObject(propertiesOf(resource).networkManagerScopes);
  return {
    id,
    subscriptionIds: (asStrings(scopes.subscriptions) ?? []).map(lastName),
    managementGroups: (asStrings(scopes.managementGroups) ?? []).length > 0,
  };
}

/**
 * Returns the connected groups of a VNet from its effective connectivity configurations. A mesh forms one group across all its network groups.
 * In a hub-and-spoke topology each directly connected network group is a group of its own, without the hub.
 */
export function toConnectedGroups(vnetId: string, configurations: readonly Wire[]): readonly ConnectedGroupRow[] {
  return configurations.flatMap((configuration) => {
    const id = asString(configuration.id);
    if (id === undefined) return [];
    const own = propertiesOf(configuration);
    const groups = asObjects(own.appliesToGroups);
    if (asString(own.connectivityTopology)?.toLowerCase() === 'mesh') {
      const global = asBoolean(own.isGlobal) ?? groups.some((group) => asBoolean(group.isGlobal) === true);
      return [{ id, name: lastName(id), global, vnetIds: [vnetId] }];
    }
    const applicable = new Set(asObjects(configuration.configurationGroups).flatMap((group) => asString(group.id)?.toLowerCase() ?? []));
    return groups.filter((group) => isDirect(group) && isApplicable(group, applicable)).map((group) => toDirectGroup(id, group, vnetId));
  });
}

const isDirect = (group: Wire): boolean => asString(group.groupConnectivity)?.toLowerCase() === 'directlyconnected';

/** Checks whether a network group applies to the VNet. Azure lists the groups that do; when it lists none, all of them may. */
const isApplicable = (group: Wire, applicable: ReadonlySet<string>): boolean =>
  applicable.size === 0 || applicable.has(asString(group.networkGroupId)?.toLowerCase() ?? '');

function toDirectGroup(configurationId: string, group: Wire, vnetId: string): ConnectedGroupRow {
  const groupId = asString(group.networkGroupId) ?? '';
  return {
    id: `${configurationId}#${groupId.toLowerCase()}`,
    name: `${lastName(configurationId)} / ${lastName(groupId)}`,
    global: asBoolean(group.isGlobal) ?? false,
    vnetIds: [vnetId],
  };
}
