import { lastName, parseResourceId, type ResourceKey } from '../arm/index.ts';
import { type Change, type HalfFlags, halfFrom, halfTo, nodeOf, peeringKey, type Topology } from '../topology/index.ts';
import { orderChanges } from './in-order.ts';

/** A VNet by its coordinates, as Azure spells them. */
export interface VNetReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  /** What people call the subscription, where that is known. */
  readonly subscription: string;
  readonly addressSpace: readonly string[];
}

/** One change with everything that a command or a template must name. */
export interface HandOffStep {
  readonly action: 'create' | 'update' | 'sync' | 'delete';
  readonly local: VNetReference;
  readonly remote: VNetReference;
  /** Of the half; absent when it exists and may not be read. */
  readonly name: string | undefined;
  /** The settings that the change asks for. */
  readonly requested: Partial<HalfFlags>;
  /** All settings afterwards, as far as they are known. */
  readonly flags: Partial<HalfFlags>;
}

/** Azure's own, where a new half does not say otherwise. */
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

/** What is known of a half while the changes go on. */
interface KnownHalf {
  readonly name: string | undefined;
  readonly flags: Partial<HalfFlags>;
}

/** The changes as steps, in an order that Azure accepts. */
export function stepsOf(topology: Topology, changes: readonly Change[]): readonly HandOffStep[] {
  const halves = new Map<string, KnownHalf | undefined>();
  return orderChanges(changes).map((change) => {
    const half = `${change.from}>${change.to}`;
    const known = halves.has(half) ? halves.get(half) : knownHalf(topology, change);
    const step = stepOf(topology, change, known);
    halves.set(half, step.action === 'delete' ? undefined : step);
    return step;
  });
}

function stepOf(topology: Topology, change: Change, known: KnownHalf | undefined): HandOffStep {
  const near = placeOf(topology, change.from);
  const far = placeOf(topology, change.to);
  const asked = change.kind === 'put-half' ? (change.flags ?? {}) : {};
  const given = change.kind === 'put-half' ? change.name : undefined;
  if (change.kind === 'put-half' && !known) {
    return {
      action: 'create',
      local: near,
      remote: far,
      name: given ?? newName(near, far),
      requested: asked,
      flags: { ...DEFAULTS, ...asked },
    };
  }
  const action = ({ 'put-half': 'update', 'sync-half': 'sync', 'delete-half': 'delete' } as const)[change.kind];
  return { action, local: near, remote: far, name: known?.name, requested: asked, flags: { ...known?.flags, ...asked } };
}

/** Azure takes eighty characters. */
const newName = (near: VNetReference, far: VNetReference): string => `${near.name}-${far.name}`.slice(0, 80);

/** The half as it is now: read, there without being read (its twin says Connected), or not there. */
function knownHalf(topology: Topology, { from, to }: Change): KnownHalf | undefined {
  const peering = topology.peerings.get(peeringKey(from, to));
  const half = peering && halfFrom(peering, from);
  if (half)
    return { name: half.name, flags: Object.fromEntries(FLAGS.flatMap((flag) => (half[flag] === undefined ? [] : [[flag, half[flag]]]))) };
  const twin = peering && halfTo(peering, from);
  return twin?.state === 'Connected' && !topology.vnets.has(from) ? { name: undefined, flags: {} } : undefined;
}

function placeOf(topology: Topology, key: ResourceKey): VNetReference {
  const node = nodeOf(topology, key);
  const id = node?.id ?? key;
  const parts = parseResourceId(id);
  const subscriptionId = parts.ok ? parts.value.subscriptionId : '';
  return {
    id,
    name: lastName(id),
    resourceGroup: parts.ok ? parts.value.resourceGroup : '',
    subscriptionId,
    subscription: topology.subscriptions.get(subscriptionId.toLowerCase())?.name ?? subscriptionId,
    addressSpace: node?.addressSpace ?? [],
  };
}
