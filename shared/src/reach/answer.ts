import type { ResourceKey } from '../arm/index.ts';
import type { Blocker, Outcome, Verdict } from './dispositions.ts';
import type { EffectiveRoute } from './routes/effective-route.ts';

/** Step of a path, in the order in which a packet meets them. */
export type Step =
  | RouteStep
  | PeeringStep
  | ConnectedGroupStep
  | ApplianceStep
  | GatewayStep
  | ConnectionStep
  | PrivateEndpointStep
  | NsgStep
  | AdminRuleStep
  | DeliverStep;

/** The route that decides, and the next best that also covers the destination. */
interface RouteStep {
  readonly kind: 'route';
  readonly route: EffectiveRoute;
  readonly runnerUp: EffectiveRoute | undefined;
}

/** The packet crosses a peering from one VNet to another. */
interface PeeringStep {
  readonly kind: 'peering';
  readonly from: ResourceKey;
  readonly to: ResourceKey;
}

/** The packet crosses a connected group of Azure Virtual Network Manager. */
interface ConnectedGroupStep {
  readonly kind: 'connected-group';
  readonly groupId: string;
  readonly from: ResourceKey;
  readonly to: ResourceKey;
}

/** The packet passes an appliance. */
export interface ApplianceStep {
  readonly kind: 'appliance';
  /** Next hop address as the route names it. */
  readonly ip: string;
  readonly type: 'firewall' | 'load-balancer' | 'machine' | 'virtual-network-appliance';
  readonly resourceId: string;
  /** Machines behind the address, or the firewall: two paths through equal ones are symmetric. */
  readonly members: readonly string[];
  /** False for appliances that forward without keeping the state of connections. */
  readonly isStateful: boolean;
}

/** The packet passes a virtual network gateway. */
interface GatewayStep {
  readonly kind: 'gateway';
  readonly gatewayId: string;
}

/** The packet passes a connection to another gateway or a site. */
interface ConnectionStep {
  readonly kind: 'connection';
  /** Undefined for clients of a point-to-site VPN. */
  readonly connectionId: string | undefined;
  /** The other gateway, local network gateway or circuit. */
  readonly toId: string | undefined;
}

interface PrivateEndpointStep {
  readonly kind: 'private-endpoint';
  readonly endpointId: string;
}

/** A network security group allows or denies the packet. */
interface NsgStep {
  readonly kind: 'nsg';
  readonly groupId: string;
  readonly direction: 'Inbound' | 'Outbound';
  readonly rule: string;
  readonly access: 'Allow' | 'Deny';
}

/** A security admin rule allows or denies the packet. */
interface AdminRuleStep {
  readonly kind: 'admin-rule';
  readonly ruleId: string;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'AlwaysAllow' | 'Deny';
}

/** The packet arrives, or leaves for the internet. */
interface DeliverStep {
  readonly kind: 'deliver';
  readonly to: 'address' | 'private-endpoint' | 'site' | 'internet';
  readonly address: string;
}

export type StepKind = Step['kind'];

/** Subnet, or GatewaySubnet, in which steps take place. */
export interface Hop {
  readonly vnet: ResourceKey;
  /** Empty where the subnets of the VNet were not read. */
  readonly subnet: string;
  readonly steps: readonly Step[];
}

/** One direction of an answer. */
export interface Trace {
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  /** Set exactly when the outcome is `dropped` or `unknown`. */
  readonly blocker: Blocker | undefined;
}

/** Protocol that a question may name; without one, filters are evaluated for TCP to any port. */
export type Protocol = 'icmp' | 'tcp' | 'udp';

/** Question whether one place reaches another. Places are `vnet/subnet`, `vnet`, an IP address, an ARM id, or `internet` as destination. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly protocol?: Protocol | undefined;
  readonly port?: number | undefined;
}

export interface Answer {
  readonly verdict: Verdict;
  readonly forward: Trace;
  readonly back: Trace;
  /** Sentences about what was taken for granted, each once. */
  readonly assumptions: readonly string[];
}
