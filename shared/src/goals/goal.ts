import type { ResourceKey } from '../arm/index.ts';

/** What spokes reach through their hub, besides the hub itself. */
export type Through = 'nothing' | 'gateway' | 'appliance';

/** What a person wants of several VNets at once. */
export type Goal =
  /** Each is peered with each other. */
  | { readonly kind: 'mesh'; readonly members: readonly ResourceKey[] }
  /** Each spoke is peered with the hub, and with no other spoke. */
  | { readonly kind: 'hub'; readonly hub: ResourceKey; readonly spokes: readonly ResourceKey[]; readonly through: Through }
  /** Each spoke that is peered with `from` is peered with `to` instead, with the same options. */
  | { readonly kind: 'move'; readonly spokes: readonly ResourceKey[]; readonly from: ResourceKey; readonly to: ResourceKey }
  /** Each VNet is peered with the hub as most of the hub's spokes are. */
  | { readonly kind: 'siblings'; readonly hub: ResourceKey; readonly vnets: readonly ResourceKey[] };

/** Options that are switched on. */
type EnabledOptions = { readonly [option in 'allowForwarded' | 'allowTransit' | 'useRemoteGateways']?: true };

/** The options that it takes of the two halves, each named by its owner; what is not named here stays as it is. */
export const OPTIONS_FOR: Readonly<Record<Through, { readonly hub: EnabledOptions; readonly spoke: EnabledOptions }>> = {
  nothing: { hub: {}, spoke: {} },
  gateway: { hub: { allowTransit: true }, spoke: { useRemoteGateways: true } },
  // packets of other spokes arrive as forwarded by the hub; those of the spoke itself arrive in the hub as its own
  appliance: { hub: {}, spoke: { allowForwarded: true } },
};
