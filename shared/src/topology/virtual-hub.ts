import type { Half } from './model.ts';

/**
 * Returns whether the id is that of the VNet behind a virtual hub (Virtual WAN), or of a half in it. Microsoft names it `HV_<hub>_<guid>`, in
 * the resource group `RG_<hub>_<guid>`; `HV_` alone is a name that anybody may choose.
 */
export const isVirtualHubVNet = (id: string): boolean =>
  /\/virtualNetworks\/HV_[^/]+_[0-9a-f-]{8,}(\/|$)/i.test(id) || /\/resourceGroups\/RG_[^/]+\/.*\/virtualNetworks\/HV_/i.test(id);

/** Returns whether a virtual hub connection created the half on a spoke. */
export const isVirtualHubHalf = ({ name }: Pick<Half, 'name'>): boolean => /^RemoteVnetToHubPeering_/i.test(name);
