import { lastName } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import { flag, object, objects, properties, text, texts, type Wire } from './wire.ts';

/** Returns the scope of a `networkManagers` resource. Azure lists its subscriptions as `/subscriptions/{id}`. */
export function managedScope(resource: Wire): ManagedScope | undefined {
  const id = text(resource.id);
  if (id === undefined) return undefined;
  const scopes = object(properties(resource).networkManagerScopes);
  return {
    id,
    subscriptionIds: (texts(scopes.subscriptions) ?? []).map(lastName),
    managementGroups: (texts(scopes.managementGroups) ?? []).length > 0,
  };
}

/**
 * Returns the connected groups of a VNet from its effective connectivity configurations. A mesh forms one group across all its network groups.
 * In a hub-and-spoke topology each directly connected network group is a group of its own, without the hub.
 */
export function connectedGroups(vnetId: string, configurations: readonly Wire[]): readonly ConnectedGroupRow[] {
  return configurations.flatMap((configuration) => {
    const id = text(configuration.id);
    if (id === undefined) return [];
    const own = properties(configuration);
    const groups = objects(own.appliesToGroups);
    if (text(own.connectivityTopology)?.toLowerCase() === 'mesh') {
      const global = flag(own.isGlobal) ?? groups.some((group) => flag(group.isGlobal) === true);
      return [{ id, name: lastName(id), global, vnetIds: [vnetId] }];
    }
    const applicable = new Set(objects(configuration.configurationGroups).flatMap((group) => text(group.id)?.toLowerCase() ?? []));
    return groups.filter((group) => isDirect(group) && isApplicable(group, applicable)).map((group) => toDirectGroup(id, group, vnetId));
  });
}

const isDirect = (group: Wire): boolean => text(group.groupConnectivity)?.toLowerCase() === 'directlyconnected';

/** Checks whether a network group applies to the VNet. Azure lists the groups that do; when it lists none, all of them may. */
const isApplicable = (group: Wire, applicable: ReadonlySet<string>): boolean =>
  applicable.size === 0 || applicable.has(text(group.networkGroupId)?.toLowerCase() ?? '');

function toDirectGroup(configurationId: string, group: Wire, vnetId: string): ConnectedGroupRow {
  const groupId = text(group.networkGroupId) ?? '';
  return {
    id: `${configurationId}#${groupId.toLowerCase()}`,
    name: `${lastName(configurationId)} / ${lastName(groupId)}`,
    global: flag(group.isGlobal) ?? false,
    vnetIds: [vnetId],
  };
}
