import { lastName } from '@peerscape/shared/arm';
import type { ConnectedGroupRow } from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import { flag, object, objects, properties, text, texts, type Wire } from './wire.ts';

/** What a `networkManagers` resource is in charge of. Its scopes are written as `/subscriptions/{id}`. */
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
 * The connected groups that effective connectivity configurations put a VNet in. A mesh is one group over all its network groups;
 * in a hub and spoke each network group that is directly connected is a group of its own, the hub not among them.
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
    const mine = new Set(objects(configuration.configurationGroups).flatMap((group) => text(group.id)?.toLowerCase() ?? []));
    return groups.filter((group) => isDirect(group) && isMine(group, mine)).map((group) => directGroup(id, group, vnetId));
  });
}

const isDirect = (group: Wire): boolean => text(group.groupConnectivity)?.toLowerCase() === 'directlyconnected';

/** The answer names the network groups through which the configuration applies; where it names none, all may be meant. */
const isMine = (group: Wire, mine: ReadonlySet<string>): boolean =>
  mine.size === 0 || mine.has(text(group.networkGroupId)?.toLowerCase() ?? '');

function directGroup(configurationId: string, group: Wire, vnetId: string): ConnectedGroupRow {
  const groupId = text(group.networkGroupId) ?? '';
  return {
    id: `${configurationId}#${groupId.toLowerCase()}`,
    name: `${lastName(configurationId)} / ${lastName(groupId)}`,
    global: flag(group.isGlobal) ?? false,
    vnetIds: [vnetId],
  };
}
