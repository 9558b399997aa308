import type { ResourceKey } from '@peerscape/shared/arm';
import { otherEnd, type VNet } from '@peerscape/shared/topology';
import { formatNumber } from '../../lib/format/format.ts';
import type { Command, Desk } from './commands.ts';

const selectedVNet = ({ selection, topology }: Desk): VNet | undefined =>
  selection?.kind === 'vnet' ? topology.vnets.get(selection.key) : undefined;

/** The VNets that the filter shows; ghosts cannot be picked. */
const shownVNets = ({ shown, topology }: Desk): readonly ResourceKey[] =>
  [...(shown ?? topology.vnets.keys())].filter((key) => topology.vnets.has(key));

const neighbours = (desk: Desk): readonly ResourceKey[] => {
  const vnet = selectedVNet(desk);
  if (!vnet) return [];
  const ends = (desk.topology.peeringsOf.get(vnet.key) ?? []).map((peering) => otherEnd(peering, vnet.key));
  return ends.filter((key) => desk.topology.vnets.has(key));
};

/** The commands that say which VNets the next goal is about. */
export const pickCommands: readonly Command[] = [
  {
    id: 'toggle-picked',
    label: (desk) => {
      const vnet = selectedVNet(desk);
      if (!vnet) return 'Pick the selected VNet';
      return desk.picked.has(vnet.key) ? `Drop ${vnet.name} from the picks` : `Pick ${vnet.name}`;
    },
    group: 'Selection',
    shortcut: 't',
    when: (desk) => selectedVNet(desk) !== undefined,
    run: (desk) => {
      const vnet = selectedVNet(desk);
      if (vnet) desk.pick([vnet.key], 'toggle');
    },
  },
  {
    id: 'pick-shown',
    label: (desk) => `${desk.shown ? 'Pick all that the filter shows' : 'Pick all VNets'} (${formatNumber(shownVNets(desk).length)})`,
    group: 'Selection',
    when: (desk) => shownVNets(desk).length > 0,
    run: (desk) => desk.pick(shownVNets(desk), 'add'),
  },
  {
    id: 'pick-neighbours',
    label: (desk) => `Pick the neighbours of ${selectedVNet(desk)?.name ?? 'the selected VNet'} (${formatNumber(neighbours(desk).length)})`,
    group: 'Selection',
    when: (desk) => neighbours(desk).length > 0,
    run: (desk) => desk.pick(neighbours(desk), 'add'),
  },
  {
    id: 'clear-picks',
    label: ({ picked }) => `Clear the picks (${formatNumber(picked.size)})`,
    group: 'Selection',
    when: ({ picked }) => picked.size > 0,
    run: ({ setPicked }) => setPicked([]),
  },
];
