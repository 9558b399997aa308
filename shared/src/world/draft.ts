import type { Cidr } from '../net/index.ts';
import type { AttachedKind, AttachedRows } from '../topology/index.ts';
import type { Expectation } from './expectations.ts';

/** Parsed lines of a fixture, before conversion to rows. Uses the names of the fixture; IDs are generated later. */
export interface WorldDraft {
  title: string;
  readonly subscriptions: Map<string, { readonly id: string; readonly tenantId: string }>;
  readonly vnets: Map<string, DraftVNet>;
  readonly halves: DraftHalf[];
  readonly routes: DraftRoute[];
  /** Subnets whose route table has gateway route propagation turned off, as `VNET/SUBNET`. */
  readonly withoutPropagation: Set<string>;
  readonly connections: DraftConnection[];
  readonly zones: DraftZone[];
  readonly groups: DraftGroup[];
  readonly resources: DraftResource[];
  /** Network interfaces that are members of the pool of a load balancer. */
  readonly poolMembers: { readonly loadBalancer: string; readonly networkInterface: string }[];
  readonly properties: { readonly path: string; readonly properties: Readonly<Record<string, unknown>> }[];
  readonly expectations: Expectation[];
  /** Location of VNets that do not specify one. */
  defaults: DraftLocation;
}

interface DraftLocation {
  readonly sub: string;
  readonly region: string;
  readonly rg: string;
}

export interface DraftVNet extends DraftLocation {
  readonly name: string;
  readonly space: readonly Cidr[];
  readonly subnets: DraftSubnet[];
  /** Values of the words that add attached resources, by word. */
  readonly attached: ReadonlyMap<string, readonly string[]>;
  readonly dns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly provisioning: string;
  /** The VNet exists, but the reader has no permission to read it. */
  readonly hidden: boolean;
  /** The VNet no longer exists; only the halves that pointed at it still name it. */
  readonly deleted: boolean;
}

interface DraftSubnet {
  readonly name: string;
  readonly cidrs: readonly Cidr[];
  /** Names of the security group and of the NAT gateway. */
  readonly nsg?: string | undefined;
  readonly nat?: string | undefined;
  readonly isPrivate?: boolean;
  /** Services with a service endpoint. */
  readonly serviceEndpoints?: readonly string[] | undefined;
}

export interface DraftHalf {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly state: string | undefined;
  readonly name: string | undefined;
  readonly flags: ReadonlySet<string>;
  /** Local subnets that are peered instead of the whole VNet. */
  readonly localSubnets: readonly string[] | undefined;
  readonly remoteSubnets: readonly string[] | undefined;
  /** Prefixes of the remote VNet as last synced, if they differ from the current ones. */
  readonly learned: readonly string[] | undefined;
}

export interface DraftRoute {
  readonly vnet: string;
  readonly subnet: string;
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIp: string | undefined;
  /** Addresses of the next hop type VirtualApplianceEcmp. */
  readonly nextHopIps: readonly string[] | undefined;
}

interface DraftConnection {
  readonly from: string;
  /** A VNet with a gateway, or the name of a site. */
  readonly to: string;
  readonly kind: 'Vnet2Vnet' | 'IPsec' | 'ExpressRoute';
  readonly status: string;
  readonly bgp: boolean;
}

interface DraftZone {
  readonly name: string;
  readonly vnets: readonly string[];
  readonly registration: string | undefined;
}

/** Resource in ARM's form, with `@…` for IDs. */
export interface DraftResource {
  /** Type and name below Microsoft.Network: `loadBalancers/lb`. */
  readonly path: string;
  /** The VNet in whose resource group and region it is; that of the first VNet by default. */
  readonly at: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Its row, if its kind is read. */
  readonly row?: DraftRow;
}

/** Row of a resource without its ID, with `@…` for other IDs. */
export type DraftRow = {
  readonly [K in AttachedKind]: { readonly kind: K; readonly fields: Omit<AttachedRows[K][number], 'id'> };
}[AttachedKind];

interface DraftGroup {
  readonly name: string;
  readonly vnets: readonly string[];
  readonly global: boolean;
}

export const createWorldDraft = (): WorldDraft => ({
  title: '',
  subscriptions: new Map(),
  vnets: new Map(),
  halves: [],
  routes: [],
  withoutPropagation: new Set(),
  connections: [],
  zones: [],
  groups: [],
  resources: [],
  poolMembers: [],
  properties: [],
  expectations: [],
  defaults: { sub: 'main', region: 'westeurope', rg: 'network' },
});
