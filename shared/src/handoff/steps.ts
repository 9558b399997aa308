import { lastName, parseResourceId, type ResourceKey } from '../arm/index.ts';
import {
  type Change,
  DEFAULT_REQUIRED_SETTINGS,
  flagsOf,
  generateHalfName,
  type HalfFlags,
  halfFrom,
  halfTo,
  isHalfName,
  nodeOf,
  peeringKey,
  type Topology,
} from '../topology/index.ts';
import { orderChanges } from './in-order.ts';

/** The resource ID of a VNet and its parts, as Azure spells them. */
export interface VNetReference {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
  /** The name of the subscription, or its ID when the name is not known. */
  readonly subscription: string;
  /** The tenant of the subscription; absent when it is not known. */
  readonly tenantId?: string;
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

/** The known name and settings of a half between two changes. */
interface KnownHalf {
  readonly name: string | undefined;
  readonly flags: Partial<HalfFlags>;
}

/** Converts the changes to steps, in an order that Azure accepts. */
export function stepsOf(topology: Topology, changes: readonly Change[]): readonly HandOffStep[] {
  const halves = new Map<string, KnownHalf | undefined>();
  const taken = takenNames(topology, changes);
  return orderChanges(changes).map((change) => {
    const half = `${change.from}>${change.to}`;
    const known = halves.has(half) ? halves.get(half) : findKnownHalf(topology, change);
    const step = toStep(topology, change, known, taken);
    halves.set(half, step.action === 'delete' ? undefined : step);
    if (step.name !== undefined) taken.add(nameKey(change.from, step.name));
    return step;
  });
}

/** Returns the names that a new half must avoid: those of the halves that were read and that no change deletes. */
function takenNames({ halves }: Topology, changes: readonly Change[]): Set<string> {
  const deleted = new Set(changes.flatMap(({ kind, from, to }) => (kind === 'delete-half' ? [`${from}>${to}`] : [])));
  const staying = [...halves.values()].filter(({ from, to }) => !deleted.has(`${from}>${to}`));
  return new Set(staying.map(({ from, name }) => nameKey(from, name)));
}

const nameKey = (owner: ResourceKey, name: string): string => `${owner}/${name.toLowerCase()}`;

function toStep(topology: Topology, change: Change, known: KnownHalf | undefined, taken: ReadonlySet<string>): HandOffStep {
  const near = vnetReferenceOf(topology, change.from);
  const far = vnetReferenceOf(topology, change.to);
  const requested = change.kind === 'put-half' ? (change.flags ?? {}) : {};
  if (change.kind === 'put-half' && !known) {
    return {
      action: 'create',
      local: near,
      remote: far,
      name: newName(change, near, far, taken),
      requested,
      flags: { ...DEFAULT_REQUIRED_SETTINGS, ...requested },
    };
  }
  const action = ({ 'put-half': 'update', 'sync-half': 'sync', 'delete-half': 'delete' } as const)[change.kind];
  return { action, local: near, remote: far, name: known?.name, requested, flags: { ...known?.flags, ...requested } };
}

/** Returns the requested name if Azure accepts it, otherwise the name that a plan would give. */
function newName(
  { from, name }: Change & { kind: 'put-half' },
  near: VNetReference,
  far: VNetReference,
  taken: ReadonlySet<string>,
): string {
  const isTaken = (text: string) => taken.has(nameKey(from, text));
  return name !== undefined && isHalfName(name) && !isTaken(name) ? name : generateHalfName(near.id, far.id, isTaken);
}

/** Returns the half as it is: as read, without name and settings when only a Connected counterpart shows it, or undefined. */
function findKnownHalf(topology: Topology, { from, to }: Change): KnownHalf | undefined {
  const peering = topology.peerings.get(peeringKey(from, to));
  const half = peering && halfFrom(peering, from);
  if (half) return { name: half.name, flags: flagsOf(half) };
  const counterpart = peering && halfTo(peering, from);
  return counterpart?.state === 'Connected' && !topology.vnets.has(from) ? { name: undefined, flags: {} } : undefined;
}

function vnetReferenceOf(topology: Topology, key: ResourceKey): VNetReference {
  const node = nodeOf(topology, key);
  const id = node?.id ?? key;
  const parsed = parseResourceId(id);
  const subscriptionId = parsed.ok ? parsed.value.subscriptionId : '';
  const subscription = topology.subscriptions.get(subscriptionId.toLowerCase());
  const tenantId = subscription?.tenantId ?? topology.ghosts.get(key)?.tenantId;
  return {
    id,
    name: lastName(id),
    resourceGroup: parsed.ok ? parsed.value.resourceGroup : '',
    subscriptionId,
    subscription: subscription?.name ?? subscriptionId,
    ...(tenantId !== undefined && { tenantId }),
    addressSpace: node?.addressSpace ?? [],
  };
}
