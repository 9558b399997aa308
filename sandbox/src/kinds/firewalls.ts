import { resourceKey } from '@peerscape/shared/arm';
import type { FirewallRow } from '@peerscape/shared/topology';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store } from '../store/store.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn } from './ip-configurations.ts';
import { buildParts, findProblem, type Part, selectProperties } from './parts.ts';
import {
  type Draft,
  type Properties,
  publicAddressOf,
  type ResourceKind,
  referrers,
  type SeededContent,
  subnetOf,
} from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

/** Lists of rule collections of a firewall without a policy. */
const RULE_COLLECTIONS = ['networkRuleCollections', 'applicationRuleCollections', 'natRuleCollections'];

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  zones: ['string'],
  properties: {
    sku: { name: 'string', tier: 'string' },
    threatIntelMode: 'string',
    additionalProperties: 'any',
    ipConfigurations: [{ ...RESOURCE_SHAPE, properties: IP_CONFIGURATION_SHAPE }],
    firewallPolicy: EMBEDDED_REFERENCE_SHAPE,
    ...Object.fromEntries(
      RULE_COLLECTIONS.map((list) => [
        list,
        [
          {
            ...RESOURCE_SHAPE,
            properties: { priority: 'number', action: { type: 'string' }, rules: 'any', provisioningState: 'string' },
          },
        ] as const,
      ]),
    ),
    ipGroups: 'any',
    provisioningState: 'string',
  },
};

export const firewalls: ResourceKind = {
  group: 'AzureFirewalls',
  type: 'azureFirewalls',
  listInSubscription: 'ListAll',
  write: { body: SHAPE, takes: 'firewall', build: buildFirewall },
  fromRows: (rows) => rows.firewalls.map((row) => ({ id: row.id, ...toFirewall(row) })),
};

const SUBNET = 'AzureFirewallSubnet';

function buildFirewall(store: Store, draft: Draft) {
  const { properties } = draft;
  const sku = { name: 'AZFW_VNet', tier: 'Standard', ...(properties.sku as Properties | undefined) };
  const built = buildIpConfigurations(store, draft, 'ipConfigurations', {
    type: 'azureFirewallIpConfigurations',
    subnetName: SUBNET,
    longestPrefix: 26,
    isSubnetOptional: true,
  });
  if ('kind' in built) return built;
  const collections = RULE_COLLECTIONS.map(
    (list) => [list, buildParts(draft, list, (collection) => selectProperties(collection, ['priority', 'action', 'rules']))] as const,
  );
  const firewallPolicy = referenceIn(properties.firewallPolicy);
  const problem =
    subnetProblem(store, draft, built.parts) ??
    findProblem(collections, ([, parts]) => collectionsProblem(parts, firewallPolicy !== undefined));
  if (problem) return problem;
  return {
    topLevelProperties: selectProperties(draft.body, ['zones']),
    properties: {
      sku,
      threatIntelMode: properties.threatIntelMode ?? 'Alert',
      additionalProperties: properties.additionalProperties ?? {},
      ipConfigurations: built.parts,
      ...(firewallPolicy && { firewallPolicy }),
      ...Object.fromEntries(collections),
    },
  };
}

/** Returns the error for the subnet: exactly one configuration is in it, and no other firewall is. A firewall without configurations is recorded, too. */
function subnetProblem(store: Store, { id, key }: Draft, parts: readonly Part[]): ArmError | undefined {
  if (parts.length === 0) return undefined;
  const [subnet, ...more] = parts.flatMap(({ properties }) => referenceIn(properties.subnet) ?? []);
  if (!subnet || more.length > 0)
    return networkError(
      400,
      'AzureFirewallIpConfigurationInvalidSubnet',
      `Exactly one IP configuration of Azure Firewall ${id} must refer to a subnet.`,
    );
  const other = store.referencesTo(resourceKey(subnet.id)).find(({ from }) => from !== key && /\/azurefirewalls\//.test(from));
  if (!other) return undefined;
  return networkError(
    400,
    'AzureFirewallSubnetInUse',
    `Subnet ${subnet.id} cannot be used by Azure Firewall ${id} because it is in use by ${other.at}.`,
  );
}

/** Returns whether rule collections, of firewalls or of policies, can have the priority (Microsoft's page on rule processing). */
export const isRulePriority = (priority: unknown): boolean =>
  Number.isInteger(priority) && Number(priority) >= 100 && Number(priority) <= 65_000;

/** Returns the error for rule collections: a firewall has them or a policy, and their priorities are 100 to 65000, each used once. */
function collectionsProblem(collections: readonly Part[], hasPolicy: boolean): ArmError | undefined {
  const priorities = collections.map(({ properties }) => Number(properties.priority));
  for (const [i, { id }] of collections.entries()) {
    const priority = priorities[i] ?? 0;
    if (hasPolicy)
      return networkError(
        400,
        'AzureFirewallCannotHaveRulesAndPolicy',
        `Rule collection ${id} is not allowed because the Azure Firewall refers to a firewall policy.`,
      );
    if (!isRulePriority(priority) || priorities.indexOf(priority) < i)
      return networkError(
        400,
        'AzureFirewallRuleCollectionInvalidPriority',
        `Rule collection ${id} has the invalid priority ${priority}. It must be from 100 to 65000 and different from that of each other collection.`,
      );
  }
  return undefined;
}

/** Returns the firewalls that a policy is used by. */
export const firewallsOf = (store: Store, policy: string) => referrers(store, resourceKey(policy), /\/azureFirewalls\/[^/]+$/i);

/** Converts a row to the body of an Azure Firewall in its subnet. */
const toFirewall = (row: FirewallRow): SeededContent => ({
  properties: {
    sku: { tier: row.sku ?? 'Standard' },
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          ...(row.privateIp && { privateIPAddress: row.privateIp }),
          publicIPAddress: publicAddressOf(row.id),
          subnet: subnetOf(row.vnetId, SUBNET),
        },
      },
    ],
  },
});
