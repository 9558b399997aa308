import type { Intent } from '@peerscape/shared/plan';
import { isFinding } from '../../features/health/index.ts';
import { formatNumber } from '../../lib/format/format.ts';
import { nameOf } from '../../lib/format/names.ts';
import { isOutOfSync, peeringFix } from '../../lib/state/peering-fix.ts';
import { existingHalves, whyNoDeletion } from '../../lib/state/why-no-deletion.ts';
import type { Command, CommandContext } from './commands.ts';
import { focusedPeering } from './focused.ts';
import { whyNoConnect } from './vnet-commands.ts';

const focusedFix = (context: CommandContext) => {
  const peering = focusedPeering(context);
  return peering && peeringFix(context.topology, peering);
};

/** Adds the change that fixes the open peering to the draft. */
const addFix = (context: CommandContext) => {
  const fix = focusedFix(context);
  if (fix) context.addToDraft([fix.intent]);
};

const syncIntents = ({ topology }: CommandContext): readonly Intent[] =>
  [...topology.peerings.values()].filter(isOutOfSync).map(({ a, b }) => ({ kind: 'sync', from: a, to: b }));

const listedFixes = ({ listedFindings }: CommandContext): readonly Intent[] =>
  listedFindings.flatMap(({ result }): Intent[] =>
    isFinding(result) && result.remedy.length > 0 ? [{ kind: 'changes', changes: result.remedy }] : [],
  );

/** Commands that open or change the draft; none of them sends anything to Azure. */
export const changeCommands: readonly Command[] = [
  {
    id: 'draft',
    keywords: 'review apply pending changes deploy',
    label: 'Draft and plan',
    group: 'Go to',
    shortcut: 'g d',
    run: ({ setUrl }) => setUrl({ panel: 'draft', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'history',
    keywords: 'audit log who changed what deployments undo past',
    label: 'Change history',
    group: 'Go to',
    shortcut: 'g h',
    run: ({ setUrl }) => setUrl({ panel: 'history', apply: '', undo: '', connect: '' }),
  },
  {
    id: 'connect',
    keywords: 'peer peering create new add link join',
    label: ({ focused, topology }) => (focused?.kind === 'vnet' ? `Connect ${nameOf(topology, focused.key)} to…` : 'Connect two VNets…'),
    shortLabel: ({ focused }) => (focused?.kind === 'vnet' ? 'Connect to…' : 'Connect two VNets…'),
    group: 'Change',
    shortcut: 'a',
    when: ({ topology }) => topology.vnets.size > 0 && topology.vnets.size + topology.ghosts.size > 1,
    unavailable: whyNoConnect,
    run: ({ focused, openDialog }) => openDialog('connect', focused?.kind === 'vnet' ? focused.key : undefined),
  },
  {
    id: 'delete-peering',
    keywords: 'remove disconnect unpeer drop',
    label: 'Delete peering (both halves)',
    group: 'Change',
    shortcut: 'delete',
    when: (context) => focusedPeering(context) !== undefined,
    unavailable: (context) => {
      const peering = focusedPeering(context);
      return peering && whyNoDeletion(context.topology, existingHalves(peering));
    },
    run: (context) => {
      const peering = focusedPeering(context);
      if (peering) context.addToDraft([{ kind: 'delete', from: peering.a, to: peering.b }]);
    },
  },
  {
    id: 'repair',
    keywords: 'fix heal',
    label: (context) => (focusedFix(context)?.kind === 'delete-leftover' ? 'Delete leftover half' : 'Repair peering'),
    group: 'Change',
    shortcut: 'm',
    when: (context) => ['repair', 'delete-leftover'].includes(focusedFix(context)?.kind ?? ''),
    run: addFix,
  },
  {
    id: 'sync',
    keywords: 'update address space refresh',
    label: 'Sync peering',
    group: 'Change',
    shortcut: 'u',
    when: (context) => focusedFix(context)?.kind === 'sync',
    run: addFix,
  },
  {
    id: 'sync-all',
    keywords: 'update address space fix',
    label: (context) => `Sync all out-of-sync peerings (${formatNumber(syncIntents(context).length)})`,
    group: 'Change',
    when: (context) => syncIntents(context).length > 0,
    run: (context) => context.addToDraft(syncIntents(context)),
  },
  {
    id: 'fix-listed',
    keywords: 'repair remedy',
    label: (context) => `Add all listed fixes to the draft (${formatNumber(listedFixes(context).length)})`,
    group: 'Change',
    when: (context) => context.url.view === 'findings' && listedFixes(context).length > 0,
    run: (context) => context.addToDraft(listedFixes(context)),
  },
  {
    id: 'undo',
    keywords: 'revert take back',
    label: 'Undo last change',
    group: 'Change',
    shortcut: 'mod+z',
    when: ({ draft }) => draft.canUndo,
    run: ({ draft }) => draft.undo(),
  },
  {
    id: 'redo',
    keywords: 'again',
    label: 'Redo last change',
    group: 'Change',
    shortcut: 'mod+shift+z',
    when: ({ draft }) => draft.canRedo,
    run: ({ draft }) => draft.redo(),
  },
];
