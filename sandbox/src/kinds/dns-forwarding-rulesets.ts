import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { parseAddress } from '@peerscape/shared/net';
import { missingReferenceId, referenceNotFound } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import { parentKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { resolverBadRequest, resolverConflict } from './dns-errors.ts';
import { isDomainName } from './dns-names.ts';
import { rulesetsOf } from './dns-resolver-endpoints.ts';
import { RESOLVER } from './dns-services.ts';
import { referenceIn } from './ip-configurations.ts';
import { findProblem, selectProperties } from './parts.ts';
import { type Draft, type ResourceKind, referringResources } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOLVER_RESOURCE_SHAPE } from './shapes.ts';

const RULE_SHAPE = {
  ...RESOLVER_RESOURCE_SHAPE,
  properties: {
    domainName: 'string',
    targetDnsServers: [{ ipAddress: 'string', port: 'number' }],
    metadata: 'any',
    forwardingRuleState: 'string',
    provisioningState: 'string',
  },
} as const;

const LINK_SHAPE = {
  ...RESOLVER_RESOURCE_SHAPE,
  properties: { virtualNetwork: REFERENCE_SHAPE, metadata: 'any', provisioningState: 'string' },
} as const;

export const dnsForwardingRulesets: ResourceKind = {
  group: 'DnsForwardingRulesets',
  type: 'dnsForwardingRulesets',
  listInSubscription: 'List',
  hasResourceGuid: true,
  service: RESOLVER,
  write: {
    body: {
      ...RESOLVER_RESOURCE_SHAPE,
      properties: { dnsResolverOutboundEndpoints: [REFERENCE_SHAPE], provisioningState: 'string', resourceGuid: 'string' },
    },
    takes: 'dns',
    build: buildRuleset,
    deletionProblem: (store, ruleset) => {
      const link = childrenOf(store, ruleset.key, forwardingLinks)[0];
      return (
        link &&
        resolverConflict(`The DNS forwarding ruleset '${ruleset.id}' cannot be deleted before its virtual network link '${link.id}'.`)
      );
    },
  },
};

export const forwardingRules: ResourceKind = {
  group: 'ForwardingRules',
  type: 'dnsForwardingRulesets/forwardingRules',
  service: RESOLVER,
  write: { body: RULE_SHAPE, patch: RULE_SHAPE, takes: 'synchronous', build: buildRule },
};

export const forwardingLinks: ResourceKind = {
  group: 'VirtualNetworkLinks',
  variant: 'of a ruleset',
  type: 'dnsForwardingRulesets/virtualNetworkLinks',
  service: RESOLVER,
  isDeletedWithVNet: true,
  write: { body: LINK_SHAPE, patch: LINK_SHAPE, takes: 'dns', build: buildLink },
};

/** Limits of a ruleset and of an outbound endpoint (Microsoft's page on Private Resolver). */
const MAX_ENDPOINTS = 2;
const MAX_RULESETS_OF_ENDPOINT = 2;
const MAX_RULES = 1000;
const MAX_LINKS = 500;
const MAX_SERVERS = 6;

const childrenOf = (store: Store, ruleset: ResourceKey, { type }: ResourceKind): readonly StoredResource[] =>
  store.childrenOf(ruleset).filter((child) => child.type === `Microsoft.Network/${type}`);

function buildRuleset(store: Store, draft: Draft) {
  const endpoints = (draft.properties.dnsResolverOutboundEndpoints ?? []) as readonly { readonly id?: string }[];
  const ids = endpoints.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (ids.length === 0 || ids.length > MAX_ENDPOINTS)
    return resolverBadRequest(`The DNS forwarding ruleset '${draft.id}' must have from 1 to ${MAX_ENDPOINTS} outbound endpoints.`);
  return (
    findProblem(ids, (id) => endpointProblem(store, draft, id)) ?? {
      properties: { dnsResolverOutboundEndpoints: ids.map((id) => ({ id })) },
    }
  );
}

function endpointProblem(store: Store, draft: Draft, endpointId: string): ArmError | undefined {
  const endpoint = store.resources.get(resourceKey(endpointId));
  if (!endpoint || endpoint.location !== draft.location) return referenceNotFound(endpointId, draft.id);
  const others = rulesetsOf(store, endpoint.key).filter(({ key }) => key !== draft.key);
  if (others.length < MAX_RULESETS_OF_ENDPOINT) return undefined;
  return resolverConflict(
    `The outbound endpoint '${endpointId}' is used by the maximum number of DNS forwarding rulesets, ${MAX_RULESETS_OF_ENDPOINT}.`,
  );
}

interface DnsServer {
  readonly ipAddress?: string | undefined;
  readonly port?: number;
}

const STATES = ['Enabled', 'Disabled'];

function buildRule(store: Store, draft: Draft) {
  const { domainName, forwardingRuleState = 'Enabled' } = draft.properties;
  const servers = ((draft.properties.targetDnsServers ?? []) as readonly DnsServer[]).map(({ ipAddress, port = 53 }) => ({
    ipAddress,
    port,
  }));
  const problem = domainProblem(store, draft, domainName) ?? serversProblem(servers) ?? stateProblem(forwardingRuleState);
  if (problem) return problem;
  return {
    properties: { domainName, targetDnsServers: servers, ...selectProperties(draft.properties, ['metadata']), forwardingRuleState },
  };
}

/** A ruleset has one rule per domain; the domain ends with a dot, and `.` alone matches all names. */
function domainProblem(store: Store, { key, name, before }: Draft, domainName: unknown): ArmError | undefined {
  const domain = String(domainName ?? '').toLowerCase();
  if (domain !== '.' && !(domain.endsWith('.') && isDomainName(domain) && !domain.startsWith('*')))
    return resolverBadRequest(`The domain name '${domain}' of the forwarding rule '${name}' is invalid. It must end with a dot.`);
  const others = childrenOf(store, parentKey(key), forwardingRules).filter((rule) => rule.key !== key);
  const same = others.find(({ properties }) => String(properties.domainName).toLowerCase() === domain);
  if (same) return resolverConflict(`The forwarding rule '${same.name}' already has the domain name '${domain}'.`);
  if (before || others.length < MAX_RULES) return undefined;
  return resolverBadRequest(`The DNS forwarding ruleset has the maximum number of forwarding rules, ${MAX_RULES}.`);
}

function serversProblem(servers: readonly DnsServer[]): ArmError | undefined {
  if (servers.length === 0 || servers.length > MAX_SERVERS)
    return resolverBadRequest(`A forwarding rule must have from 1 to ${MAX_SERVERS} target DNS servers.`);
  const wrong = servers.find(({ ipAddress = '', port = 0 }) => !parseAddress(ipAddress).ok || port < 1 || port > 65_535);
  return wrong && resolverBadRequest(`The target DNS server '${wrong.ipAddress}:${wrong.port}' is invalid.`);
}

const stateProblem = (state: unknown): ArmError | undefined =>
  STATES.includes(String(state)) ? undefined : resolverBadRequest(`The state '${String(state)}' of the forwarding rule is invalid.`);

function buildLink(store: Store, draft: Draft) {
  const virtualNetwork = referenceIn(draft.properties.virtualNetwork);
  if (!virtualNetwork) return missingReferenceId('properties.virtualNetwork');
  const problem = vnetProblem(store, draft, virtualNetwork.id);
  return problem ?? { properties: { virtualNetwork, ...selectProperties(draft.properties, ['metadata']) } };
}

/** A VNet is linked to one ruleset only, in its own region (reach.md §3.2). */
function vnetProblem(store: Store, { id, key, before }: Draft, vnetId: string): ArmError | undefined {
  const vnet = resourceKey(vnetId);
  const linked = referenceIn(before?.properties.virtualNetwork);
  if (linked && resourceKey(linked.id) !== vnet) return resolverConflict(`The virtual network of the link '${id}' cannot be changed.`);
  const ruleset = store.resources.get(parentKey(key));
  const region = store.vnets.get(vnet)?.location;
  if (ruleset && region !== undefined && region !== ruleset.location)
    return resolverBadRequest(`The virtual network '${vnetId}' must be in the region '${ruleset.location}' of the DNS forwarding ruleset.`);
  const other = forwardingLinksOf(store, vnet).find((link) => link.key !== key);
  if (other) return resolverConflict(`The virtual network '${vnetId}' is already linked to a DNS forwarding ruleset by '${other.id}'.`);
  if (before || childrenOf(store, parentKey(key), forwardingLinks).length < MAX_LINKS) return undefined;
  return resolverBadRequest(`The DNS forwarding ruleset has the maximum number of virtual network links, ${MAX_LINKS}.`);
}

/** Returns the links of a VNet to rulesets. */
export const forwardingLinksOf = (store: Store, vnet: ResourceKey): readonly StoredResource[] =>
  referringResources(store, vnet, `Microsoft.Network/${forwardingLinks.type}`);
