import { lastName, type ResourceKey } from '../arm/index.ts';
import {
  type Change,
  generateHalfName,
  type Half,
  isHalfName,
  isVirtualHub,
  matchingSettings,
  type Namer,
  nodeOf,
  type Topology,
  type VNet,
} from '../topology/index.ts';
import { currentHalf, type HalfIntent, halfKey } from './half-intents.ts';
import type { Blocker } from './notice.ts';
import type { PlannedHalf, Writable } from './plan.ts';
import { DEFAULT_PROPERTIES, writablePropertiesOf } from './writable.ts';

/** A half that may be written, as it is and as it should be. */
export interface DesiredHalf {
  readonly half: PlannedHalf;
  readonly current: Half | undefined;
  /** All properties that it should have; undefined when it should not exist. */
  readonly target: Writable | undefined;
  readonly intent: HalfIntent;
}

/** The desired state that the intents describe. */
export interface DesiredState {
  /** By `halfKey`. */
  readonly halves: ReadonlyMap<string, DesiredHalf>;
  /** The changes to halves of VNets that were not read: their owners must make them. */
  readonly handOff: readonly Change[];
}

/** Resolves the intents to desired halves: names each new half, and hands off the changes to VNets that were not read. */
export function resolveDesiredState(topology: Topology, intents: ReadonlyMap<string, HalfIntent>): DesiredState {
  const halves = new Map<string, DesiredHalf>();
  const handOff: Change[] = [];
  const requested = requestedNames(intents);
  const names = new Map<ResourceKey, Set<string>>();
  for (const [key, intent] of [...intents, ...impliedIntents(topology, intents)].sort(([p], [q]) => (p < q ? -1 : 1))) {
    if (intent.from === intent.to) continue;
    const owner = topology.vnets.get(intent.from);
    const current = currentHalf(topology, intent);
    if (!owner) handOff.push(...(hasOwner(topology, intent.from) ? handedOffChanges(topology, intent) : []));
    else if (current || intent.presence === 'present' || intent.presence === 'recreated') {
      const taken = names.get(intent.from) ?? takenNames(topology, intents, requested.get(intent.from) ?? [], intent.from);
      names.set(intent.from, taken);
      halves.set(key, resolveHalf(topology, owner, intent, current, taken));
    }
  }
  return { halves, handOff };
}

/** Returns the intents that recreated halves imply: recreating a half disconnects its counterpart, which must then be written again. */
function impliedIntents(topology: Topology, intents: ReadonlyMap<string, HalfIntent>): [string, HalfIntent][] {
  return [...intents.values()].flatMap(({ presence, from, to }): [string, HalfIntent][] => {
    const counterpart = { from: to, to: from };
    const isImplied = presence === 'recreated' && !intents.has(halfKey(counterpart)) && currentHalf(topology, counterpart) !== undefined;
    return isImplied ? [[halfKey(counterpart), { ...counterpart, presence: 'any', flags: {}, sync: false }]] : [];
  });
}

function resolveHalf(topology: Topology, owner: VNet, intent: HalfIntent, current: Half | undefined, taken: Set<string>): DesiredHalf {
  const { from, to } = intent;
  const remoteId = current?.remoteId ?? nodeOf(topology, to)?.id ?? to;
  const name =
    current && intent.presence !== 'recreated'
      ? current.name
      : (intent.name ?? current?.name ?? generateHalfName(owner.id, remoteId, (text) => taken.has(text.toLowerCase())));
  taken.add(name.toLowerCase());
  const half = { from, to, name, id: current && name === current.name ? current.id : `${owner.id}/virtualNetworkPeerings/${name}` };
  return { half, current, intent, target: intent.presence === 'absent' ? undefined : targetOf(topology, intent, current, remoteId) };
}

function targetOf(topology: Topology, intent: HalfIntent, current: Half | undefined, remoteId: string): Writable {
  if (intent.exact) return intent.exact;
  const counterpart = currentHalf(topology, { from: intent.to, to: intent.from });
  const start = current
    ? writablePropertiesOf(current)
    : { remoteId, ...DEFAULT_PROPERTIES, ...(counterpart && matchingSettings(counterpart)) };
  return { ...start, ...intent.flags };
}

/** Returns the names that intents ask for, by the VNet that owns the half. */
function requestedNames(intents: ReadonlyMap<string, HalfIntent>): ReadonlyMap<ResourceKey, readonly string[]> {
  const requested = new Map<ResourceKey, string[]>();
  for (const { from, name } of intents.values()) if (name !== undefined) requested.set(from, [...(requested.get(from) ?? []), name]);
  return requested;
}

/** Returns the names that a generated name must avoid, in lower case: those of halves that stay and those that intents ask for. */
function takenNames(
  topology: Topology,
  intents: ReadonlyMap<string, HalfIntent>,
  requested: readonly string[],
  from: ResourceKey,
): Set<string> {
  const staying = halvesOf(topology, from).filter((half) => intents.get(halfKey(half))?.presence !== 'absent');
  return new Set([...staying.map(({ name }) => name), ...requested].map((name) => name.toLowerCase()));
}

/** Returns all halves that the VNet owns. */
export const halvesOf = ({ peeringsOf }: Topology, from: ResourceKey): Half[] =>
  (peeringsOf.get(from) ?? []).flatMap(({ ab, ba, extra }) => [ab, ba, ...extra].flatMap((half) => (half?.from === from ? [half] : [])));

/** Returns whether users can change the VNet: not if it was deleted, or if it is that of a virtual hub, which Microsoft manages. */
const hasOwner = (topology: Topology, key: ResourceKey): boolean =>
  topology.ghosts.get(key)?.reason !== 'not-found' && !isVirtualHub(topology, key);

/** Returns only the changes that the owner still has to make. A Connected counterpart shows that the half exists. */
function handedOffChanges(topology: Topology, intent: HalfIntent): Change[] {
  const { from, to, flags, name, sync } = intent;
  const counterpart = currentHalf(topology, { from: to, to: from });
  const exists = currentHalf(topology, intent) !== undefined || counterpart?.state === 'Connected';
  const put: Change = { kind: 'put-half', from, to, flags, ...(name !== undefined && { name }) };
  const remove: Change[] = exists ? [{ kind: 'delete-half', from, to }] : [];
  if (intent.presence === 'absent') return remove;
  if (intent.presence === 'recreated') return [...remove, put];
  if (sync) return exists ? [{ kind: 'sync-half', from, to }] : [];
  return exists && Object.keys(flags).length === 0 ? [] : [put];
}

/** Returns the blockers that follow from the intents and the names alone. */
export function findIntentBlockers(
  topology: Topology,
  intents: ReadonlyMap<string, HalfIntent>,
  { halves }: DesiredState,
  nameOf: Namer,
): Blocker[] {
  const blockers: Blocker[] = [];
  for (const intent of intents.values()) {
    const { from, to } = intent;
    const add = (code: Blocker['code'], text: string, more: Partial<Blocker> = {}) =>
      blockers.push({ code, text, vnets: [from, to], half: { from, to }, ...more });
    if (from === to) add('self-peering', `${nameOf(from)} cannot be peered with itself.`, { vnets: [from] });
    if (intent.contradicts)
      add('wishes-contradict', `The draft contains contradictory changes to ${nameOf(from)} → ${nameOf(to)}. Undo one of them.`);
    const desired = halves.get(halfKey(intent));
    if (intent.mustExist && desired && !desired.current)
      add('half-missing', `The half ${nameOf(from)} → ${nameOf(to)} does not exist. Connect the two VNets instead.`);
    if (intent.sync && intent.presence === 'any' && topology.vnets.has(from) && !currentHalf(topology, intent))
      add('sync-needs-both-halves', `${nameOf(from)} has no half to ${nameOf(to)} to sync. Repair the peering instead.`);
    if (desired) blockers.push(...nameBlockers(topology, intents, halves, desired, nameOf));
  }
  return blockers;
}

function nameBlockers(
  topology: Topology,
  intents: ReadonlyMap<string, HalfIntent>,
  halves: DesiredState['halves'],
  { half, current, target, intent }: DesiredHalf,
  nameOf: Namer,
): Blocker[] {
  const { from, to } = half;
  const about = { vnets: [from, to], half: { from, to } };
  if (current && target && intent.presence !== 'recreated') {
    const requested = intent.name?.toLowerCase();
    return requested === undefined || requested === current.name.toLowerCase()
      ? []
      : [
          {
            ...about,
            code: 'another-half-exists',
            text: `${nameOf(from)} already has a half to ${nameOf(to)}, named ${current.name}. Azure cannot rename it and rejects a second one named ${intent.name}.`,
            arm: 'AnotherPeeringAlreadyReferencesRemoteVnet',
          },
        ];
  }
  if (!target) return [];
  if (!isHalfName(half.name)) {
    const text = `"${half.name}" is not a valid name for a half. Use 1 to 80 letters, digits, ".", "-" or "_"; start with a letter or digit, and do not end with "." or "-".`;
    return [{ ...about, code: 'name-invalid', text, arm: 'InvalidResourceName' }];
  }
  const isConflict = (name: string, remote: ResourceKey) => remote !== to && name.toLowerCase() === half.name.toLowerCase();
  const conflict =
    halvesOf(topology, from).find((other) => isConflict(other.name, other.to) && intents.get(halfKey(other))?.presence !== 'absent')?.to ??
    [...halves.values()].find((other) => other.half.from === from && other.target && isConflict(other.half.name, other.half.to))?.half.to;
  if (!conflict) return [];
  const text = `${nameOf(from)} already has a half named ${lastName(half.name)}, to ${nameOf(conflict)}. Choose another name for the half to ${nameOf(to)}: a write under this name would overwrite the other half.`;
  return [{ ...about, vnets: [from, to, conflict], code: 'name-taken', text }];
}
