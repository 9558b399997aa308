import type { HandOffStep } from './steps.ts';

/** The permissions that the changes require. */
export interface Role {
  /** The least privileged built-in role that contains all permissions. */
  readonly name: 'Network Contributor';
  /** The least privileged custom role: each action with the full ID of the VNet on which it is needed. */
  readonly actions: readonly { readonly action: string; readonly scope: string }[];
}

const HALF = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** A write to a half also needs `peer/action` on the remote VNet (learn: virtual-network-manage-peering, Permissions). */
const REQUIRED_ACTIONS: Readonly<Record<HandOffStep['action'], readonly (readonly ['local' | 'remote', string])[]>> = {
  create: [
    ['local', `${HALF}/write`],
    ['remote', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  update: [
    ['local', `${HALF}/read`],
    ['local', `${HALF}/write`],
    ['remote', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  sync: [
    ['local', `${HALF}/read`],
    ['local', `${HALF}/write`],
    ['remote', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  delete: [['local', `${HALF}/delete`]],
};

/** Returns the least privileged role for all steps. */
export function requiredRole(steps: readonly HandOffStep[]): Role {
  const actions = steps.flatMap((step) => REQUIRED_ACTIONS[step.action].map(([side, action]) => ({ action, scope: step[side].id })));
  const distinct = new Map(actions.map((entry) => [`${entry.action}\n${entry.scope.toLowerCase()}`, entry]));
  return { name: 'Network Contributor', actions: [...distinct.values()] };
}
