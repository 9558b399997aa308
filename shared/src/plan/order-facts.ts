import type { LooseStep } from './diff.ts';
import { wishKey } from './wishes.ts';

/** A fact that makes one step wait for another: a closed list. */
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

/** What a fact may ask about besides the two steps. */
export interface Surroundings {
  readonly stepsOf: (half: string) => readonly LooseStep[];
  /** Whether the address spaces of the two VNets overlap. */
  readonly overlap: (one: LooseStep['half']['to'], other: LooseStep['half']['to']) => boolean;
  /** Whether the VNet has no room for what the plan creates there until something is deleted. */
  readonly isFull: (vnet: LooseStep['half']['from']) => boolean;
}

export interface OrderFact {
  readonly name: FactName;
  /** Between which steps it can hold: of one half, of two twins, of halves of one VNet, or of halves with a VNet in common. */
  readonly among: 'half' | 'twins' | 'owner' | 'vnet';
  readonly says: string;
  readonly source: string;
  readonly comesFirst: (first: LooseStep, then: LooseStep, around: Surroundings) => boolean;
}

const isWrite = ({ action }: LooseStep): boolean => action === 'create' || action === 'update';
const takesGateway = ({ before, after }: LooseStep): boolean => after?.useRemoteGateways === true && !before?.useRemoteGateways;
const dropsGateway = ({ before, after }: LooseStep): boolean => before?.useRemoteGateways === true && !after?.useRemoteGateways;
const dropsOffer = ({ before, after }: LooseStep): boolean => before?.allowTransit === true && !after?.allowTransit;

/**
 * All that decides the order of a plan, each with where it is known from. That a VNet has one open change at a time, counting both ends of a
 * half, is no order but a limit: `rounds` keeps it (terraform-provider-azurerm #2605, #3392, #32847).
 */
export const ORDER_FACTS: readonly OrderFact[] = [
  {
    name: 'gateway-must-be-offered-first',
    among: 'twins',
    says: 'A VNet can use the gateway of its remote only once the remote’s half offers transit.',
    source: 'terraform-provider-azurerm #2872; azure-semantics §3.1',
    comesFirst: (first, then) =>
      isWrite(first) && first.after?.allowTransit === true && isWrite(then) && then.after?.useRemoteGateways === true,
  },
  {
    name: 'gateway-must-be-released-first',
    among: 'twins',
    says: 'Transit is withdrawn, or its half deleted, only once the remote no longer uses the gateway.',
    source: 'azure-semantics §3.1, inferred from the rule above; reliability §2.4',
    comesFirst: (first, then) => dropsGateway(first) && dropsOffer(then) && !first.comesBack,
  },
  {
    name: 'dead-half-first',
    among: 'twins',
    says: 'A Disconnected half is written again or deleted before its twin is written, or Azure answers RemotePeeringIsDisconnected.',
    source: 'terraform-provider-azurerm #14051; bicep-registry-modules #6556; azure-semantics §2.1, rows 9 to 11',
    comesFirst: (first, then) => first.isDead && isWrite(then) && (!then.isDead || first.action === 'delete'),
  },
  {
    name: 'twin-must-be-gone-first',
    among: 'twins',
    says: 'A half is created only once a twin that goes is gone: made before, it would be disconnected at once.',
    source: 'azure-semantics §2.1, rows 6 and 9',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'create',
  },
  {
    name: 'twin-must-be-back-first',
    among: 'twins',
    says: 'The deletion of a half disconnects its twin; the twin is written again before the half is made anew.',
    source: 'azure-semantics §2.1, rows 6, 9 and 10',
    comesFirst: (first, then, { stepsOf }) => {
      if (first.action !== 'update' || takesGateway(first)) return false;
      return then.action === 'create' ? isMadeAnew(then, stepsOf) : false;
    },
  },
  {
    name: 'twin-must-be-gone-first',
    among: 'twins',
    says: 'A half that must come back after its twin is deleted is written after that deletion.',
    source: 'azure-semantics §2.1, rows 6 and 10',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'update' && (then.comesBack || then.isDead),
  },
  {
    name: 'before-its-twin-goes',
    among: 'twins',
    says: 'A half that stays is written while its twin still stands: afterwards it is Disconnected, and a write would call it back.',
    source: 'azure-semantics §2.1, rows 6 and 10',
    comesFirst: (first, then) =>
      first.action === 'update' &&
      !first.comesBack &&
      !first.isDead &&
      then.action === 'delete' &&
      !then.isDead &&
      !(dropsGateway(then) && dropsOffer(first)),
  },
  {
    name: 'both-halves-first',
    among: 'twins',
    says: 'Only halves that are both Connected can be synced.',
    source: 'azure-semantics §2.1, row 4',
    comesFirst: (first, then) => isWrite(first) && then.action === 'sync',
  },
  {
    name: 'one-gateway-at-a-time',
    among: 'owner',
    says: 'A VNet uses the gateways of one remote only, so it lets go of one before it takes another.',
    source: 'azure-semantics §3.1, §6.5 (specification text)',
    comesFirst: (first, then) => dropsGateway(first) && takesGateway(then),
  },
  {
    name: 'name-must-be-free',
    among: 'owner',
    says: 'A name in a VNet is free only once the half that had it is deleted.',
    source: 'a half’s name is part of its ARM id',
    comesFirst: (first, then) => first.action === 'delete' && then.action === 'create' && sameName(first, then),
  },
  {
    name: 'room-must-be-made-first',
    among: 'owner',
    says: 'A VNet holds at most 500 peerings.',
    source: 'azure-semantics §5 (service limits)',
    comesFirst: (first, then, { isFull }) => first.action === 'delete' && then.action === 'create' && isFull(first.half.from),
  },
  {
    name: 'overlapping-peer-must-go-first',
    among: 'vnet',
    says: 'A VNet cannot be peered with two that overlap, so the half to the one leaves first; a dead half counts, too.',
    source: 'Azure/ResourceModules #731; AzureTRE #4641 (VnetAddressSpaceOverlapsWithAlreadyPeeredVnet)',
    comesFirst: (first, then, { overlap }) => {
      if (first.action !== 'delete' || !isWrite(then)) return false;
      const { from: shared, to: leaving } = first.half;
      const coming = then.half.from === shared ? then.half.to : then.half.from;
      return coming !== leaving && (then.half.from === shared || then.half.to === shared) && overlap(coming, leaving);
    },
  },
];

const isMadeAnew = ({ half }: LooseStep, stepsOf: Surroundings['stepsOf']): boolean =>
  stepsOf(wishKey(half)).some(({ action }) => action === 'delete');

const sameName = (one: LooseStep, other: LooseStep): boolean => one.half.name.toLowerCase() === other.half.name.toLowerCase();
