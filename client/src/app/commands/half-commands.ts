import type { ResourceKey } from '@peerscape/shared/arm';
import { type Half, halfFrom, nodeOf } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';
import { whyNoDeletion } from '../../lib/state/why-no-deletion.ts';
import type { Command, CommandContext } from './commands.ts';
import { focusedPeering } from './focused.ts';

/** One of the two VNets of a peering, and the half that it owns. */
export type Side = 'a' | 'b';

const halfOf = (context: CommandContext, side: Side): Half | undefined => {
  const peering = focusedPeering(context);
  return peering && halfFrom(peering, peering[side]);
};

const halfName = ({ topology }: CommandContext, { from, to }: Half): string => `${nameOf(topology, from)} → ${nameOf(topology, to)}`;

/** Creates the commands on one half of the open peering, and on the VNet that owns it. */
export const halfCommands = (side: Side): readonly Command[] => [
  {
    id: `delete-half-${side}`,
    label: (context) => {
      const half = halfOf(context, side);
      return half ? `Delete only ${halfName(context, half)}` : 'Delete only one half';
    },
    group: 'Change',
    when: (context) => halfOf(context, side) !== undefined,
    unavailable: (context) => {
      const half = halfOf(context, side);
      return half && whyNoDeletion(context.topology, [half]);
    },
    run: (context) => {
      const half = halfOf(context, side);
      if (half) context.addToDraft([{ kind: 'delete', from: half.from, to: half.to, only: 'half' }]);
    },
  },
  {
    id: `copy-half-id-${side}`,
    label: (context) => {
      const half = halfOf(context, side);
      return half ? `Copy resource ID of ${halfName(context, half)}` : 'Copy resource ID of a half';
    },
    group: 'Selection',
    when: (context) => halfOf(context, side) !== undefined,
    run: (context) => {
      const half = halfOf(context, side);
      if (half) context.copy(half.id, 'resource ID of the half');
    },
  },
  portalCommand(`portal-${side}`, (context) => focusedPeering(context)?.[side]),
];

const NO_PORTAL_LINK = {
  sandbox: 'The sandbox is not in the Azure portal',
  file: 'The tenant is not known from this file',
  azure: 'The tenant of this VNet is not known',
} as const;

/** Creates a command that opens a VNet in the Azure portal, which lists its halves under Settings > Peerings. */
export function portalCommand(id: string, keyOf: (context: CommandContext) => ResourceKey | undefined): Command {
  const hrefOf = (context: CommandContext) => {
    const key = keyOf(context);
    const node = key && nodeOf(context.topology, key);
    return node && context.toPortalUrl(node.id);
  };
  return {
    id,
    label: (context) => {
      const key = keyOf(context);
      return key ? `Open ${nameOf(context.topology, key)} in Azure portal` : 'Open in Azure portal';
    },
    ...(id === 'portal' && { shortLabel: () => 'Open in Azure portal' }),
    group: 'Selection',
    when: (context) => keyOf(context) !== undefined,
    unavailable: (context) => (hrefOf(context) === undefined ? NO_PORTAL_LINK[context.sourceKind] : undefined),
    href: hrefOf,
    run: (context) => void window.open(hrefOf(context), '_blank', 'noopener,noreferrer'),
  };
}
