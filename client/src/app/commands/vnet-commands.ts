import type { Intent } from '@peerscape/shared/plan';
import type { Ghost, Peering } from '@peerscape/shared/topology';
import { count } from '../../lib/format/format.ts';
import { type PeeringFix, peeringFix } from '../../lib/state/peering-fix.ts';
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
  peeringsOfFocused(context).map(({ a, b }): Intent => ({ kind: 'delete', from: a, to: b }));

interface ManyOptions {
  readonly id: string;
  /** Describes the changes without the VNet: `Sync 2 peerings`. */
  readonly label: (number: number) => string;
  readonly intents: (context: CommandContext) => readonly Intent[];
}

/** Creates a command that adds changes of several peerings of the open VNet to the draft. */
const manyCommand = ({ id, label, intents }: ManyOptions): Command => ({
  id,
  label: (context) => `${label(intents(context).length)} of ${focusedNode(context)?.name ?? 'the open VNet'}`,
  shortLabel: (context) => label(intents(context).length),
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
  manyCommand({
    id: 'delete-all-of-vnet',
    label: (number) => `Delete ${number === 1 ? 'the peering' : `all ${number} peerings`}`,
    intents: deletionsOfFocused,
  }),
];
