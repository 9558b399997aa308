import { CHOSEN_SETTINGS } from '@peerscape/shared/topology';
import { asObject, asObjects, type Wire } from '../azure/translate/index.ts';

/** Network resources of a Terraform file in ARM's form. They have no states, which Terraform does not store. */
export interface Terraform {
  /** “a Terraform state (Terraform 1.9.0)”. */
  readonly kind: string;
  readonly resources: readonly Wire[];
  /** Addresses of resources that refer to something that is not known yet. */
  readonly unresolved: readonly string[];
}

/** Placeholder for the subscription of resources that a plan will create, if the plan does not name it. */
export const UNKNOWN_SUBSCRIPTION = '00000000-0000-0000-0000-000000000000';

/** Reads a Terraform state (version 4), or the output of `terraform show -json` for a state or a plan. Undefined if it is neither. */
export function readTerraform(json: unknown): Terraform | undefined {
  const top = asObject(json);
  const version = typeof top.terraform_version === 'string' ? ` (Terraform ${top.terraform_version})` : '';
  if (typeof top.terraform_version !== 'string' && typeof top.format_version !== 'string') return undefined;
  if (Array.isArray(top.resources) && 'lineage' in top) return toTerraform(`a Terraform state${version}`, blocksOfState(top), top);
  if ('planned_values' in top) {
    return toTerraform(`a Terraform plan${version}`, blocksOfModule(asObject(top.planned_values).root_module), top);
  }
  if ('values' in top) return toTerraform(`a Terraform state${version}`, blocksOfModule(asObject(top.values).root_module), top);
  return undefined;
}

/** A resource or data source with its attributes. */
interface Block {
  readonly address: string;
  readonly type: string;
  readonly attributes: Wire;
}

const blocksOfState = (state: Wire): readonly Block[] =>
  asObjects(state.resources).flatMap((resource) =>
    asObjects(resource.instances).map((instance) => ({
      address: [
        resource.module,
        `${resource.type}.${resource.name}${'index_key' in instance ? `[${JSON.stringify(instance.index_key)}]` : ''}`,
      ]
        .filter((part) => typeof part === 'string')
        .join('.'),
      type: String(resource.type),
      attributes: asObject(instance.attributes),
    })),
  );

const blocksOfModule = (module: unknown): readonly Block[] => {
  const { resources, child_modules: children } = asObject(module);
  return [
    ...asObjects(resources).map(({ address, type, values }) => ({
      address: String(address),
      type: String(type),
      attributes: asObject(values),
    })),
    ...asObjects(children).flatMap(blocksOfModule),
  ];
};

function toTerraform(kind: string, blocks: readonly Block[], top: Wire): Terraform {
  const unresolved: string[] = [];
  const subscription = subscriptionOf(blocks, top);
  const references = referencesIn(asObject(asObject(top.configuration).root_module), '');
  const ids = new Map(blocks.map((block) => [block.address, idOf(block, subscription)]));
  const context: Context = {
    idOf: (block) => ids.get(block.address),
    resolve: (block, attribute) => {
      const written = block.attributes[attribute];
      if (typeof written === 'string' && written !== '') return written;
      const target = references.get(`${withoutIndex(block.address)}.${attribute}`);
      return target === undefined ? undefined : (ids.get(target) ?? ids.get(`${target}${indexOf(block.address)}`));
    },
    blocks,
  };
  const resources = blocks.flatMap((block) => {
    const translate = TRANSLATE[block.type];
    if (!translate) return [];
    const resource = translate(block, context);
    if (resource) return [resource];
    unresolved.push(block.address);
    return [];
  });
  return { kind, resources, unresolved };
}

interface Context {
  readonly idOf: (block: Block) => string | undefined;
  /** An attribute with an id; in a plan it may be a reference to a resource that will be created. */
  readonly resolve: (block: Block, attribute: string) => string | undefined;
  readonly blocks: readonly Block[];
}

const withoutIndex = (address: string): string => address.replace(/\[[^\]]*\]/g, '');
const indexOf = (address: string): string => address.match(/\[[^\]]*\]$/)?.[0] ?? '';

/** Returns the subscription of the estate: that of any id, otherwise that of the provider's configuration. */
function subscriptionOf(blocks: readonly Block[], top: Wire): string {
  const id = blocks
    .flatMap(({ attributes }) => (typeof attributes.id === 'string' ? attributes.id : []))
    .find((one) => SUBSCRIPTION.test(one));
  const provider = asObject(asObject(asObject(asObject(top.configuration).provider_config).azurerm).expressions).subscription_id;
  const constant = asObject(provider).constant_value;
  return id?.match(SUBSCRIPTION)?.[1] ?? (typeof constant === 'string' ? constant : UNKNOWN_SUBSCRIPTION);
}

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)\//i;

/** Maps references between resources in the configuration of a plan: `azurerm_virtual_network_peering.a.remote_virtual_network_id` → `azurerm_virtual_network.b`. */
function referencesIn(module: Wire, path: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { address, expressions } of asObjects(module.resources)) {
    for (const [attribute, expression] of Object.entries(asObject(expressions))) {
      const references = asObject(expression).references;
      const target = Array.isArray(references) ? references.find((one) => typeof one === 'string' && one.endsWith('.id')) : undefined;
      if (typeof target === 'string') found.set(`${path}${String(address)}.${attribute}`, `${path}${target.replace(/\.id$/, '')}`);
    }
  }
  for (const [name, call] of Object.entries(asObject(module.module_calls))) {
    for (const [from, to] of referencesIn(asObject(asObject(call).module), `${path}module.${name}.`)) found.set(from, to);
  }
  return found;
}

/** ARM's path of each resource type; `{x}` is an attribute. */
const PATHS: Readonly<Record<string, string>> = {
  azurerm_virtual_network: 'virtualNetworks/{name}',
  azurerm_virtual_network_peering: 'virtualNetworks/{virtual_network_name}/virtualNetworkPeerings/{name}',
  azurerm_subnet: 'virtualNetworks/{virtual_network_name}/subnets/{name}',
  azurerm_route_table: 'routeTables/{name}',
  azurerm_virtual_network_gateway: 'virtualNetworkGateways/{name}',
  azurerm_virtual_network_gateway_connection: 'connections/{name}',
  azurerm_firewall: 'azureFirewalls/{name}',
  azurerm_network_interface: 'networkInterfaces/{name}',
  azurerm_route_server: 'virtualHubs/{name}',
  azurerm_bastion_host: 'bastionHosts/{name}',
  azurerm_private_dns_zone: 'privateDnsZones/{name}',
  azurerm_private_dns_zone_virtual_network_link: 'privateDnsZones/{private_dns_zone_name}/virtualNetworkLinks/{name}',
};

/** Returns the id of a block. The id of a resource that will be created is derived from its attributes. */
function idOf({ type, attributes }: Block, subscription: string): string | undefined {
  if (typeof attributes.id === 'string' && SUBSCRIPTION.test(attributes.id)) return attributes.id;
  const path = PATHS[type];
  const group = attributes.resource_group_name;
  if (path === undefined || typeof group !== 'string') return undefined;
  let isWhole = true;
  const filled = path.replace(/\{(\w+)\}/g, (_, attribute: string) => {
    const value = attributes[attribute];
    if (typeof value === 'string' && value !== '') return value;
    isWhole = false;
    return '';
  });
  return isWhole ? `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/${filled}` : undefined;
}

type Translate = (block: Block, context: Context) => Wire | undefined;

/** Creates a conversion of blocks to ARM resources with the given properties, and those beside `properties`. It returns undefined if the id is not known. */
const resource =
  (
    type: string,
    properties: (attributes: Wire, block: Block, context: Context) => Wire | undefined,
    topLevel?: (attributes: Wire) => Wire,
  ): Translate =>
  (block, context) => {
    const id = context.idOf(block);
    const own = id === undefined ? undefined : properties(block.attributes, block, context);
    if (id === undefined || own === undefined) return undefined;
    const { name, location, tags } = block.attributes;
    return {
      id,
      name: name ?? id.split('/').at(-1),
      type,
      location,
      tags: tags ?? undefined,
      properties: own,
      ...topLevel?.(block.attributes),
    };
  };

const reference = (id: unknown): Wire | undefined => (typeof id === 'string' && id !== '' ? { id } : undefined);

const ipConfigurations = (list: unknown): readonly Wire[] =>
  asObjects(list).map(({ subnet_id: subnet, private_ip_address: address }) => ({
    properties: { subnet: reference(subnet), privateIPAddress: address ?? undefined },
  }));

const route = ({ name, address_prefix, next_hop_type, next_hop_in_ip_address }: Wire): Wire => ({
  name,
  properties: { addressPrefix: address_prefix, nextHopType: next_hop_type, nextHopIpAddress: next_hop_in_ip_address ?? undefined },
});

const associatedTable = (subnetId: string | undefined, { blocks }: Context): Wire | undefined =>
  reference(
    blocks.find(
      ({ type, attributes }) =>
        type === 'azurerm_subnet_route_table_association' && String(attributes.subnet_id).toLowerCase() === subnetId?.toLowerCase(),
    )?.attributes.route_table_id,
  );

const subnet = (attributes: Wire, id: string | undefined, context: Context): Wire => ({
  id,
  name: attributes.name,
  properties: {
    addressPrefixes: attributes.address_prefixes ?? (attributes.address_prefix ? [attributes.address_prefix] : []),
    routeTable: reference(attributes.route_table_id) ?? associatedTable(id, context),
    networkSecurityGroup: reference(attributes.network_security_group_id) ?? reference(attributes.security_group),
  },
});

/** Returns the subnets of a VNet: those in its block, and those with their own blocks. */
function subnetsOf(attributes: Wire, vnetId: string | undefined, context: Context): readonly Wire[] {
  const inline = asObjects(attributes.subnet).map((one) => subnet(one, typeof one.id === 'string' ? one.id : undefined, context));
  const own = context.blocks
    .filter(({ type }) => type === 'azurerm_subnet')
    .filter((block) => context.idOf(block)?.toLowerCase().startsWith(`${vnetId?.toLowerCase()}/subnets/`))
    .map((block) => subnet(block.attributes, context.idOf(block), context));
  const names = new Set(own.map(({ name }) => name));
  return [...inline.filter(({ name }) => !names.has(name)), ...own];
}

const TRANSLATE: Readonly<Record<string, Translate>> = {
  azurerm_virtual_network: resource('Microsoft.Network/virtualNetworks', (it, block, context) => ({
    addressSpace: { addressPrefixes: it.address_space ?? [] },
    dhcpOptions: { dnsServers: it.dns_servers ?? [] },
    subnets: subnetsOf(it, context.idOf(block), context),
  })),
  azurerm_virtual_network_peering: resource('Microsoft.Network/virtualNetworks/virtualNetworkPeerings', (it, block, context) => {
    const remoteVirtualNetwork = reference(context.resolve(block, 'remote_virtual_network_id'));
    return (
      remoteVirtualNetwork && {
        remoteVirtualNetwork,
        ...Object.fromEntries(CHOSEN_SETTINGS.map(({ arm, handOff }) => [arm, it[handOff.terraform] ?? undefined])),
      }
    );
  }),
  azurerm_route_table: resource('Microsoft.Network/routeTables', (it, block, { blocks, idOf: idOfBlock }) => ({
    routes: [
      ...asObjects(it.route).map(route),
      ...blocks
        .filter(({ type, attributes }) => type === 'azurerm_route' && attributes.route_table_name === it.name)
        .map(({ attributes }) => route(attributes)),
    ],
    subnets: blocks.flatMap(({ type, attributes }) =>
      type === 'azurerm_subnet_route_table_association' &&
      String(attributes.route_table_id).toLowerCase() === idOfBlock(block)?.toLowerCase() &&
      typeof attributes.subnet_id === 'string'
        ? [{ id: attributes.subnet_id }]
        : [],
    ),
    disableBgpRoutePropagation:
      it.disable_bgp_route_propagation ?? (it.bgp_route_propagation_enabled === undefined ? undefined : !it.bgp_route_propagation_enabled),
  })),
  azurerm_virtual_network_gateway: resource('Microsoft.Network/virtualNetworkGateways', (it) => ({
    gatewayType: it.type,
    vpnType: it.vpn_type ?? undefined,
    sku: { name: it.sku },
    activeActive: it.active_active ?? undefined,
    bgpSettings: { asn: asObjects(it.bgp_settings)[0]?.asn },
    ipConfigurations: ipConfigurations(it.ip_configuration),
  })),
  azurerm_virtual_network_gateway_connection: resource('Microsoft.Network/connections', (it) => ({
    connectionType: it.type,
    virtualNetworkGateway1: reference(it.virtual_network_gateway_id),
    virtualNetworkGateway2: reference(it.peer_virtual_network_gateway_id),
    localNetworkGateway2: reference(it.local_network_gateway_id),
    peer: reference(it.express_route_circuit_id),
  })),
  azurerm_firewall: resource('Microsoft.Network/azureFirewalls', (it) => ({
    sku: { tier: it.sku_tier },
    ipConfigurations: ipConfigurations(it.ip_configuration),
  })),
  azurerm_network_interface: resource('Microsoft.Network/networkInterfaces', (it) => ({
    enableIPForwarding: it.ip_forwarding_enabled ?? it.enable_ip_forwarding ?? false,
    ipConfigurations: ipConfigurations(it.ip_configuration),
  })),
  azurerm_route_server: resource('Microsoft.Network/virtualHubs', (it) => ({ ipConfigurations: ipConfigurations([it]) })),
  azurerm_bastion_host: resource(
    'Microsoft.Network/bastionHosts',
    (it) => ({ virtualNetwork: reference(it.virtual_network_id), ipConfigurations: ipConfigurations(it.ip_configuration) }),
    ({ sku }) => ({ sku: { name: sku } }),
  ),
  azurerm_private_dns_zone: resource('Microsoft.Network/privateDnsZones', () => ({})),
  azurerm_private_dns_zone_virtual_network_link: resource('Microsoft.Network/privateDnsZones/virtualNetworkLinks', (it, block, context) => {
    const virtualNetwork = reference(context.resolve(block, 'virtual_network_id'));
    return virtualNetwork && { virtualNetwork, registrationEnabled: it.registration_enabled ?? false };
  }),
  /** The AzAPI provider stores resources in ARM's own form. */
  azapi_resource: ({ attributes: { id, name, type, location, tags, body } }) => {
    if (typeof id !== 'string' || typeof type !== 'string') return undefined;
    const content = typeof body === 'string' ? parseBody(body) : asObject(body);
    return { id, name, type: type.split('@')[0], location, tags: tags ?? undefined, sku: content.sku, properties: content.properties };
  },
};

function parseBody(body: string): Wire {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return {};
  }
}
