import { type Node, nodeOf, type Peering } from '@peerscape/shared/topology';
import type { CommandContext } from './commands.ts';

/** Returns the focused peering. */
export const focusedPeering = ({ focused, topology }: CommandContext): Peering | undefined =>
  focused?.kind === 'peering' ? topology.peerings.get(focused.key) : undefined;

/** Returns the focused VNet or ghost. */
export const focusedNode = ({ focused, topology }: CommandContext): Node | undefined =>
  focused?.kind === 'vnet' ? nodeOf(topology, focused.key) : undefined;
