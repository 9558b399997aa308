import type { Problem } from '@peerscape/shared/api';
import type { ResourceId } from '@peerscape/shared/arm';
import type { Writable } from '@peerscape/shared/plan';
import type { LearnedRoute, ListedRoute } from '@peerscape/shared/reach';
import type {
  ConnectedGroupRow,
  HalfRow,
  ReadError,
  RouteServerPeerRow,
  SubscriptionRow,
  TopologyRows,
  VNetRow,
} from '@peerscape/shared/topology';

/** One VNet and its halves as its resource provider returns them. */
export interface VNetRead {
  readonly vnet: VNetRow;
  readonly halves: readonly HalfRow[];
}

export type ReadVNet = (id: ResourceId, signal?: AbortSignal) => Promise<VNetRead>;

/** Read-only port to Azure, in Peerscape's own types. Methods reject with `Failure`. */
export interface AzurePort {
  /** Allows one read through each limit for which Azure has asked to wait, or no longer allows it. */
  setEarlyReads(isAllowed: boolean): void;
  /**
   * Calls the listener with the wall time since which Azure has not answered, or undefined when no request is unanswered; replaces the
   * previous listener. Returns the unsubscribe function.
   */
  subscribeToUnanswered(listener: (since: number | undefined) => void): () => void;
  /** Lists the subscriptions that the identity can see. */
  listSubscriptions(signal: AbortSignal): Promise<readonly SubscriptionRow[]>;
  /** Reads everything in the subscriptions from Resource Graph, with few requests regardless of size. */
  queryGraph(request: GraphRequest): Promise<ReadResult>;
  /** Lists the VNets of one subscription from their resource provider. */
  listVNets(subscription: SubscriptionRow, signal: AbortSignal): Promise<ReadResult>;
  /** Lists everything in one subscription from the resource providers, type by type; a type that fails is reported in `unread`. */
  listAll(subscription: SubscriptionRow, signal: AbortSignal): Promise<ReadResult>;
  /** Reads the connected groups that network managers have added the VNet to. */
  connectedGroupsOf(vnetId: string, signal: AbortSignal): Promise<readonly ConnectedGroupRow[]>;
  /** Reads one VNet from its resource provider. */
  readVNet(id: ResourceId, signal?: AbortSignal): Promise<VNetRead>;
  readonly probe: Probe;
}

/** Reads a VNet, resource group or subscription once; resolves to undefined if it exists, else to ARM's 404. */
type Probe = (id: string, signal?: AbortSignal) => Promise<Problem | undefined>;

export interface GraphRequest {
  readonly subscriptionIds: readonly string[];
  /** Called after each page with the number of resources received and, if known, the total. */
  readonly onPage: (done: number, total: number | undefined) => void;
  /** True to return the pages received so far if a later one fails, instead of failing as a whole. */
  readonly acceptPart: boolean;
  readonly signal: AbortSignal;
}

/** Result of one read. */
export interface ReadResult {
  readonly rows: TopologyRows;
  /** Scopes of the network managers found, which can connect VNets without peerings. */
  readonly managedScopes: readonly ManagedScope[];
  readonly unread: readonly ReadError[];
}

/** The scope of one network manager. */
export interface ManagedScope {
  readonly id: string;
  readonly subscriptionIds: readonly string[];
  /** True if the scope includes management groups, whose subscriptions are not known here. */
  readonly managementGroups: boolean;
}

/** Read-only port to Azure for routes that no GET returns. Methods reject with `Failure`; those that start an operation wait for its end. */
export interface RoutePort {
  /** Reads the routes that a virtual network gateway has learned. */
  learnedByGateway(gatewayId: string, signal: AbortSignal): Promise<readonly LearnedRoute[]>;
  /** Lists the BGP connections of a Route Server. */
  listPeers(routeServerId: string, signal: AbortSignal): Promise<readonly RouteServerPeerRow[]>;
  /** Reads the routes that a Route Server has learned over one BGP connection. */
  learnedFromPeer(bgpConnectionId: string, signal: AbortSignal): Promise<readonly LearnedRoute[]>;
  /** Lists the ids of the network interfaces in a subnet, without those of scale sets. */
  listInterfaces(subnetId: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Reads the effective routes of a network interface. */
  effectiveRoutes(interfaceId: string, signal: AbortSignal): Promise<readonly ListedRoute[]>;
}

/** Port to Azure for changing halves. Reads are retried; writes never are: the caller decides. */
export interface HalfPort {
  /** Reads the half from its resource provider once. Does not interpret a 404, which has many possible reasons. */
  readHalf(id: string, signal?: AbortSignal): Promise<HalfReading>;
  readonly probe: Probe;
  /** Sends one write, once. Never rejects because of Azure or the network: the outcome describes what happened. */
  send(write: HalfWrite): Promise<SendOutcome>;
  /** Reads the status of an accepted write. */
  poll(operationUrl: string, signal?: AbortSignal): Promise<OperationStatus>;
  /** Reads the permissions of the identity at a scope. */
  permissions(scope: string, signal?: AbortSignal): Promise<readonly Permission[]>;
  /** Reads the management locks at a scope: its own, those that it inherits, and those below it. */
  locks(scope: string, signal?: AbortSignal): Promise<readonly Lock[]>;
  /** Reads the deny assignments at a scope, above it and below it. */
  denyAssignments(scope: string, signal?: AbortSignal): Promise<readonly DenyAssignment[]>;
  /** Reads the id of the resource that manages a resource group; undefined if there is none. */
  groupManager(groupId: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** A management lock. */
export interface Lock {
  /** ARM id of what is locked; everything below inherits the lock. */
  readonly scope: string;
  readonly name: string;
  /** `CanNotDelete` or `ReadOnly`. */
  readonly level: string;
  readonly notes?: string;
}

/** A deny assignment: it blocks actions for principals, regardless of their roles. */
export interface DenyAssignment {
  readonly name: string;
  readonly scope: string;
  readonly permissions: readonly Permission[];
  /** True if it applies below its scope as well. */
  readonly isInherited: boolean;
  /** True if it applies to all principals but those that it excludes. */
  readonly isForAllPrincipals: boolean;
}

/** The half, or Azure's 404. Every other error is a `Failure`. */
export type HalfReading = { readonly half: HalfRow } | { readonly missing: Problem };

export interface HalfWrite {
  readonly action: 'create' | 'update' | 'sync' | 'delete';
  /** ARM id of the half. */
  readonly id: string;
  /** The complete body: a PUT replaces. Absent for a deletion. */
  readonly write?: Writable | undefined;
  readonly attemptId: string;
  /** Returns the milliseconds within which the write must be sent, not positive when it is too late; unlimited if absent. Asked last, immediately before it is sent. */
  readonly remainingMs?: () => number;
}

/** Reasons why a write is rejected: only `busy`, `throttled` and `late` (not sent in time) resolve by waiting (reliability §2.6). */
export type RefusalKind = 'busy' | 'throttled' | 'late' | 'order' | 'conflict' | 'authority' | 'identity' | 'stale' | 'other';

/** Outcome of a write. `waitMs` is positive, or undefined if Azure requests no wait. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly operationUrl: string | null; readonly waitMs: number | undefined }
  | { readonly kind: 'refused'; readonly reason: RefusalKind; readonly problem: Problem; readonly waitMs: number | undefined }
  /** No response, or an invalid one, came back: the write may have been carried out. */
  | { readonly kind: 'unanswered'; readonly problem: Problem };

/** Status of an operation; `waitMs` as in `SendOutcome`. */
export type OperationStatus =
  | { readonly kind: 'running'; readonly waitMs: number | undefined }
  | { readonly kind: 'ended'; readonly outcome: 'succeeded' }
  | { readonly kind: 'ended'; readonly outcome: 'failed' | 'superseded'; readonly problem: Problem }
  /** The response is invalid, or Azure no longer knows the operation: only the half itself shows the result. */
  | { readonly kind: 'lost'; readonly problem: Problem };

/** One element of the permissions at a scope; patterns with `*`. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}
