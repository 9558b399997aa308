import type { UnorderedStep } from './diff.ts';
import { halfKey } from './half-intents.ts';

/** Names of the constraints that make one step wait for another. */
export type FactName =
  | 'one-write-after-the-other'
  | 'gateway-must-be-offered-first'
  | 'gateway-must-be-released-first'
  | 'dead-half-first'
  | 'twin-must-be-gone-first'
  | 'twin-must-be-back-first'
  | 'before-its-twin-goes'
  | 'both-halves-first'
  | 'one-gateway-at-a-time'
  | 'name-must-be-free'
  | 'overlapping-peer-must-go-first'
  | 'room-must-be-made-first';

/** Information about the plan that a constraint can query in addition to the two steps. */
export interface OrderContext {
  /** Returns the steps of the half with that `halfKey`. */
  readonly stepsOf: (half: string) => readonly UnorderedStep[];
  /** Returns whether the deletion of a half frees prefixes that overlap those of the VNet. */
  readonly freesPrefixesFor: (deletion: UnorderedStep, added: UnorderedStep['half']['to']) => boolean;
  /** Returns whether the plan creates more halves in the VNet than fit before something is deleted. */
  readonly isFull: (vnet: UnorderedStep['half']['from']) => boolean;
}

/** A constraint on the order of two steps. */
export interface OrderConstraint {
  readonly name: FactName;
  /** The steps that it can apply to: of one half, of the two halves of a peering, of halves of one VNet, or of halves with a VNet in common. */
  readonly scope: 'half' | 'counterparts' | 'owner' | 'vnet';
  readonly description: string;
  /** Source of the constraint. */
  readonly source: string;
  readonly comesFirst: (first: UnorderedStep, then: UnorderedStep, context: OrderContext) => boolean;
}

const isWrite = ({ action }: UnorderedStep): boolean => action === 'create' || action === 'update';
const startsUsingGateway = ({ before, after }: UnorderedStep): boolean => after?.useRemoteGateways === true && !before?.useRemoteGateways;
const stopsUsingGateway = ({ before, after }: UnorderedStep): boolean => before?.useRemoteGateways === true && !after?.useRemoteGateways;
const withdrawsTransit = ({ before, after }: UnorderedStep): boolean => before?.allowTransit === true && !after?.allowTransit;

/**
 * All constraints on the order of a plan. The limit of one operation per VNet at a time is not among them: `scheduleRounds` applies it
 * (terraform-provider-azurerm #2605, #3392, #32847).
 */
export const ORDER_FACTS: readonly OrderConstraint[] = [
  {
    name: 'gateway-must-be-offered-first',
    scope: 'counterparts',
    description: 'A VNet can use a remote gateway only after the remote half allows gateway transit.',
    source: 'terraform-provider-azurerm #2872; azure-semantics §3.1',
    comesFirst: (first, then) =>
      isWrite(first) && first.after?.allowTransit === true && isWrite(then) && then.after?.useRemoteGateways === true,
  },
  {
    name: 'gateway-must-be-released-first',
    scope: 'counterparts',
    description: 'A half can stop allowing gateway transit, or be deleted, only after the remote VNet has stopped using the gateway.',
    source: 'azure-semantics §3.1, inferred from the constraint above; reliability §2.4',
    comesFirst: (first, then) => stopsUsingGateway(first) && withdrawsTransit(then) && !first.reconnects,
  },
  {
    name: 'dead-half-first',
    scope: 'counterparts',
    description:
      'A Disconnected half must be written again or deleted before the remote half is written; otherwise Azure returns RemotePeeringIsDisconnected.',
    source: 'terraform-provider-azurerm #14051; bicep-registry-modules #6556; azure-semantics §2.1, rows 9 to 11',
    comesFirst: (first, then) => first.isDisconnected && isWrite(then) && (!then.isDisconnected || first.action === 'delete'),
  },
  {
    name: 'twin-must-be-gone-first',
    scope: 'counterparts',
    description: 'A half is created only after the remote half is deleted; created earlier, it would become Disconnected.',
    source: 'azure-semantics §2.1, rows 6 and 9',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'create',
  },
  {
    name: 'twin-must-be-back-first',
    scope: 'counterparts',
    description: 'Deleting a half disconnects the remote half, which must be written again before the deleted half is created again.',
    source: 'azure-semantics §2.1, rows 6, 9 and 10',
    comesFirst: (first, then, { stepsOf }) => {
      if (first.action !== 'update' || startsUsingGateway(first)) return false;
      return then.action === 'create' ? isRecreated(then, stepsOf) : false;
    },
  },
  {
    name: 'twin-must-be-gone-first',
    scope: 'counterparts',
    description:
      'A half that is written to reconnect it is written after the remote half is deleted, because that deletion disconnects it.',
    source: 'azure-semantics §2.1, rows 6 and 10',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'update' && (then.reconnects || then.isDisconnected),
  },
  {
    name: 'before-its-twin-goes',
    scope: 'counterparts',
    description:
      'A half that stays is written while the remote half still exists; afterwards it is Disconnected, and a write would set it to Initiated.',
    source: 'azure-semantics §2.1, rows 6 and 10',
    comesFirst: (first, then) =>
      first.action === 'update' &&
      !first.reconnects &&
      !first.isDisconnected &&
      then.action === 'delete' &&
      !then.isDisconnected &&
      !(stopsUsingGateway(then) && withdrawsTransit(first)),
  },
  {
    name: 'both-halves-first',
    scope: 'counterparts',
    description: 'A half can be synced only when both halves are Connected.',
    source: 'azure-semantics §2.1, row 4',
    comesFirst: (first, then) => isWrite(first) && then.action === 'sync',
  },
  {
    name: 'one-gateway-at-a-time',
    scope: 'owner',
    description: 'A VNet can use the gateway of one remote VNet only, so it stops using one before it starts using another.',
    source: 'azure-semantics §3.1, §6.5 (specification text)',
    comesFirst: (first, then) => stopsUsingGateway(first) && startsUsingGateway(then),
  },
  {
    name: 'name-must-be-free',
    scope: 'owner',
    description: 'A name can be used again in a VNet only after the half with that name is deleted.',
    source: 'a half’s name is part of its ARM id',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'create' && sameName(first, then),
  },
  {
    name: 'room-must-be-made-first',
    scope: 'owner',
    description: 'A VNet can have at most 500 peerings, so existing ones are deleted before new ones are created.',
    source: 'azure-semantics §5 (service limits)',
    comesFirst: (first, then, { isFull }) => first.action === 'delete' && then.action === 'create' && isFull(first.half.from),
  },
  {
    name: 'overlapping-peer-must-go-first',
    scope: 'vnet',
    description:
      'A VNet cannot be peered with two VNets that overlap, so the half to one is deleted before the other is peered. A Disconnected half counts too.',
    source: 'Azure/ResourceModules #731; AzureTRE #4641 (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet)',
    comesFirst: (first, then, { freesPrefixesFor }) => {
      if (first.action !== 'delete' || then.action === 'delete') return false;
      const { from: shared, to: removed } = first.half;
      const added = then.half.from === shared ? then.half.to : then.half.from;
      return added !== removed && (then.half.from === shared || then.half.to === shared) && freesPrefixesFor(first, added);
    },
  },
];

const isRecreated = ({ half }: UnorderedStep, stepsOf: OrderContext['stepsOf']): boolean =>
  stepsOf(halfKey(half)).some(({ action }) => action === 'delete');

const sameName = (one: UnorderedStep, other: UnorderedStep): boolean => one.half.name.toLowerCase() === other.half.name.toLowerCase();
