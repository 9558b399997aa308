import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { topLevelKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { firewallsOf, isRulePriority } from './firewalls.ts';
import { referenceIn } from './ip-configurations.ts';
import { selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, type Properties, type ResourceKind, referrers } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

const POLICY_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  identity: 'any',
  properties: {
    sku: { tier: 'string' },
    threatIntelMode: 'string',
    threatIntelWhitelist: 'any',
    basePolicy: EMBEDDED_REFERENCE_SHAPE,
    dnsSettings: 'any',
    snat: 'any',
    sql: 'any',
    insights: 'any',
    explicitProxy: 'any',
    intrusionDetection: 'any',
    transportSecurity: 'any',
    firewalls: 'any',
    childPolicies: 'any',
    ruleCollectionGroups: 'any',
    size: 'string',
    provisioningState: 'string',
  },
};

const GROUP_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    priority: 'number',
    ruleCollections: [{ ruleCollectionType: 'string', name: 'string', priority: 'number', action: { type: 'string' }, rules: 'any' }],
    size: 'string',
    provisioningState: 'string',
  },
};

const GROUPS = 'Microsoft.Network/firewallPolicies/ruleCollectionGroups';

export const firewallPolicies: readonly ResourceKind[] = [
  {
    group: 'FirewallPolicies',
    type: 'firewallPolicies',
    listInSubscription: 'ListAll',
    write: {
      body: POLICY_SHAPE,
      takes: 'resource',
      build: buildPolicy,
      deletionProblem: refuseWhileUsed({
        code: 'FirewallPolicyInUse',
        message: ({ id }, users) => `Firewall policy ${id} cannot be deleted because it is in use by ${users}.`,
      }),
    },
    view: (store, { id, key, properties }) => ({
      ...properties,
      firewalls: firewallsOf(store, id),
      childPolicies: childPoliciesOf(store, id),
      ruleCollectionGroups: groupsOf(store, key).map((group) => ({ id: group.id })),
    }),
  },
  {
    group: 'FirewallPolicyRuleCollectionGroups',
    type: 'firewallPolicies/ruleCollectionGroups',
    write: { body: GROUP_SHAPE, takes: 'resource', build: buildGroup },
  },
];

const childPoliciesOf = (store: Store, id: string) => referrers(store, resourceKey(id), /\/firewallPolicies\/[^/]+$/i);

const groupsOf = (store: Store, policy: ResourceKey): readonly StoredResource[] =>
  store.resourcesOfType(GROUPS).filter(({ key }) => key.startsWith(`${policy}/`));

const POLICY_SETTINGS = [
  'threatIntelWhitelist',
  'dnsSettings',
  'snat',
  'sql',
  'insights',
  'explicitProxy',
  'intrusionDetection',
  'transportSecurity',
];

function buildPolicy(_store: Store, { properties, body }: Draft) {
  const basePolicy = referenceIn(properties.basePolicy);
  return {
    topLevelProperties: selectProperties(body, ['identity']),
    properties: {
      sku: { tier: 'Standard', ...(properties.sku as Properties | undefined) },
      threatIntelMode: properties.threatIntelMode ?? 'Alert',
      ...(basePolicy && { basePolicy }),
      ...selectProperties(properties, POLICY_SETTINGS),
    },
  };
}

const COLLECTION_TYPES = ['FirewallPolicyFilterRuleCollection', 'FirewallPolicyNatRuleCollection'];

interface Collection {
  readonly name?: string;
  readonly priority?: number;
  readonly ruleCollectionType?: string;
}

/** Builds a rule collection group. Priorities are 100 to 65000, and each collection of a group has its own (Microsoft's page on rule processing). */
function buildGroup(store: Store, { id, key, properties }: Draft) {
  const { priority, ruleCollections = [] } = properties as { priority?: number; ruleCollections?: readonly Collection[] };
  const isTaken = groupsOf(store, topLevelKey(key)).some((group) => group.key !== key && group.properties.priority === priority);
  if (!isRulePriority(priority) || isTaken) return invalidPriority(id, priority);
  for (const [i, collection] of ruleCollections.entries()) {
    if (!COLLECTION_TYPES.includes(collection.ruleCollectionType ?? ''))
      return networkError(
        400,
        'FirewallPolicyRuleCollectionInvalidType',
        `Rule collection ${collection.name} of ${id} has the invalid type ${collection.ruleCollectionType}.`,
      );
    const isRepeated = ruleCollections.findIndex((each) => each.priority === collection.priority) < i;
    if (!isRulePriority(collection.priority) || isRepeated) return invalidPriority(`${id}/${collection.name}`, collection.priority);
  }
  return { properties: { priority, ruleCollections } };
}

const invalidPriority = (id: string, priority: number | undefined): ArmError =>
  networkError(
    400,
    'FirewallPolicyRuleCollectionGroupInvalidPriority',
    `${id} has the invalid priority ${priority}. It must be from 100 to 65000 and different from that of each other.`,
  );
