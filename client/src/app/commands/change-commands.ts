import type { Intent } from '@peerscape/shared/plan';
import { isHalfConfigured, isStale, type Peering } from '@peerscape/shared/topology';
import { isFinding } from '../../features/health/index.ts';
import { nameOf } from '../../lib/format/names.ts';
import type { Command, Desk } from './commands.ts';

const selectedPeering = ({ selection, topology }: Desk): Peering | undefined =>
  selection?.kind === 'peering' ? topology.peerings.get(selection.key) : undefined;

/** Whether a half of it can learn something: where one is missing, Azure refuses to sync. */
const needsSync = ({ ab, ba }: Peering): boolean => ab !== undefined && ba !== undefined && (isStale(ab) || isStale(ba));

const needsRepair = (desk: Desk): boolean => {
  const peering = selectedPeering(desk);
  return peering !== undefined && isHalfConfigured(desk.topology, peering) && !needsSync(peering);
};

const toSync = ({ topology }: Desk): readonly Intent[] =>
  [...topology.peerings.values()].filter(needsSync).map(({ a, b }) => ({ kind: 'sync', from: a, to: b }));

const fixesListed = ({ listed }: Desk): readonly Intent[] =>
  listed.flatMap(({ of }): Intent[] => (isFinding(of) && of.remedy.length > 0 ? [{ kind: 'changes', changes: of.remedy }] : []));

/** The commands that add to the draft or walk through it; none of them sends anything to Azure. */
export const changeCommands: readonly Command[] = [
  {
    id: 'draft',
    label: 'Draft and its plan',
    group: 'Go to',
    shortcut: 'g d',
    run: ({ setUrl }) => setUrl({ panel: 'draft', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'history',
    label: 'History of changes',
    group: 'Go to',
    shortcut: 'g h',
    run: ({ setUrl }) => setUrl({ panel: 'history', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'connect',
    label: ({ selection, topology }) =>
      selection?.kind === 'vnet' ? `Connect ${nameOf(topology, selection.key)} to…` : 'Connect two VNets…',
    group: 'Change',
    shortcut: 'a',
    when: ({ topology }) => topology.vnets.size > 0 && topology.vnets.size + topology.ghosts.size > 1,
    run: ({ show }) => show('connect'),
  },
  {
    id: 'delete-peering',
    label: 'Delete the peering, both halves',
    group: 'Change',
    shortcut: 'delete',
    when: (desk) => selectedPeering(desk) !== undefined,
    run: (desk) => {
      const peering = selectedPeering(desk);
      if (peering) desk.plan([{ kind: 'delete', from: peering.a, to: peering.b }]);
    },
  },
  {
    id: 'repair',
    label: 'Repair the peering',
    group: 'Change',
    shortcut: 'm',
    when: needsRepair,
    run: (desk) => {
      const peering = selectedPeering(desk);
      if (peering) desk.plan([{ kind: 'repair', a: peering.a, b: peering.b }]);
    },
  },
  {
    id: 'sync',
    label: 'Sync the peering',
    group: 'Change',
    shortcut: 'u',
    when: (desk) => {
      const peering = selectedPeering(desk);
      return peering !== undefined && needsSync(peering);
    },
    run: (desk) => {
      const peering = selectedPeering(desk);
      if (peering) desk.plan([{ kind: 'sync', from: peering.a, to: peering.b }]);
    },
  },
  {
    id: 'sync-all',
    label: (desk) => `Sync all (${toSync(desk).length})`,
    group: 'Change',
    when: (desk) => toSync(desk).length > 0,
    run: (desk) => desk.plan(toSync(desk)),
  },
  {
    id: 'fix-listed',
    label: (desk) => `Add all fixes of what is listed to the draft (${fixesListed(desk).length})`,
    group: 'Change',
    when: (desk) => desk.url.view === 'findings' && fixesListed(desk).length > 0,
    run: (desk) => desk.plan(fixesListed(desk)),
  },
  {
    id: 'undo',
    label: 'Undo in the draft',
    group: 'Change',
    shortcut: 'mod+z',
    when: ({ draft }) => draft.canUndo,
    run: ({ draft }) => draft.undo(),
  },
  {
    id: 'redo',
    label: 'Redo in the draft',
    group: 'Change',
    shortcut: 'mod+shift+z',
    when: ({ draft }) => draft.canRedo,
    run: ({ draft }) => draft.redo(),
  },
];
