/** ARM's error, verbatim. */
interface ArmError {
  readonly code: string;
  readonly message: string;
}

/** Advice for an error code; a function where ARM's message decides. */
type Advice = string | ((message: string, action: string | undefined) => string);

const TENANTS = 'Sign in with an identity that has access to both tenants, as a member or a guest';

/** Advice by ARM's error code. A code is more specific than a status: 403 alone has five different remedies. */
const ADVICE_BY_CODE: Readonly<Record<string, Advice>> = {
  AuthorizationFailed: (message, needed) => {
    const action = /perform action '([^']+)'/i.exec(message)?.[1] ?? needed;
    if (action === undefined) return 'The identity that Peerscape uses lacks the permission that is described in Azure’s message';
    const role = /\/read$/i.test(action) ? 'Reader' : 'Network Contributor';
    return `The identity that Peerscape uses needs ${action} at that scope; the least privileged built-in role with it is ${role}`;
  },
  LinkedAuthorizationFailed: (message) => {
    const tenant = /current tenant '([^']+)' is not authorized/i.exec(message)?.[1];
    if (tenant !== undefined) return `The remote VNet is in a different tenant than this sign-in (${tenant}). ${TENANTS}`;
    return /linked subscription .* was not found/i.test(message)
      ? `The subscription of the remote VNet does not exist, or it is in another tenant. ${TENANTS}`
      : 'The identity that Peerscape uses needs Microsoft.Network/virtualNetworks/peer/action on the remote VNet; the role Network Contributor on it is enough';
  },
  InvalidAuthenticationTokenTenant: (message) => {
    const tenant = /must match the tenant 'https:\/\/[^/']+\/([0-9a-f-]{36})/i.exec(message)?.[1];
    return `The subscription belongs to a different tenant than this sign-in${tenant === undefined ? '' : `. To reach it, sign in with az login --tenant ${tenant}`}`;
  },
  RequestDisallowedByPolicy:
    'An Azure Policy assignment denies this change. Change the settings to comply with the policy that Azure’s message names, or ask its owner for an exemption',
  DenyAssignmentAuthorizationFailed:
    'A deny assignment blocks this change, regardless of the roles of the identity. A managed application, a deployment stack or another service created it: make the change there, or ask its owner to exclude this identity',
  ScopeLocked:
    'A management lock prevents this change. An Owner or User Access Administrator of the locked scope can remove the lock; then try again',
  ReadOnlyDisabledSubscription: 'The subscription is disabled and read-only. Its owner can reactivate it',
  ReferencedResourceNotProvisioned:
    'A VNet of this peering is being updated, or its last update failed. Wait for the update to complete; if it failed, rewrite the VNet with its current settings. Then try again',
  AnotherOperationInProgress: 'Another operation on this VNet is in progress. Try again when it has completed',
  RemotePeeringIsDisconnected: 'Repair the peering: the remote half is Disconnected and must be updated or deleted first',
  RemoteVnetHasNoGateways: 'The remote VNet has no gateway. Turn off “Use remote gateways” on this half, or create the gateway first',
  VnetAddressSpacesOverlap: 'The two VNets have overlapping address spaces. Change one of them, or peer subnets that do not overlap',
  VnetAddressSpaceOverlapsWithAlreadyPeeredVnet:
    'Another half of one of the VNets already uses these prefixes, even if it is left over from a deleted VNet. Delete that half, or change the address space',
  AnotherPeeringAlreadyReferencesRemoteVnet: 'A half to that VNet already exists under another name. Update it, or delete it first',
  NicMustBeAttachedToRunningVmToGetEffectiveRoutes:
    'Azure lists effective routes only for a network interface that is attached to a running virtual machine. Start the machine, or choose another interface of the subnet',
  InvalidGlobalResourceReference: 'The remote VNet does not exist. It was deleted, or its ID is wrong',
  InvalidResourceName: 'Choose a name of at most 80 letters, digits, “.”, “-” or “_” that ends in a letter, a digit or “_”',
};

const REDIRECT = 'Azure redirected to another address. Peerscape does not follow redirects, because they would expose the access token';

/** Advice by status, for responses without a known code. */
const ADVICE_BY_STATUS: Readonly<Record<number, string>> = {
  301: REDIRECT,
  302: REDIRECT,
  307: REDIRECT,
  308: REDIRECT,
  401: 'Azure does not accept the credentials that Peerscape uses. Sign in again with az login, or check the identity that Peerscape runs as',
  403: 'Azure does not allow the identity that Peerscape uses to do this. For the reason, see Azure’s message',
  429: 'Too many requests in a short time. Peerscape retries automatically',
};

/**
 * Returns what to do about an error of ARM, as sentences without the last full stop; undefined if nothing is known. `action` is what the request
 * needs, if ARM's message does not name it.
 */
export function findAdvice(status: number, arm: ArmError | undefined, action?: string): string | undefined {
  const advice = ADVICE_BY_CODE[arm?.code ?? ''];
  if (typeof advice === 'string') return advice;
  return advice ? advice(arm?.message ?? '', action) : ADVICE_BY_STATUS[status];
}
