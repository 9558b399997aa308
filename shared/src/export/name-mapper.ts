import { PRIVATE_LINK_ZONES } from './private-link-zones.ts';

/** Singular of each resource type in lower case, from which the new names are formed. */
const LABELS: Readonly<Record<string, string>> = {
  subscriptions: 'subscription',
  resourcegroups: 'group',
  virtualnetworks: 'vnet',
  virtualnetworkpeerings: 'peering',
  subnets: 'subnet',
  routetables: 'route-table',
  routes: 'route',
  networksecuritygroups: 'nsg',
  securityrules: 'rule',
  virtualnetworkgateways: 'gateway',
  localnetworkgateways: 'local-gateway',
  natgateways: 'nat-gateway',
  loadbalancers: 'load-balancer',
  frontendipconfigurations: 'front-end',
  backendaddresspools: 'pool',
  privateendpoints: 'private-endpoint',
  publicipaddresses: 'public-ip',
  publicipprefixes: 'public-prefix',
  applicationsecuritygroups: 'asg',
  virtualmachines: 'vm',
  expressroutecircuits: 'circuit',
  connections: 'connection',
  azurefirewalls: 'firewall',
  bastionhosts: 'bastion',
  networkinterfaces: 'nic',
  ipconfigurations: 'ip-configuration',
  virtualnetworkappliances: 'appliance',
  virtualhubs: 'virtual-hub',
  bgpconnections: 'bgp-connection',
  hubvirtualnetworkconnections: 'hub-connection',
  privatednszones: 'zone',
  virtualnetworklinks: 'link',
  networkmanagers: 'network-manager',
  connectivityconfigurations: 'configuration',
  networkgroups: 'network-group',
  securityadminconfigurations: 'security-configuration',
  rulecollections: 'rule-collection',
  rules: 'admin-rule',
  tags: 'tag',
  tagvalues: 'value',
};

/** Subnets whose names Azure requires. */
const AZURE_SUBNETS: ReadonlySet<string> = new Set([
  'azurebastionsubnet',
  'azurefirewallmanagementsubnet',
  'azurefirewallsubnet',
  'gatewaysubnet',
  'routeserversubnet',
  'virtualnetworkappliancesubnet',
]);

/** Prefixes of names that Virtual Network Manager and Virtual WAN generate, by resource type. */
const AZURE_BEGINNINGS: Readonly<Record<string, RegExp>> = {
  virtualnetworkpeerings: /^(?:ANM_|RemoteVnetToHubPeering_)/i,
  virtualnetworks: /^HV_/i,
};

/** Replaces names consistently: the same name of the same type has one replacement. */
export interface NameMapper {
  /** Maps a name of a resource of the type, in any case. */
  map(type: string, name: string): string;
}

/** Names by type. */
export type NamesByType = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Creates a mapper of names to numbered ones: `vnet-07`. The numbers follow the alphabetical order of the names, so that everything that is sorted
 * by name stays in order. Names that Azure generates do not change, because rules recognise them.
 */
export function createNameMapper(namesByType: NamesByType): NameMapper {
  const replacements = new Map<string, string>();
  for (const [type, names] of namesByType) {
    const sorted = [...new Set([...names].map((name) => name.toLowerCase()))].sort();
    const digits = String(sorted.length).length;
    for (const [i, name] of sorted.entries()) {
      const label = LABELS[type] ?? 'resource';
      replacements.set(`${type} ${name}`, `${label}-${String(i + 1).padStart(digits, '0')}${type === 'privatednszones' ? '.example' : ''}`);
    }
  }
  return {
    map: (type, name) => {
      const key = type.toLowerCase();
      if (isAzureName(key, name)) return name;
      const beginning = AZURE_BEGINNINGS[key]?.exec(name)?.[0] ?? '';
      return `${beginning}${replacements.get(`${key} ${name.toLowerCase()}`) ?? LABELS[key] ?? 'resource'}`;
    },
  };
}

const isAzureName = (type: string, name: string): boolean =>
  (type === 'subnets' && AZURE_SUBNETS.has(name.toLowerCase())) ||
  (type === 'privatednszones' && PRIVATE_LINK_ZONES.has(name.toLowerCase()));
