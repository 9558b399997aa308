import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type OperationHandler, value } from '../arm/operation-handler.ts';
import { parentKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { findVNet } from './find.ts';
import { viewProperties } from './resource-view.ts';

const MANAGERS = 'Microsoft.Network/networkManagers';

/** A connectivity configuration that applies to a VNet, with its groups that contain the VNet. */
interface AppliedConfiguration {
  readonly configuration: StoredResource;
  readonly groups: readonly StoredResource[];
}

/** Lists the connectivity configurations that apply to network groups of the VNet. */
export const listEffectiveConnectivity: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  const show = (resource: StoredResource) => ({ id: resource.id, properties: viewProperties(store, resource, call.apiVersion) });
  const configurations = appliedConfigurations(store, vnet.found.key);
  return value({
    value: configurations.map(({ configuration, groups }) => ({ ...show(configuration), configurationGroups: groups.map(show) })),
  });
};

/** Returns the connectivity configurations that apply to network groups with the VNet. */
export function appliedConfigurations(store: Store, vnet: ResourceKey): readonly AppliedConfiguration[] {
  const all = store.resourcesOfType(`${MANAGERS}/connectivityConfigurations`);
  const own = all.length === 0 ? [] : groupsOf(store, vnet);
  return all.flatMap((configuration) => {
    const applied = appliedGroups(configuration);
    const groups = own.filter((group) => applied.has(group.key));
    return groups.length === 0 ? [] : [{ configuration, groups }];
  });
}

/** Returns the keys of the VNets in a network group. */
export const membersOf = (store: Store, group: StoredResource): readonly ResourceKey[] =>
  store.childrenOf(group.key).map(({ properties }) => resourceKey(String(properties.resourceId)));

function groupsOf(store: Store, vnet: ResourceKey): StoredResource[] {
  const members = store
    .resourcesOfType(`${MANAGERS}/networkGroups/staticMembers`)
    .filter(({ properties }) => resourceKey(String(properties.resourceId)) === vnet);
  const groupKeys = new Set(members.map(({ key }) => parentKey(key)));
  return [...groupKeys].flatMap((key) => store.resources.get(key) ?? []);
}

function appliedGroups({ properties }: StoredResource): Set<string> {
  const applied = (properties.appliesToGroups as readonly { readonly networkGroupId: string }[] | undefined) ?? [];
  return new Set(applied.map(({ networkGroupId }) => resourceKey(networkGroupId)));
}
