import { parseResourceId } from '@peerscape/shared/arm';
import { type ArmError, type Call, frontEndError } from '../arm/operation-handler.ts';
import type { Store } from '../store/store.ts';

const WRITE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write';

/** Returns an error if the caller lacks access to the remote VNet of a peering: its subscription, its tenant, or `peer/action` on it. */
export function checkLinkedAccess(store: Store, call: Call, peeringId: string, remoteId: string): ArmError | undefined {
  const { caller } = call;
  const remote = parseResourceId(remoteId);
  if (caller.unlimited || !remote.ok) return undefined;
  const client = `The client '${caller.name}' with object id '${caller.objectId}'`;
  const subscription = store.subscriptions.get(remote.value.subscriptionId.toLowerCase());
  if (!subscription) {
    return denied(
      `${client} has permission to perform action '${WRITE}' on scope '${peeringId}', however the linked subscription '${remote.value.subscriptionId}' was not found.`,
    );
  }
  if (![caller.tenantId, ...caller.auxiliaryTenants].includes(subscription.tenantId)) {
    return denied(
      `The client has permission to perform action 'Microsoft.Network/virtualNetworks/peer/action' on scope '${peeringId}', however the current tenant '${caller.tenantId}' is not authorized to access linked subscription '${subscription.id}'.`,
    );
  }
  if (store.access.isAllowed(caller, 'Microsoft.Network/virtualNetworks/peer/action', remoteId)) return undefined;
  return denied(
    `${client} has permission to perform action '${WRITE}' on scope '${peeringId}'; however, it does not have permission to perform action 'Microsoft.Network/virtualNetworks/peer/action' on the linked scope(s) '${remoteId}' or the linked scope(s) are invalid.`,
  );
}

const denied = (message: string): ArmError => frontEndError(403, 'LinkedAuthorizationFailed', message);
