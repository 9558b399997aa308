import { lastName, parseResourceId, type ResourceKey } from '../arm/index.ts';
import { type Change, type HalfFlags, halfFrom, halfTo, nodeOf, peeringKey, type Topology } from '../topology/index.ts';
import { orderChanges } from './in-order.ts';

/** The resource ID of a VNet and its parts, as Azure spells them. */
export interface VNetReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  /** The name of the subscription, or its ID when the name is not known. */
  readonly subscription: string;
  readonly addressSpace: readonly string[];
}

/** A change with everything that a command or template needs. */
export interface HandOffStep {
  readonly action: 'create' | 'update' | 'sync' | 'delete';
  readonly local: VNetReference;
  readonly remote: VNetReference;
  /** The name of the half; undefined when the half exists but cannot be read. */
  readonly name: string | undefined;
  /** The settings that the change sets. */
  readonly requested: Partial<HalfFlags>;
  /** All settings after the step, as far as they are known. */
  readonly flags: Partial<HalfFlags>;
}

/** Azure’s defaults for a new half. */
const DEFAULTS: Partial<HalfFlags> = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };

const FLAGS = [
  'allowAccess',
  'allowForwarded',
  'allowTransit',
  'useRemoteGateways',
  'completeVnets',
  'onlyIPv6',
  'localSubnets',
  'remoteSubnets',
] as const satisfies readonly (keyof HalfFlags)[];

/** The known name and settings of a half between two changes. */
interface KnownHalf {
  readonly name: string | undefined;
  readonly flags: Partial<HalfFlags>;
}

/** Converts the changes to steps, in an order that Azure accepts. */
export function stepsOf(topology: Topology, changes: readonly Change[]): readonly HandOffStep[] {
  const halves = new Map<string, KnownHalf | undefined>();
  return orderChanges(changes).map((change) => {
    const half = `${change.from}>${change.to}`;
    const known = halves.has(half) ? halves.get(half) : findKnownHalf(topology, change);
    const step = toStep(topology, change, known);
    halves.set(half, step.action === 'delete' ? undefined : step);
    return step;
  });
}

function toStep(topology: Topology, change: Change, known: KnownHalf | undefined): HandOffStep {
  const near = vnetReferenceOf(topology, change.from);
  const far = vnetReferenceOf(topology, change.to);
  const requested = change.kind === 'put-half' ? (change.flags ?? {}) : {};
  const givenName = change.kind === 'put-half' ? change.name : undefined;
  if (change.kind === 'put-half' && !known) {
    return {
      action: 'create',
      local: near,
      remote: far,
      name: givenName ?? newName(near, far),
      requested,
      flags: { ...DEFAULTS, ...requested },
    };
  }
  const action = ({ 'put-half': 'update', 'sync-half': 'sync', 'delete-half': 'delete' } as const)[change.kind];
  return { action, local: near, remote: far, name: known?.name, requested, flags: { ...known?.flags, ...requested } };
}

/** Azure allows 80 characters. */
const newName = (near: VNetReference, far: VNetReference): string => `${near.name}-${far.name}`.slice(0, 80);

/** Returns the half as it is: as read, without name and settings when only a Connected counterpart shows it, or undefined. */
function findKnownHalf(topology: Topology, { from, to }: Change): KnownHalf | undefined {
  const peering = topology.peerings.get(peeringKey(from, to));
  const half = peering && halfFrom(peering, from);
  if (half)
    return { name: half.name, flags: Object.fromEntries(FLAGS.flatMap((flag) => (half[flag] === undefined ? [] : [[flag, half[flag]]]))) };
  const counterpart = peering && halfTo(peering, from);
  return counterpart?.state === 'Connected' && !topology.vnets.has(from) ? { name: undefined, flags: {} } : undefined;
}

function vnetReferenceOf(topology: Topology, key: ResourceKey): VNetReference {
  const node = nodeOf(topology, key);
  const id = node?.id ?? key;
  const parsed = parseResourceId(id);
  const subscriptionId = parsed.ok ? parsed.value.subscriptionId : '';
  return {
    id,
    name: lastName(id),
    resourceGroup: parsed.ok ? parsed.value.resourceGroup : '',
    subscriptionId,
    subscription: topology.subscriptions.get(subscriptionId.toLowerCase())?.name ?? subscriptionId,
    addressSpace: node?.addressSpace ?? [],
  };
}
