import type { ResourceId } from '@peerscape/shared/arm';
import type { ConnectedGroupRow, SubscriptionRow, TopologyRows, Unread } from '@peerscape/shared/topology';
import type { VNetRead } from '../work/confirm-vnet.ts';

/** What Peerscape needs from Azure, in its own words. Reading only: there is no way to write through it. Failures are `Failure`s. */
export interface AzurePort {
  /** The subscriptions that the identity may see. */
  listSubscriptions(signal: AbortSignal): Promise<readonly SubscriptionRow[]>;
  /** Everything in those subscriptions, from Resource Graph: few requests, whatever the size. */
  askGraph(request: GraphRequest): Promise<Found>;
  /** The VNets of one subscription from their resource provider. */
  listVNets(subscription: SubscriptionRow, signal: AbortSignal): Promise<Found>;
  /** Everything in one subscription from the resource providers, kind by kind; a kind that fails is named in `unread`. */
  listAll(subscription: SubscriptionRow, signal: AbortSignal): Promise<Found>;
  /** The connected groups that network managers have put the VNet in. */
  connectedGroupsOf(vnetId: string, signal: AbortSignal): Promise<readonly ConnectedGroupRow[]>;
  /** One VNet at its resource provider. */
  readVNet(id: ResourceId, signal?: AbortSignal): Promise<VNetRead>;
}

export interface GraphRequest {
  readonly subscriptionIds: readonly string[];
  /** Told after each page how many resources have come, and how many there are. */
  readonly onPage: (done: number, total: number | undefined) => void;
  /** Whether to give the pages that did come when a later one fails, rather than fail as a whole. */
  readonly acceptPart: boolean;
  readonly signal: AbortSignal;
}

/** What one reading found. */
export interface Found {
  readonly rows: TopologyRows;
  /** What the network managers among them are in charge of: they connect VNets without peerings. */
  readonly managed: readonly ManagedScope[];
  readonly unread: readonly Unread[];
}

/** What one network manager is in charge of. */
export interface ManagedScope {
  readonly id: string;
  readonly subscriptionIds: readonly string[];
  /** It is in charge of management groups too; which subscriptions these hold is not known here. */
  readonly managementGroups: boolean;
}
