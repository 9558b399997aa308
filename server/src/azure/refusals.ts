import type { RefusalKind } from '../work/ports.ts';

/**
 * Classes of ARM error codes for writes. The code decides, not the status: 409, 429 and 400 are each used both for "retry later" and for
 * "never" (reliability §2.6 lists the sources). A code that is not in this table is final.
 */
const KINDS: Readonly<Record<string, RefusalKind>> = {
  TooManyRequests: 'throttled',
  SubscriptionRequestsThrottled: 'throttled',
  ResourceRequestsThrottled: 'throttled',
  OperationNotAllowedDueToThrottling: 'throttled',
  AnotherOperationInProgress: 'busy',
  RetryableError: 'busy',
  RetryableErrorDueToAnotherOperation: 'busy',
  ReferencedResourceNotProvisioned: 'busy',
  PessimisticConcurrencyConflict: 'busy',
  RemotePeeringIsDisconnected: 'order',
  RemoteVnetHasNoGateways: 'order',
  RemotePeeringHasNoGatewayTransit: 'order',
  VnetAddressSpacesOverlap: 'conflict',
  VnetAddressSpaceOverlapsWithAlreadyPeeredVnet: 'conflict',
  AnotherPeeringAlreadyReferencesRemoteVnet: 'conflict',
  AuthorizationFailed: 'authority',
  LinkedAuthorizationFailed: 'authority',
  DenyAssignmentAuthorizationFailed: 'authority',
  // the sign-in is valid, but for another tenant than the subscription's: signing in again does not help
  InvalidAuthenticationTokenTenant: 'authority',
  RequestDisallowedByPolicy: 'authority',
  ScopeLocked: 'authority',
  InvalidAuthenticationToken: 'identity',
  ExpiredAuthenticationToken: 'identity',
  PreconditionFailed: 'stale',
};

/** Classifies a rejected write. Without a known code the status decides: 429 means wait, 401 means sign in. */
export const refusalKind = (status: number, code: string | undefined): RefusalKind =>
  KINDS[code ?? ''] ?? (status === 429 ? 'throttled' : status === 401 ? 'identity' : status === 412 ? 'stale' : 'other');

/** Error code of an accepted write that a later write cancelled (AzureTRE #3177). */
export const SUPERSEDED_CODE = 'CanceledAndSupersededDueToAnotherOperation';
