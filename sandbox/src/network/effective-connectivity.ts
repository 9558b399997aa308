import { resourceKey } from '@peerscape/shared/arm';
import { type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { findVNet } from './find.ts';
import { viewProperties } from './resource-view.ts';

const MANAGERS = 'Microsoft.Network/networkManagers';

/** Lists the connectivity configurations that apply to network groups of the VNet. */
export const listEffectiveConnectivity: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  const groups = groupsOf(store, vnet.found.key);
  const configurations = store.resourcesOfType(`${MANAGERS}/connectivityConfigurations`).flatMap((configuration) => {
    const applied = appliedGroups(configuration);
    const matching = groups.filter((group) => applied.has(group.key));
    if (matching.length === 0) return [];
    const configurationGroups = matching.map((group) => ({ id: group.id, properties: viewProperties(store, group, call.apiVersion) }));
    return [{ id: configuration.id, properties: viewProperties(store, configuration, call.apiVersion), configurationGroups }];
  });
  return value({ value: configurations });
};

function groupsOf(store: Store, vnet: string): StoredResource[] {
  const members = store
    .resourcesOfType(`${MANAGERS}/networkGroups/staticMembers`)
    .filter(({ properties }) => resourceKey(String(properties.resourceId)) === vnet);
  const groupKeys = new Set(members.map(({ key }) => key.replace(/\/staticmembers\/[^/]+$/, '')));
  return store.resourcesOfType(`${MANAGERS}/networkGroups`).filter((group) => groupKeys.has(group.key));
}

function appliedGroups({ properties }: StoredResource): Set<string> {
  const applied = (properties.appliesToGroups as readonly { readonly networkGroupId: string }[] | undefined) ?? [];
  return new Set(applied.map(({ networkGroupId }) => resourceKey(networkGroupId)));
}
