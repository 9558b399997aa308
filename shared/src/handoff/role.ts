import type { HandOffStep } from './steps.ts';

/** What whoever does it must be allowed to do. */
export interface Role {
  /** The smallest of Azure's own roles that holds all of it. */
  readonly name: 'Network Contributor';
  /** The smallest custom role: each action with the VNet on which it is needed, as a whole id. */
  readonly actions: readonly { readonly action: string; readonly scope: string }[];
}

const HALF = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** Writing a half needs a right on the remote too: Azure checks `peer/action` there (learn: virtual-network-manage-peering, Permissions). */
const NEEDED: Readonly<Record<HandOffStep['action'], readonly (readonly ['local' | 'remote', string])[]>> = {
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

/** The smallest role for all the steps. */
export function requiredRole(steps: readonly HandOffStep[]): Role {
  const actions = steps.flatMap((step) => NEEDED[step.action].map(([side, action]) => ({ action, scope: step[side].id })));
  const distinct = new Map(actions.map((one) => [`${one.action}\n${one.scope.toLowerCase()}`, one]));
  return { name: 'Network Contributor', actions: [...distinct.values()] };
}
