import type { Intent } from '@peerscape/shared/plan';
import type { Ghost, Peering } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';
import { type PeeringFix, peeringFix } from '../../lib/state/peering-fix.ts';
import { existingHalves, whyNoDeletion } from '../../lib/state/why-no-deletion.ts';
import type { Command, CommandContext } from './commands.ts';
import { focusedNode } from './focused.ts';

const peeringsOfFocused = (context: CommandContext): readonly Peering[] => {
  const node = focusedNode(context);
  return node ? (context.topology.peeringsOf.get(node.key) ?? []) : [];
};

const fixesOfFocused = (context: CommandContext, kind: PeeringFix['kind']): readonly Intent[] =>
  peeringsOfFocused(context).flatMap((peering) => {
    const fix = peeringFix(context.topology, peering);
    return fix?.kind === kind ? [fix.intent] : [];
  });

const deletionsOfFocused = (context: CommandContext): readonly Intent[] =>
  peeringsOfFocused(context).flatMap((peering): readonly Intent[] =>
    whyNoDeletion(context.topology, existingHalves(peering)) ? [] : [{ kind: 'delete', from: peering.a, to: peering.b }],
  );

/** Labels the deletion of all peerings of the open VNet, or of those that can be deleted. */
function deletionLabel(number: number, context: CommandContext): string {
  const all = peeringsOfFocused(context).length;
  if (number > 0 && number < all) return `Delete ${number} of ${all} peerings`;
  return `Delete ${all === 1 ? 'the peering' : `all ${all} peerings`}`;
}

/** Says how many peerings of the open VNet the deletion leaves out. */
function deletionNote(context: CommandContext): string {
  const [number, all] = [deletionsOfFocused(context).length, peeringsOfFocused(context).length];
  return number > 0 && number < all ? ` (${all - number} managed by a virtual hub)` : '';
}

interface ManyOptions {
  readonly id: string;
  /** Describes the changes without the VNet: `Sync 2 peerings`. */
  readonly label: (number: number, context: CommandContext) => string;
  /** Returns a text after the name of the VNet; empty for none. */
  readonly note?: (context: CommandContext) => string;
  readonly intents: (context: CommandContext) => readonly Intent[];
}

/** Creates a command that adds changes of several peerings of the open VNet to the draft. */
const manyCommand = ({ id, label, note = () => '', intents }: ManyOptions): Command => ({
  id,
  label: (context) => `${label(intents(context).length, context)} of ${focusedNode(context)?.name ?? 'the open VNet'}${note(context)}`,
  shortLabel: (context) => label(intents(context).length, context) + note(context),
  group: 'Change',
  when: (context) => intents(context).length > 0,
  run: (context) => context.addToDraft(intents(context)),
});

/** Reasons why a VNet that is not visible cannot be peered. */
const NO_CONNECT: Readonly<Partial<Record<NonNullable<Ghost['reason']>, string>>> = {
  'not-found': 'This VNet was deleted',
  'virtual-hub': 'Microsoft manages this VNet',
};

/** Returns why the open VNet cannot be connected to another one. */
export function whyNoConnect(context: CommandContext): string | undefined {
  const node = focusedNode(context);
  return node?.kind === 'ghost' && node.reason ? NO_CONNECT[node.reason] : undefined;
}

/** Commands on all peerings of the open VNet. */
export const vnetCommands: readonly Command[] = [
  manyCommand({
    id: 'repair-all-of-vnet',
    label: (number) => `Repair ${count(number, 'peering')}`,
    intents: (context) => fixesOfFocused(context, 'repair'),
  }),
  manyCommand({
    id: 'sync-all-of-vnet',
    label: (number) => `Sync ${count(number, 'peering')}`,
    intents: (context) => fixesOfFocused(context, 'sync'),
  }),
  manyCommand({
    id: 'delete-leftovers-of-vnet',
    label: (number) => `Delete ${number === 1 ? '1 leftover half' : `${number} leftover halves`}`,
    intents: (context) => fixesOfFocused(context, 'delete-leftover'),
  }),
  {
    ...manyCommand({ id: 'delete-all-of-vnet', label: deletionLabel, note: deletionNote, intents: deletionsOfFocused }),
    when: (context) => peeringsOfFocused(context).length > 0,
    unavailable: (context) =>
      deletionsOfFocused(context).length > 0
        ? undefined
        : whyNoDeletion(context.topology, peeringsOfFocused(context).flatMap(existingHalves)),
  },
];
