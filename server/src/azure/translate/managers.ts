import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type AdminRuleRow, type ConnectedGroupRow, mergeConnectedGroups, type TopologyRows } from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import { asBoolean, asNumber, asObject, asObjects, asString, asStrings, propertiesOf, type Wire } from '../wire.ts';

/** Collects network managers and their parts, of which a file can contain all. Configurations are taken as deployed. */
interface ManagerTranslation {
  /** Adds a resource of a type in lower case. Returns whether it is a network manager or a part that is used. */
  add(type: string, resource: Wire): boolean;
  scopes(): readonly ManagedScope[];
  /** Returns the rows that follow from the parts and the static members of network groups. */
  rows(): Pick<TopologyRows, 'connectedGroups' | 'adminRules'>;
}

const MANAGER = 'microsoft.network/networkmanagers';
const MEMBER = `${MANAGER}/networkgroups/staticmembers`;
const CONFIGURATION = `${MANAGER}/connectivityconfigurations`;
const COLLECTION = `${MANAGER}/securityadminconfigurations/rulecollections`;
const RULE = `${COLLECTION}/rules`;
const PARTS: readonly string[] = [`${MANAGER}/networkgroups`, MEMBER, CONFIGURATION, COLLECTION, RULE];

/** Creates an empty translation of network managers. */
export function createManagerTranslation(): ManagerTranslation {
  const scopes: ManagedScope[] = [];
  const parts = new Map(PARTS.map((type) => [type, new Map<ResourceKey, Wire>()]));
  const all = (type: string): readonly Wire[] => [...(parts.get(type)?.values() ?? [])];
  return {
    add: (type, resource) => {
      const id = asString(resource.id);
      const scope = type === MANAGER ? toManagedScope(resource) : undefined;
      if (scope) scopes.push(scope);
      if (id !== undefined) parts.get(type)?.set(resourceKey(id), resource);
      return type === MANAGER || parts.has(type);
    },
    scopes: () => scopes,
    rows: () => {
      const members = membersOf(all(MEMBER));
      return {
        connectedGroups: connectedGroupsOf(all(CONFIGURATION), members),
        adminRules: adminRulesOf(all(COLLECTION), all(RULE), members),
      };
    },
  };
}

/** Ids of the VNets in each network group. */
type Members = ReadonlyMap<ResourceKey, readonly string[]>;

/** Groups static members by network group. Members can also be subnets, which are in no connected group. */
function membersOf(staticMembers: readonly Wire[]): Members {
  const members = new Map<ResourceKey, string[]>();
  for (const member of staticMembers) {
    const vnetId = asString(propertiesOf(member).resourceId);
    if (vnetId === undefined || !/\/virtualNetworks\/[^/]+$/i.test(vnetId)) continue;
    const group = resourceKey(String(member.id).replace(/\/staticMembers\/[^/]*$/i, ''));
    members.set(group, [...(members.get(group) ?? []), vnetId]);
  }
  return members;
}

const groupsOf = (applicable: Wire): readonly string[] =>
  asObjects(propertiesOf(applicable).appliesToGroups).flatMap(({ networkGroupId }) => asString(networkGroupId) ?? []);

/** Returns the connected groups as Azure would return them VNet by VNet. */
function connectedGroupsOf(configurations: readonly Wire[], members: Members): readonly ConnectedGroupRow[] {
  const rows = configurations.flatMap((configuration) => {
    const groupsByVNet = new Map<ResourceKey, { readonly vnetId: string; readonly groups: { readonly id: string }[] }>();
    for (const id of groupsOf(configuration)) {
      for (const vnetId of members.get(resourceKey(id)) ?? []) {
        const entry = groupsByVNet.get(resourceKey(vnetId)) ?? { vnetId, groups: [] };
        entry.groups.push({ id });
        groupsByVNet.set(resourceKey(vnetId), entry);
      }
    }
    return [...groupsByVNet.values()].flatMap(({ vnetId, groups }) =>
      toConnectedGroups(vnetId, [{ ...configuration, configurationGroups: groups }]),
    );
  });
  return mergeConnectedGroups(rows);
}

function adminRulesOf(collections: readonly Wire[], rules: readonly Wire[], members: Members): readonly AdminRuleRow[] {
  const vnetsOf = new Map(
    collections.map((collection) => [
      resourceKey(String(collection.id)),
      new Map(
        groupsOf(collection)
          .flatMap((group) => members.get(resourceKey(group)) ?? [])
          .map((vnetId) => [resourceKey(vnetId), vnetId]),
      ),
    ]),
  );
  return rules.map((rule) => {
    const own = propertiesOf(rule);
    const id = String(rule.id);
    const vnets = vnetsOf.get(resourceKey(id.replace(/\/rules\/[^/]*$/i, '')));
    return {
      id,
      name: lastName(id),
      vnetIds: [...(vnets?.values() ?? [])],
      priority: asNumber(own.priority) ?? 0,
      direction: asString(own.direction) ?? 'Unknown',
      access: asString(own.access) ?? 'Unknown',
      protocol: asString(own.protocol) ?? 'Unknown',
      sources: addressesOf(own.sources),
      sourcePorts: asStrings(own.sourcePortRanges) ?? [],
      destinations: addressesOf(own.destinations),
      destinationPorts: asStrings(own.destinationPortRanges) ?? [],
    };
  });
}

const addressesOf = (items: unknown): readonly string[] => asObjects(items).flatMap(({ addressPrefix }) => asString(addressPrefix) ?? []);

/** Returns the scope of a `networkManagers` resource. Azure lists its subscriptions as `/subscriptions/{id}`. */
function toManagedScope(resource: Wire): ManagedScope | undefined {
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
