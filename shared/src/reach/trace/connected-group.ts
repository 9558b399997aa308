import type { Context, Departure } from './context.ts';
import { endAtHidden } from './cross.ts';
import { deliver } from './deliver.ts';
import { addSteps, type Path } from './trail.ts';

/** Follows a packet over a connected group of Azure Virtual Network Manager. */
export function followToConnectedGroup(context: Context, { place, route, trail }: Departure): readonly Path[] {
  if (route.origin.kind !== 'connected-group') return [];
  const { group, member } = route.origin;
  const crossed = addSteps(trail, { kind: 'connected-group', groupId: group.id, from: place.vnet.key, to: member });
  const vnet = context.model.estate.topology.vnets.get(member);
  return [vnet ? deliver(context, crossed, vnet) : endAtHidden(context.model.estate, crossed, member)];
}
