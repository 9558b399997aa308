import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { PropertyVersions } from '../arm/property-versions.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { buildParts, findProblem, type Part, selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, type Properties, type ResourceKind, referrers, SUBNET_ID } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

const RULE_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    description: 'string',
    protocol: 'string',
    sourcePortRange: 'string',
    destinationPortRange: 'string',
    sourceAddressPrefix: 'string',
    sourceAddressPrefixes: ['string'],
    sourceApplicationSecurityGroups: [EMBEDDED_REFERENCE_SHAPE],
    destinationAddressPrefix: 'string',
    destinationAddressPrefixes: ['string'],
    destinationApplicationSecurityGroups: [EMBEDDED_REFERENCE_SHAPE],
    sourcePortRanges: ['string'],
    destinationPortRanges: ['string'],
    access: 'string',
    priority: 'number',
    direction: 'string',
    provisioningState: 'string',
  },
};

const RULE_LISTS = ['sourcePortRanges', 'destinationPortRanges', 'sourceAddressPrefixes', 'destinationAddressPrefixes'];

/** Rules with several prefixes or ports came with application security groups. */
const RULE_VERSIONS: PropertyVersions = { properties: Object.fromEntries(RULE_LISTS.map((name) => [name, '2017-10-01'])) };

export const networkSecurityGroups: ResourceKind = {
  group: 'NetworkSecurityGroups',
  type: 'networkSecurityGroups',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  versions: { properties: { securityRules: RULE_VERSIONS, defaultSecurityRules: RULE_VERSIONS } },
  write: {
    body: {
      ...RESOURCE_SHAPE,
      properties: {
        securityRules: [RULE_SHAPE],
        defaultSecurityRules: 'any',
        networkInterfaces: 'any',
        subnets: 'any',
        flowLogs: 'any',
        flushConnection: 'boolean',
        provisioningState: 'string',
        resourceGuid: 'string',
      },
    },
    takes: 'resource',
    build: buildGroup,
    deletionProblem: refuseWhileUsed({
      by: /\/(subnets|networkInterfaces)\/[^/]+$/i,
      code: 'InUseNetworkSecurityGroupCannotBeDeleted',
      message: ({ id }, users) =>
        `Network security group ${id} cannot be deleted because it is in use by the following resources: ${users}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
    }),
  },
  children: [
    { group: 'SecurityRules', property: 'securityRules', body: RULE_SHAPE },
    { group: 'DefaultSecurityRules', property: 'defaultSecurityRules' },
  ],
  view: (store, resource) => {
    const subnets = referrers(store, resource.key, SUBNET_ID);
    const networkInterfaces = referrers(store, resource.key, INTERFACE);
    return {
      ...resource.properties,
      defaultSecurityRules: defaultRulesOf(resource),
      ...(networkInterfaces.length > 0 && { networkInterfaces }),
      ...(subnets.length > 0 && { subnets }),
    };
  },
};

const INTERFACE = /\/networkInterfaces\/[^/]+$/i;

const RULE_PROPERTIES = [
  'description',
  'protocol',
  'sourcePortRange',
  'destinationPortRange',
  'sourceAddressPrefix',
  'sourceApplicationSecurityGroups',
  'destinationAddressPrefix',
  'destinationApplicationSecurityGroups',
  'access',
  'priority',
  'direction',
];

/** Properties of a rule with the values that they can have. */
const CLOSED_VALUES: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['access', ['Allow', 'Deny']],
  ['direction', ['Inbound', 'Outbound']],
  ['protocol', ['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah', '*']],
];

function buildGroup(_store: Store, draft: Draft) {
  const securityRules = buildParts(draft, 'securityRules', (rule) => ({
    ...selectProperties(rule, RULE_PROPERTIES),
    ...Object.fromEntries(CLOSED_VALUES.map(([name, values]) => [name, canonicalCase(rule[name], values)])),
    ...Object.fromEntries(RULE_LISTS.map((name) => [name, rule[name] ?? []])),
  }));
  return (
    findProblem(securityRules, ruleProblem) ??
    conflict(securityRules) ?? { properties: { ...selectProperties(draft.properties, ['flushConnection']), securityRules } }
  );
}

/** Returns the error for a rule: priorities are from 100 to 4096 (Microsoft's page on network security groups). */
function ruleProblem({ id, properties: rule }: Part): ArmError | undefined {
  const priority = Number(rule.priority);
  if (!Number.isInteger(priority) || priority < 100 || priority > 4096) {
    return networkError(
      400,
      'SecurityRuleInvalidPriority',
      `Security rule has invalid Priority. Value provided: ${String(rule.priority)} Allowed range 100-4096.`,
    );
  }
  const wrong = CLOSED_VALUES.find(([name, values]) => !values.includes(String(rule[name])));
  if (wrong)
    return networkError(
      400,
      'SecurityRuleParameterInvalid',
      `Security rule ${id} has the invalid value '${String(rule[wrong[0]])}' for ${wrong[0]}.`,
    );
  return missingSide(id, rule);
}

/** Returns the error for a rule without a source, a destination or their ports. */
function missingSide(id: string, rule: Properties): ArmError | undefined {
  const sides = [
    ['SourceAddressPrefix', 'sourceAddressPrefix', 'sourceAddressPrefixes', 'sourceApplicationSecurityGroups'],
    ['DestinationAddressPrefix', 'destinationAddressPrefix', 'destinationAddressPrefixes', 'destinationApplicationSecurityGroups'],
    ['SourcePortRange', 'sourcePortRange', 'sourcePortRanges'],
    ['DestinationPortRange', 'destinationPortRange', 'destinationPortRanges'],
  ];
  const isEmpty = (name: string): boolean => {
    const given = rule[name];
    return given === undefined || given === '' || (Array.isArray(given) && given.length === 0);
  };
  const missing = sides.find(([, ...names]) => names.every(isEmpty));
  if (!missing) return undefined;
  return networkError(
    400,
    'SecurityRuleAddressPrefixesOrPortsNotSpecified',
    `Security rule ${id} must specify ${missing[0]} or one of its plural forms.`,
  );
}

function conflict(rules: readonly Part[]): ArmError | undefined {
  for (const [i, rule] of rules.entries()) {
    const earlier = rules
      .slice(0, i)
      .find(({ properties }) => properties.priority === rule.properties.priority && properties.direction === rule.properties.direction);
    if (!earlier) continue;
    return networkError(
      400,
      'SecurityRuleConflict',
      `Security rule ${rule.name} conflicts with rule ${earlier.name}. Rules cannot have the same Priority and Direction.`,
    );
  }
  return undefined;
}

/** Default rules of every group: name, access, direction, priority, source, destination, description (Microsoft's page on network security groups). */
const DEFAULT_RULES = [
  ['AllowVnetInBound', 'Allow', 'Inbound', 65000, 'VirtualNetwork', 'VirtualNetwork', 'Allow inbound traffic from all VMs in VNET'],
  ['AllowAzureLoadBalancerInBound', 'Allow', 'Inbound', 65001, 'AzureLoadBalancer', '*', 'Allow inbound traffic from azure load balancer'],
  ['DenyAllInBound', 'Deny', 'Inbound', 65500, '*', '*', 'Deny all inbound traffic'],
  [
    'AllowVnetOutBound',
    'Allow',
    'Outbound',
    65000,
    'VirtualNetwork',
    'VirtualNetwork',
    'Allow outbound traffic from all VMs to all VMs in VNET',
  ],
  ['AllowInternetOutBound', 'Allow', 'Outbound', 65001, '*', 'Internet', 'Allow outbound traffic from all VMs to Internet'],
  ['DenyAllOutBound', 'Deny', 'Outbound', 65500, '*', '*', 'Deny all outbound traffic'],
] as const;

const defaultRulesOf = ({ id, type }: StoredResource): Part[] =>
  DEFAULT_RULES.map(([name, access, direction, priority, sourceAddressPrefix, destinationAddressPrefix, description]) => ({
    name,
    id: `${id}/defaultSecurityRules/${name}`,
    type: `${type}/defaultSecurityRules`,
    properties: {
      description,
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix,
      destinationAddressPrefix,
      access,
      priority,
      direction,
      ...Object.fromEntries(RULE_LISTS.map((list) => [list, []])),
    },
  }));
