import type { Problem } from '@peerscape/shared/api';
import type { ResourceId } from '@peerscape/shared/arm';
import type { Writable } from '@peerscape/shared/plan';
import type { ConnectedGroupRow, HalfRow, SubscriptionRow, TopologyRows, Unread, VNetRow } from '@peerscape/shared/topology';

/** One VNet and its halves as the resource provider has them at this moment. */
interface VNetRead {
  readonly vnet: VNetRow;
  readonly halves: readonly HalfRow[];
}

export type ReadVNet = (id: ResourceId, signal?: AbortSignal) => Promise<VNetRead>;

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

/** What Peerscape needs from Azure to change a half. Reads are retried, writes never: whoever sends them decides. */
export interface HalfPort {
  /** Reads the half at its resource provider once. What a 404 means is not decided here: it has many reasons. */
  readHalf(id: string, signal?: AbortSignal): Promise<HalfReading>;
  /** Asks once for a VNet, resource group or subscription: undefined when it answers, else the 404 in ARM's words. */
  isThere(id: string, signal?: AbortSignal): Promise<Problem | undefined>;
  /** Sends one write, once. It never rejects because of Azure or the network: what happened is the answer. */
  send(write: HalfWrite): Promise<SendOutcome>;
  /** How an accepted write goes on. */
  poll(operationUrl: string, signal?: AbortSignal): Promise<OperationNow>;
  /** What the identity may do at a scope. */
  permissions(scope: string, signal?: AbortSignal): Promise<readonly Permission[]>;
}

/** The half, or the 404 with which Azure answered. Every other refusal is a `Failure`. */
export type HalfReading = { readonly half: HalfRow } | { readonly missing: Problem };

export interface HalfWrite {
  readonly action: 'create' | 'update' | 'sync' | 'delete';
  /** ARM id of the half. */
  readonly id: string;
  /** Everything that is written: a PUT replaces. A deletion writes nothing. */
  readonly write?: Writable | undefined;
  readonly attemptId: string;
}

/** Why Azure does not take a write: `busy` and `throttled` go away by waiting, the others do not (reliability §2.6). */
export type RefusalKind = 'busy' | 'throttled' | 'order' | 'conflict' | 'authority' | 'identity' | 'stale' | 'other';

export type SendOutcome =
  | { readonly kind: 'accepted'; readonly operationUrl: string | null; readonly waitMs: number }
  | { readonly kind: 'refused'; readonly why: RefusalKind; readonly problem: Problem; readonly waitMs: number | undefined }
  /** Nothing, or nothing that can be believed, came back after it left: it may have been done. */
  | { readonly kind: 'unanswered'; readonly problem: Problem };

export type OperationNow =
  | { readonly kind: 'running'; readonly waitMs: number }
  | { readonly kind: 'ended'; readonly outcome: 'succeeded' }
  | { readonly kind: 'ended'; readonly outcome: 'failed' | 'superseded'; readonly problem: Problem }
  /** It says nothing that can be understood, or is forgotten: only the half itself can tell. */
  | { readonly kind: 'lost'; readonly problem: Problem };

/** One element of the permissions of a scope; patterns with `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}
