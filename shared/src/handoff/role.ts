import type { Step } from './steps.ts';

/** What whoever does it must be allowed to do. */
export interface Role {
  /** The smallest of Azure's own roles that holds all of it. */
  readonly name: 'Network Contributor';
  /** The smallest custom role: each action with the VNet on which it is needed, as a whole id. */
  readonly actions: readonly { readonly action: string; readonly scope: string }[];
}

const HALF = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings';

/** Writing a half needs a right on the remote too: Azure checks `peer/action` there (learn: virtual-network-manage-peering, Permissions). */
const NEEDED: Readonly<Record<Step['action'], readonly (readonly ['near' | 'far', string])[]>> = {
  create: [
    ['near', `${HALF}/write`],
    ['far', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  update: [
    ['near', `${HALF}/read`],
    ['near', `${HALF}/write`],
    ['far', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  sync: [
    ['near', `${HALF}/read`],
    ['near', `${HALF}/write`],
    ['far', 'Microsoft.Network/virtualNetworks/peer/action'],
  ],
  delete: [['near', `${HALF}/delete`]],
};

/** The smallest role for all the steps. */
export function roleFor(steps: readonly Step[]): Role {
  const actions = steps.flatMap((step) => NEEDED[step.action].map(([side, action]) => ({ action, scope: step[side].id })));
  const distinct = new Map(actions.map((one) => [`${one.action}\n${one.scope.toLowerCase()}`, one]));
  return { name: 'Network Contributor', actions: [...distinct.values()] };
}
