import type { ResourceKey } from '../arm/index.ts';

/** Resources in the hub through which spokes reach other networks. */
export type Through = 'nothing' | 'gateway' | 'appliance' | 'both';

/** A goal for several VNets at once. */
export type Goal =
  /** Every VNet is peered with every other. */
  | { readonly kind: 'mesh'; readonly members: readonly ResourceKey[] }
  /** Each spoke is peered with the hub, and with no other spoke. */
  | { readonly kind: 'hub'; readonly hub: ResourceKey; readonly spokes: readonly ResourceKey[]; readonly through: Through }
  /** Each spoke that is peered with `from` is peered with `to` instead, with the same options. */
  | { readonly kind: 'move'; readonly spokes: readonly ResourceKey[]; readonly from: ResourceKey; readonly to: ResourceKey }
  /** Each VNet is peered with the hub with the settings of most of the hub’s spokes. */
  | { readonly kind: 'siblings'; readonly hub: ResourceKey; readonly vnets: readonly ResourceKey[] };

/** Options that are turned on. */
type EnabledOptions = { readonly [option in 'allowForwarded' | 'allowTransit' | 'useRemoteGateways']?: true };

/** The options to turn on in the hub’s and in the spoke’s half; other options stay as they are. */
export const OPTIONS_FOR: Readonly<Record<Through, { readonly hub: EnabledOptions; readonly spoke: EnabledOptions }>> = {
  nothing: { hub: {}, spoke: {} },
  gateway: { hub: { allowTransit: true }, spoke: { useRemoteGateways: true } },
  // the spoke receives packets of other spokes as forwarded traffic; the hub receives packets of the spoke as direct traffic
  appliance: { hub: {}, spoke: { allowForwarded: true } },
  both: { hub: { allowTransit: true }, spoke: { useRemoteGateways: true, allowForwarded: true } },
};
