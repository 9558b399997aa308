import type { ApplianceRow, SecurityRuleRow } from '../topology/index.ts';
import type { DraftResource, DraftRow, WorldDraft } from './draft.ts';
import { type Line, WorldError } from './line.ts';

type Properties = Readonly<Record<string, unknown>>;

const fail = (form: string): never => {
  throw new WorldError(`expected the form: ${form}`);
};

/** Returns a reference to a resource or a part of one; `@…` is resolved when the IDs are known. */
const reference = (path: string): { id: string } => ({ id: `@${path}` });

/** Returns an IP configuration in a subnet, with the address if one is given. */
const configuration = (name: string, subnet: string, ip: string | undefined, more: Properties = {}): Properties => ({
  name,
  properties: {
    subnet: reference(subnet),
    privateIPAllocationMethod: ip === undefined ? 'Dynamic' : 'Static',
    ...(ip !== undefined && { privateIPAddress: ip }),
    ...more,
  },
});

/** Returns the row of such a configuration. */
const configurationRow = (path: string, subnet: string, ip: string | undefined): ApplianceRow['configurations'][number] => ({
  id: `@${path}`,
  ...(ip !== undefined && { privateIp: ip }),
  subnetId: `@${subnet}`,
  securityGroupIds: [],
});

const rulesOf = ({ row }: DraftResource): readonly SecurityRuleRow[] => (row?.kind === 'networkSecurityGroups' ? row.fields.rules : []);

const vnetOf = (path: string): string => path.split('/')[0] ?? '';
const listOf = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split(','));

/** Properties of a record set by its type, from the values of the line. */
const RECORDS = {
  A: (values) => ({ aRecords: values.map((ipv4Address) => ({ ipv4Address })) }),
  AAAA: (values) => ({ aaaaRecords: values.map((ipv6Address) => ({ ipv6Address })) }),
  CNAME: ([cname = '']) => ({ cnameRecord: { cname } }),
  TXT: (values) => ({ txtRecords: values.map((text) => ({ value: [text] })) }),
} satisfies Readonly<Record<string, (values: readonly string[]) => Properties>>;

const ACCESS = { allow: 'Allow', deny: 'Deny' } as const;
const DIRECTIONS = { in: 'Inbound', out: 'Outbound' } as const;

const isKey = <T extends object>(table: T, word: string | undefined): word is Extract<keyof T, string> =>
  word !== undefined && Object.hasOwn(table, word);

/** Parses the JSON at the end of a line. */
function jsonOf(words: readonly string[]): Properties {
  const text = words.join(' ');
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Properties;
  } catch {
    // reported below with the text
  }
  throw new WorldError(`"${text}" is not a JSON object`);
}

type ReadResource = (draft: WorldDraft, line: Line) => readonly DraftResource[];

/** Parsers of lines that add resources in ARM's form, by keyword. A resource is at the VNet whose resource group and region it has. */
export const RESOURCE_LINES: Readonly<Record<string, ReadResource>> = {
  /** Adds any resource in ARM's form; `@VNET/SUBNET` and `@TYPE/NAME` in it become IDs. */
  resource(_, { args: [path = '', ...json], options }) {
    const at = options.get('at');
    if (!path.includes('/') || at === undefined) return fail('resource TYPE/NAME at=VNET {…}');
    return [{ path, at, body: jsonOf(json) }];
  },

  nsg(_, { args: [name, at] }) {
    if (!name || !at) return fail('nsg NAME VNET');
    const row: DraftRow = { kind: 'networkSecurityGroups', fields: { subnetIds: [], rules: [] } };
    return [{ path: `networkSecurityGroups/${name}`, at, body: { properties: { securityRules: [] } }, row }];
  },

  rule(draft, { args: [group = '', name, access, direction, protocol = '*', source = '*', destination = '*'], options }) {
    const owner = draft.resources.find(({ path }) => path === `networkSecurityGroups/${group}`);
    const priority = Number(options.get('priority'));
    if (!owner || !name || !isKey(ACCESS, access) || !isKey(DIRECTIONS, direction) || !Number.isInteger(priority))
      return fail('rule NSG NAME allow|deny in|out tcp|udp|icmp|* FROM TO [port=PORT] priority=N, below the line "nsg NSG VNET"');
    const decision = {
      priority,
      access: ACCESS[access],
      direction: DIRECTIONS[direction],
      protocol: protocol === '*' ? '*' : protocol.charAt(0).toUpperCase() + protocol.slice(1),
    };
    const port = options.get('port') ?? '*';
    const sides = {
      sourceAddressPrefix: source,
      sourcePortRange: '*',
      destinationAddressPrefix: destination,
      destinationPortRange: port,
    };
    const rule = { name, properties: { ...decision, ...sides } };
    const ruleRow: SecurityRuleRow = {
      name,
      ...decision,
      sources: [source],
      sourceGroupIds: [],
      sourcePorts: ['*'],
      destinations: [destination],
      destinationGroupIds: [],
      destinationPorts: [port],
    };
    const { securityRules = [] } = owner.body.properties as { securityRules?: readonly unknown[] };
    draft.resources[draft.resources.indexOf(owner)] = {
      ...owner,
      body: { properties: { securityRules: [...securityRules, rule] } },
      row: { kind: 'networkSecurityGroups', fields: { subnetIds: [], rules: [...rulesOf(owner), ruleRow] } },
    };
    return [];
  },

  nic(draft, { args: [name, subnet = '', ...rest], options }) {
    if (!name || !subnet.includes('/')) return fail('nic NAME VNET/SUBNET [IP] [forwarding] [nsg=NSG] [pool=LOAD-BALANCER]');
    const ip = rest.find((word) => word !== 'forwarding');
    const nsg = options.get('nsg');
    const pool = options.get('pool');
    const pools = pool && { loadBalancerBackendAddressPools: [reference(`loadBalancers/${pool}/backendAddressPools/back`)] };
    const properties = {
      enableIPForwarding: rest.includes('forwarding'),
      ipConfigurations: [configuration('default', subnet, ip, pools || {})],
      ...(nsg && { networkSecurityGroup: reference(`networkSecurityGroups/${nsg}`) }),
    };
    if (pool) draft.poolMembers.push({ loadBalancer: pool, networkInterface: name });
    const path = `networkInterfaces/${name}`;
    const fields = {
      vnetId: `@virtualNetworks/${vnetOf(subnet)}`,
      configurations: [configurationRow(`${path}/ipConfigurations/default`, subnet, ip)],
      ...(nsg && { networkSecurityGroupId: `@networkSecurityGroups/${nsg}` }),
    };
    const row: DraftRow = properties.enableIPForwarding
      ? { kind: 'appliances', fields: { ...fields, privateIps: ip === undefined ? [] : [ip] } }
      : { kind: 'interfaces', fields };
    return [{ path, at: vnetOf(subnet), body: { properties }, row }];
  },

  'load-balancer'(_, { args: [name, subnet = '', ip] }) {
    if (!name || !subnet.includes('/')) return fail('load-balancer NAME VNET/SUBNET [IP]');
    const path = `loadBalancers/${name}`;
    const rule = {
      name: 'all-ports',
      properties: {
        protocol: 'All',
        frontendPort: 0,
        backendPort: 0,
        frontendIPConfiguration: reference(`${path}/frontendIPConfigurations/front`),
        backendAddressPool: reference(`${path}/backendAddressPools/back`),
      },
    };
    const properties = {
      frontendIPConfigurations: [configuration('front', subnet, ip)],
      backendAddressPools: [{ name: 'back', properties: {} }],
      loadBalancingRules: [rule],
    };
    const [frontendId, poolId] = [`@${path}/frontendIPConfigurations/front`, `@${path}/backendAddressPools/back`];
    const row: DraftRow = {
      kind: 'loadBalancers',
      fields: {
        sku: 'Standard',
        frontends: [{ id: frontendId, subnetId: `@${subnet}`, ...(ip && { privateIp: ip }) }],
        backends: [],
        rules: [{ frontendId, poolId, protocol: 'All', port: 0 }],
        outboundPoolIds: [],
      },
    };
    return [{ path, at: vnetOf(subnet), body: { sku: { name: 'Standard' }, properties }, row }];
  },

  site(_, { args: [name, at, ...addressPrefixes], options }) {
    if (!name || !at || addressPrefixes.length === 0) return fail('site NAME VNET CIDR… [asn=N]; the VNet is that of the gateway');
    const asn = options.get('asn');
    const properties = {
      gatewayIpAddress: '192.0.2.1',
      localNetworkAddressSpace: { addressPrefixes },
      ...(asn && { bgpSettings: { asn: Number(asn), bgpPeeringAddress: '192.0.2.2' } }),
    };
    const bgp = asn && { asn: Number(asn), bgpAddress: '192.0.2.2' };
    const row: DraftRow = { kind: 'localNetworkGateways', fields: { prefixes: addressPrefixes, gatewayIp: '192.0.2.1', ...(bgp || {}) } };
    return [{ path: `localNetworkGateways/${name}`, at, body: { properties }, row }];
  },

  'bgp-peer'(_, { args: [name, at, peerIp], options }) {
    const asn = options.get('asn');
    if (!name || !at || !peerIp || !asn) return fail('bgp-peer NAME VNET IP asn=N; the VNet is that of the route server');
    const routeServer = `virtualHubs/rs-${at}`;
    const row: DraftRow = { kind: 'routeServerPeers', fields: { routeServerId: `@${routeServer}`, peerIp, asn: Number(asn) } };
    return [{ path: `${routeServer}/bgpConnections/${name}`, at, body: { properties: { peerIp, peerAsn: Number(asn) } }, row }];
  },

  'private-endpoint'(_, { args: [name, subnet = '', ip] }) {
    if (!name || !subnet.includes('/')) return fail('private-endpoint NAME VNET/SUBNET [IP]');
    const service = { name, properties: { privateLinkServiceId: reference(`privateLinkServices/${name}`).id, groupIds: [] } };
    const properties = {
      subnet: reference(subnet),
      privateLinkServiceConnections: [service],
      ...(ip && { ipConfigurations: [{ name: 'default', properties: { privateIPAddress: ip } }] }),
    };
    const row: DraftRow = {
      kind: 'privateEndpoints',
      fields: {
        vnetId: `@virtualNetworks/${vnetOf(subnet)}`,
        subnetId: `@${subnet}`,
        interfaceIds: [],
        addresses: ip ? [ip] : [],
        status: 'Approved',
      },
    };
    return [{ path: `privateEndpoints/${name}`, at: vnetOf(subnet), body: { properties }, row }];
  },

  resolver(_, { args: [name, at], options }) {
    const [inbound = '', ip] = listOf(options.get('inbound'));
    const outbound = options.get('outbound');
    if (!name || !at) return fail('resolver NAME VNET [inbound=SUBNET,IP] [outbound=SUBNET]');
    const path = `dnsResolvers/${name}`;
    const address = {
      subnet: reference(`${at}/${inbound}`),
      privateIpAllocationMethod: ip ? 'Static' : 'Dynamic',
      ...(ip && { privateIpAddress: ip }),
    };
    return [
      { path, at, body: { properties: { virtualNetwork: reference(`virtualNetworks/${at}`) } } },
      ...(inbound ? [{ path: `${path}/inboundEndpoints/in`, at, body: { properties: { ipConfigurations: [address] } } }] : []),
      ...(outbound
        ? [{ path: `${path}/outboundEndpoints/out`, at, body: { properties: { subnet: reference(`${at}/${outbound}`) } } }]
        : []),
    ];
  },

  ruleset(_, { args: [name, resolver, domain = '', ...servers], options }) {
    const at = options.get('at');
    if (!name || !resolver || !at || servers.length === 0) return fail('ruleset NAME RESOLVER DOMAIN IP… at=VNET [links=VNET,…]');
    const path = `dnsForwardingRulesets/${name}`;
    const endpoint = reference(`dnsResolvers/${resolver}/outboundEndpoints/out`);
    const rule = {
      domainName: domain.endsWith('.') ? domain : `${domain}.`,
      targetDnsServers: servers.map((ipAddress) => ({ ipAddress, port: 53 })),
    };
    return [
      { path, at, body: { properties: { dnsResolverOutboundEndpoints: [endpoint] } } },
      { path: `${path}/forwardingRules/${domain.replace(/\W+/g, '-')}`, at, body: { properties: rule } },
      ...listOf(options.get('links')).map((vnet) => ({
        path: `${path}/virtualNetworkLinks/${vnet}`,
        at,
        body: { properties: { virtualNetwork: reference(`virtualNetworks/${vnet}`) } },
      })),
    ];
  },

  record(_, { args: [zone, type = '', name, ...values], options }) {
    if (!zone || !name || !isKey(RECORDS, type) || values.length === 0)
      return fail(`record ZONE ${Object.keys(RECORDS).join('|')} NAME VALUE… [zone=public]`);
    const kind = options.get('zone') === 'public' ? 'dnsZones' : 'privateDnsZones';
    return [{ path: `${kind}/${zone}/${type}/${name}`, at: undefined, body: { properties: { ttl: 3600, ...RECORDS[type](values) } } }];
  },

  'public-zone'(_, { args: [name] }) {
    if (!name) return fail('public-zone NAME');
    return [{ path: `dnsZones/${name}`, at: undefined, body: { properties: {} } }];
  },

  /** Adds properties to a resource that another line adds. */
  properties(draft, { args: [path = '', ...json] }) {
    if (!path.includes('/')) return fail('properties VNET/SUBNET {…}, or properties TYPE/NAME {…}');
    draft.properties.push({ path, properties: jsonOf(json) });
    return [];
  },
};
