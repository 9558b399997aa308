import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { LoadBalancerRow } from '@peerscape/shared/topology';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { PropertyVersions } from '../arm/property-versions.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn } from './ip-configurations.ts';
import { buildParts, findProblem, type Part, partsIn, selectProperties } from './parts.ts';
import { type Draft, type Properties, type ResourceKind, referrers, type SeededContent, skuNameOf } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, REFERENCE_SHAPE, RESOURCE_SHAPE, SKU_SHAPE } from './shapes.ts';

const RULE_SETTINGS = {
  frontendIPConfiguration: REFERENCE_SHAPE,
  protocol: 'string',
  idleTimeoutInMinutes: 'number',
  enableFloatingIP: 'boolean',
  enableTcpReset: 'boolean',
  enableDestinationServiceEndpoint: 'boolean',
  allowBackendPortConflict: 'boolean',
  provisioningState: 'string',
} as const satisfies Shape;

const POOL_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    backendIPConfigurations: 'any',
    loadBalancingRules: 'any',
    outboundRule: 'any',
    outboundRules: 'any',
    inboundNatRules: 'any',
    provisioningState: 'string',
  },
};

const NAT_RULE_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    ...RULE_SETTINGS,
    frontendPort: 'number',
    backendPort: 'number',
    backendIPConfiguration: 'any',
  },
};

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  sku: SKU_SHAPE,
  properties: {
    frontendIPConfigurations: [
      {
        ...RESOURCE_SHAPE,
        properties: {
          ...IP_CONFIGURATION_SHAPE,
          loadBalancingRules: 'any',
          inboundNatRules: 'any',
          inboundNatPools: 'any',
          outboundRules: 'any',
        },
      },
    ],
    backendAddressPools: [POOL_SHAPE],
    loadBalancingRules: [
      {
        ...RESOURCE_SHAPE,
        properties: {
          ...RULE_SETTINGS,
          frontendPort: 'number',
          backendPort: 'number',
          loadDistribution: 'string',
          disableOutboundSnat: 'boolean',
          backendAddressPool: REFERENCE_SHAPE,
          backendAddressPools: [REFERENCE_SHAPE],
          probe: REFERENCE_SHAPE,
        },
      },
    ],
    probes: [
      {
        ...RESOURCE_SHAPE,
        properties: {
          protocol: 'string',
          port: 'number',
          requestPath: 'string',
          intervalInSeconds: 'number',
          numberOfProbes: 'number',
          probeThreshold: 'number',
          loadBalancingRules: 'any',
          provisioningState: 'string',
        },
      },
    ],
    inboundNatRules: [NAT_RULE_SHAPE],
    inboundNatPools: [
      {
        ...RESOURCE_SHAPE,
        properties: { ...RULE_SETTINGS, frontendPortRangeStart: 'number', frontendPortRangeEnd: 'number', backendPort: 'number' },
      },
    ],
    outboundNatRules: 'any',
    outboundRules: [
      {
        ...RESOURCE_SHAPE,
        properties: {
          allocatedOutboundPorts: 'number',
          frontendIPConfigurations: [EMBEDDED_REFERENCE_SHAPE],
          backendAddressPool: REFERENCE_SHAPE,
          protocol: 'string',
          idleTimeoutInMinutes: 'number',
          enableTcpReset: 'boolean',
          provisioningState: 'string',
        },
      },
    ],
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

/** Lists of read-only references that each kind of part shows: where the rules, and the interfaces of a pool, refer to it. */
const BACK_REFERENCES: Readonly<Record<string, readonly (readonly [list: string, from: RegExp])[]>> = {
  frontendIPConfigurations: [
    ['loadBalancingRules', /\/loadBalancingRules\/[^/]+$/i],
    ['inboundNatRules', /\/inboundNatRules\/[^/]+$/i],
    ['inboundNatPools', /\/inboundNatPools\/[^/]+$/i],
    ['outboundRules', /\/outboundRules\/[^/]+$/i],
  ],
  backendAddressPools: [
    ['backendIPConfigurations', /\/ipConfigurations\/[^/]+$/i],
    ['loadBalancingRules', /\/loadBalancingRules\/[^/]+$/i],
    ['outboundRules', /\/outboundRules\/[^/]+$/i],
  ],
  probes: [['loadBalancingRules', /\/loadBalancingRules\/[^/]+$/i]],
};

/** Api-versions of the settings of rules (recordings; those after 2020 from memory). */
const RULE_VERSIONS: PropertyVersions = {
  enableDestinationServiceEndpoint: '2018-04-01',
  enableTcpReset: '2018-07-01',
  allowBackendPortConflict: '2019-09-01',
  backendAddressPools: '2021-02-01',
};

const VERSIONS: PropertyVersions = {
  sku: ['2017-08-01', { tier: '2020-07-01' }],
  properties: {
    frontendIPConfigurations: { properties: { privateIPAddressVersion: '2019-09-01' } },
    loadBalancingRules: { properties: RULE_VERSIONS },
    probes: { properties: { probeThreshold: '2022-05-01' } },
    inboundNatRules: { properties: RULE_VERSIONS },
    inboundNatPools: { properties: { ...RULE_VERSIONS, idleTimeoutInMinutes: '2018-04-01', enableFloatingIP: '2018-04-01' } },
  },
};

/** First api-version without the empty list `outboundNatRules` (recordings). */
const WITHOUT_OUTBOUND_NAT = '2018-06-01';

export const loadBalancers: ResourceKind = {
  group: 'LoadBalancers',
  type: 'loadBalancers',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  versions: VERSIONS,
  write: { body: SHAPE, takes: 'resource', isImmediate: isDoneAtOnce, retryAfter: 10, build: buildLoadBalancer, deletionProblem },
  fromRows: (rows) => rows.loadBalancers.map((row) => ({ id: row.id, ...toLoadBalancer(row) })),
  children: [
    { group: 'LoadBalancerFrontendIPConfigurations', property: 'frontendIPConfigurations' },
    { group: 'LoadBalancerBackendAddressPools', property: 'backendAddressPools', body: POOL_SHAPE },
    { group: 'LoadBalancerLoadBalancingRules', property: 'loadBalancingRules' },
    { group: 'LoadBalancerProbes', property: 'probes' },
    { group: 'InboundNatRules', property: 'inboundNatRules', body: NAT_RULE_SHAPE },
    { group: 'LoadBalancerOutboundRules', property: 'outboundRules' },
  ],
  view: (store, { properties }, apiVersion) => ({
    ...properties,
    ...Object.fromEntries(
      Object.entries(BACK_REFERENCES).map(([list, shown]) => [
        list,
        partsIn(properties, list).map((part) => ({
          ...part,
          properties: { ...ownProperties(part, apiVersion), ...backReferences(store, part, shown) },
        })),
      ]),
    ),
    inboundNatRules: partsIn(properties, 'inboundNatRules').map((rule) => ({
      ...rule,
      properties: { ...rule.properties, ...targetOf(store, rule) },
    })),
    ...(apiVersion < WITHOUT_OUTBOUND_NAT && { outboundNatRules: [] }),
  }),
};

/** First api-version that recordings show without the version of the private address of a public front end. */
const WITHOUT_PUBLIC_VERSION = '2023-04-01';

function ownProperties({ properties }: Part, apiVersion: string): Properties {
  if (properties.publicIPAddress === undefined || apiVersion < WITHOUT_PUBLIC_VERSION) return properties;
  const { privateIPAddressVersion: _, ...shown } = properties;
  return shown;
}

/** Returns whether a PUT has succeeded when the response arrives: that of a new load balancer, or of one with the Standard SKU (recordings). */
function isDoneAtOnce(after: StoredResource, before: StoredResource | undefined): boolean {
  return !before || skuNameOf(after) === 'Standard';
}

/** Returns the configuration of an interface that a NAT rule forwards to. */
function targetOf(store: Store, { id }: Part): Properties {
  const [target] = referrers(store, resourceKey(id), /\/networkInterfaces\/[^/]+\/ipConfigurations\/[^/]+$/i);
  return target ? { backendIPConfiguration: target } : {};
}

/** Returns the references that a part shows. */
const backReferences = (store: Store, { id }: Part, shown: readonly (readonly [list: string, from: RegExp])[]): Properties =>
  Object.fromEntries(
    shown.flatMap(([list, from]) => {
      const references = referrers(store, resourceKey(id), from);
      return references.length === 0 ? [] : [[list, references]];
    }),
  );

function buildLoadBalancer(store: Store, draft: Draft) {
  const sku = { name: 'Basic', tier: 'Regional', ...(draft.body.sku as Properties | undefined) };
  const fronts = buildIpConfigurations(store, draft, 'frontendIPConfigurations', {
    isSubnetOptional: true,
    more: ({ privateIPAddressVersion = 'IPv4' }) => ({ privateIPAddressVersion }),
  });
  if ('kind' in fronts) return fronts;
  const isStandard = sku.name === 'Standard';
  const rules = buildParts(draft, 'loadBalancingRules', (rule) => buildRule(rule, isStandard));
  const problem = skuProblem(store, draft, sku, fronts.parts) ?? findProblem(rules, (rule) => ruleProblem(sku, fronts.parts, rules, rule));
  if (problem) return problem;
  return {
    topLevelProperties: { sku },
    properties: {
      frontendIPConfigurations: fronts.parts,
      backendAddressPools: buildParts(draft, 'backendAddressPools', () => ({})),
      loadBalancingRules: rules,
      probes: buildParts(draft, 'probes', ({ intervalInSeconds = 15, numberOfProbes = 2, probeThreshold = 1, ...probe }) => ({
        ...selectProperties(probe, ['protocol', 'port', 'requestPath']),
        intervalInSeconds,
        numberOfProbes,
        probeThreshold,
      })),
      inboundNatRules: buildParts(draft, 'inboundNatRules', (rule) => ({
        ...selectProperties(rule, ['frontendIPConfiguration', 'frontendPort', 'backendPort']),
        ...ruleDefaults(rule),
      })),
      inboundNatPools: buildParts(draft, 'inboundNatPools', (pool) => ({
        ...selectProperties(pool, ['frontendIPConfiguration', 'frontendPortRangeStart', 'frontendPortRangeEnd', 'backendPort']),
        ...ruleDefaults(pool),
      })),
      ...((isStandard || draft.properties.outboundRules !== undefined) && {
        outboundRules: buildParts(draft, 'outboundRules', buildOutboundRule),
      }),
    },
  };
}

const buildOutboundRule = ({ allocatedOutboundPorts = 1024, enableTcpReset = false, ...rule }: Properties): Properties => ({
  allocatedOutboundPorts,
  ...selectProperties(rule, ['protocol', 'backendAddressPool', 'frontendIPConfigurations']),
  enableTcpReset,
  idleTimeoutInMinutes: rule.idleTimeoutInMinutes ?? 4,
});

const PROTOCOLS = ['Tcp', 'Udp', 'All'];

/** Returns the settings of load balancing and NAT rules and of NAT pools with Azure's defaults. */
const ruleDefaults = ({ enableFloatingIP = false, idleTimeoutInMinutes = 4, protocol = 'Tcp', ...rule }: Properties) => ({
  enableFloatingIP,
  idleTimeoutInMinutes,
  protocol: canonicalCase(protocol, PROTOCOLS),
  enableDestinationServiceEndpoint: rule.enableDestinationServiceEndpoint ?? false,
  enableTcpReset: rule.enableTcpReset ?? false,
  allowBackendPortConflict: rule.allowBackendPortConflict ?? false,
});

/** Builds a rule. It names one pool in either of two properties, and Azure shows both; only the Standard SKU can disable outbound SNAT. */
function buildRule(rule: Properties, isStandard: boolean): Properties {
  const pools = (rule.backendAddressPools ?? []) as readonly { readonly id: string }[];
  const pool = referenceIn(rule.backendAddressPool) ?? pools[0];
  return {
    ...selectProperties(rule, ['frontendIPConfiguration', 'frontendPort', 'backendPort']),
    ...ruleDefaults(rule),
    loadDistribution: rule.loadDistribution ?? 'Default',
    ...(isStandard && { disableOutboundSnat: rule.disableOutboundSnat ?? false }),
    ...(pool && { backendAddressPool: pool, backendAddressPools: pools.length > 0 ? pools : [pool] }),
    ...selectProperties(rule, ['probe']),
  };
}

function skuProblem(store: Store, draft: Draft, sku: Properties, fronts: readonly Part[]): ArmError | undefined {
  if (draft.before && skuNameOf(draft.before) !== sku.name)
    return networkError(400, 'PropertyChangeNotAllowed', `Changing the sku of load balancer ${draft.id} is not allowed.`);
  const isPublic = fronts.map(({ properties }) => properties.publicIPAddress !== undefined);
  if (isPublic.includes(true) && isPublic.includes(false))
    return networkError(
      400,
      'LoadBalancerMixedFrontends',
      `Load balancer ${draft.id} cannot have both public and private frontend IP configurations.`,
    );
  for (const { properties } of fronts) {
    const address = store.resources.get(resourceKey(referenceIn(properties.publicIPAddress)?.id ?? ''));
    if (!address || skuNameOf(address) === sku.name) continue;
    return networkError(
      400,
      'PublicIPAndLBSkuDoNotMatch',
      `${String(sku.name)} sku load balancer ${draft.id} cannot reference ${String(skuNameOf(address))} sku publicIP ${address.id}.`,
    );
  }
  return undefined;
}

/** Returns the error for a rule: one on all ports (HA ports) needs a private front end and the Standard SKU (Microsoft's page on HA ports). */
function ruleProblem(sku: Properties, fronts: readonly Part[], rules: readonly Part[], rule: Part): ArmError | undefined {
  const { protocol, frontendPort, backendPort } = rule.properties;
  const frontOf = (part: Part): string => resourceKey(referenceIn(part.properties.frontendIPConfiguration)?.id ?? '');
  if (protocol === 'All' || frontendPort === 0 || backendPort === 0) {
    const front = fronts.find(({ id }) => resourceKey(id) === frontOf(rule));
    const isAllowed = sku.name === 'Standard' && front?.properties.publicIPAddress === undefined;
    if (protocol !== 'All' || frontendPort !== 0 || backendPort !== 0 || !isAllowed)
      return networkError(
        400,
        'LoadBalancingRuleInvalidHAPorts',
        `Load balancing rule ${rule.id} with protocol All must use port 0 for frontend and backend, on a private frontend of a Standard sku load balancer.`,
      );
  }
  const other = rules.find(
    (each) =>
      each.id !== rule.id &&
      frontOf(each) === frontOf(rule) &&
      (each.properties.protocol === 'All' || (each.properties.frontendPort === frontendPort && each.properties.protocol === protocol)),
  );
  if (!other) return undefined;
  return networkError(
    400,
    'RulesUseSameFrontendPortProtocolAndIPConfig',
    `Load balancing rules ${rule.id} and ${other.id} use the same frontend port, protocol and frontend IP configuration.`,
  );
}

function deletionProblem(store: Store, { id, key, properties }: StoredResource): ArmError | undefined {
  const parts = ['frontendIPConfigurations', 'backendAddressPools', 'inboundNatRules'].flatMap((list) => partsIn(properties, list));
  const user = parts.flatMap((part) => store.referencesTo(resourceKey(part.id))).find(({ from }) => from !== key);
  if (!user) return undefined;
  return networkError(400, 'InUseLoadBalancerCannotBeDeleted', `Load balancer ${id} cannot be deleted because it is in use by ${user.at}.`);
}

/** Converts a row to the body of a load balancer. Its network interfaces name its pools. */
const toLoadBalancer = ({ sku, frontends, backends, rules }: LoadBalancerRow): SeededContent => {
  const pools = new Set([...backends, ...rules].flatMap(({ poolId }) => poolId ?? []));
  return {
    topLevelProperties: { sku: { name: sku ?? 'Standard' } },
    properties: {
      frontendIPConfigurations: frontends.map(({ id, subnetId, privateIp }) => ({
        name: lastName(id),
        properties: { subnet: { id: subnetId }, privateIPAllocationMethod: 'Static', privateIPAddress: privateIp },
      })),
      backendAddressPools: [...pools].map((id) => ({ name: lastName(id), properties: {} })),
      loadBalancingRules: rules.map(({ frontendId, poolId, protocol, port }, i) => ({
        name: `rule-${i + 1}`,
        properties: {
          protocol,
          frontendPort: port,
          backendPort: port,
          frontendIPConfiguration: { id: frontendId },
          ...(poolId !== undefined && { backendAddressPool: { id: poolId } }),
        },
      })),
    },
  };
};
