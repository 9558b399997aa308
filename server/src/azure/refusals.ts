import type { RefusalKind } from '../work/ports.ts';

/**
 * What ARM's error codes mean for a write. By code and not by status: 409, 429 and 400 each hold both "wait" and "never" (reliability §2.6,
 * with the reports that each stands on). A code that is not here is final.
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
  RequestDisallowedByPolicy: 'authority',
  ScopeLocked: 'authority',
  InvalidAuthenticationToken: 'identity',
  ExpiredAuthenticationToken: 'identity',
  PreconditionFailed: 'stale',
};

/** What follows from a refusal. A 429 without a code that is known is still a request to wait, a 401 still one to sign in. */
export const refusalKind = (status: number, code: string | undefined): RefusalKind =>
  KINDS[code ?? ''] ?? (status === 429 ? 'throttled' : status === 401 ? 'identity' : status === 412 ? 'stale' : 'other');

/** The code with which a later write cancels an earlier one that Azure had accepted (AzureTRE #3177). */
export const SUPERSEDED = 'CanceledAndSupersededDueToAnotherOperation';
