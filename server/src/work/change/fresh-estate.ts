import { ownerIdOf, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { buildTopology, type HalfRow, type Snapshot, type Topology, type TopologyRows, type VNetRow } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import { mapInParallel } from '../../map-in-parallel.ts';
import type { ReadVNet } from '../ports.ts';

const PARALLEL = 8;

/** The last estate, in which some VNets have been read again from their resource providers. */
export interface FreshEstate {
  readonly rows: TopologyRows;
  readonly topology: Topology;
  /** True if the new reads equal the snapshot. */
  readonly isUnchanged: boolean;
}

/** Reads of individual VNets. */
export interface VNetReader {
  readonly readVNet: ReadVNet;
  /** Returns true if a VNet that returned 404 does not exist; rejects if that cannot be determined. */
  readonly isVNetDeleted: (vnetId: string) => Promise<boolean>;
}

/** Reads the VNets from their resource providers, because changes are never based on an index that lags (reliability §2.1). Ghosts stay as they are. */
export async function readFreshEstate({ rows }: Snapshot, vnets: Iterable<ResourceKey>, vnetReader: VNetReader): Promise<FreshEstate> {
  const known = new Map(rows.vnets.map((vnet) => [resourceKey(vnet.id), vnet]));
  const toRead = [...new Set(vnets)].flatMap((key) => known.get(key) ?? []);
  const read = new Map<ResourceKey, { readonly vnet: VNetRow; readonly halves: readonly HalfRow[] } | undefined>();
  await mapInParallel(toRead, PARALLEL, async ({ id }) => {
    read.set(resourceKey(id), await readUnlessDeleted(id, vnetReader));
  });
  const fresh: TopologyRows = {
    ...rows,
    vnets: rows.vnets.flatMap((vnet) => (read.has(resourceKey(vnet.id)) ? (read.get(resourceKey(vnet.id))?.vnet ?? []) : vnet)),
    halves: [...rows.halves.filter((half) => !read.has(ownerOf(half))), ...[...read.values()].flatMap((one) => one?.halves ?? [])],
    ...absencesAfter(rows, read),
  };
  const isAsRead = isEqual(comparableRows(rows, read), comparableRows(fresh, read));
  return { rows: fresh, topology: buildTopology(fresh), isUnchanged: isAsRead };
}

/** Returns the reasons of absence with the VNets that were deleted since. */
function absencesAfter({ vnets, absentVNets = [] }: TopologyRows, read: ReadonlyMap<ResourceKey, unknown>): Partial<TopologyRows> {
  const isDeleted = (id: string) => read.has(resourceKey(id)) && read.get(resourceKey(id)) === undefined;
  const deleted = vnets.filter(({ id }) => isDeleted(id)).map(({ id }) => ({ id, reason: 'not-found' as const }));
  const absences = [...absentVNets, ...deleted];
  return absences.length > 0 ? { absentVNets: absences } : {};
}

/** Returns the rows of the VNets that were read and of their halves, in a fixed order and without etags. */
function comparableRows({ vnets, halves }: TopologyRows, read: ReadonlyMap<ResourceKey, unknown>): readonly object[] {
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (resourceKey(one.id) < resourceKey(other.id) ? -1 : 1);
  const selected = [
    ...vnets.filter(({ id }) => read.has(resourceKey(id))).sort(byId),
    ...halves.filter((half) => read.has(ownerOf(half))).sort(byId),
  ];
  return selected.map(({ etag: _, ...row }) => row);
}

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const ownerOf = ({ id }: HalfRow): ResourceKey => resourceKey(ownerIdOf(id));

/** Reads a VNet; resolves to undefined if it is confirmed deleted. */
async function readUnlessDeleted(id: string, { readVNet, isVNetDeleted }: VNetReader) {
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw new Failure('invalid-id', { title: `${id} is not the ID of a VNet`, detail: parsed.problem });
  try {
    return await readVNet(parsed.value);
  } catch (error) {
    if (!(error instanceof Failure && error.armStatus === 404)) throw error;
    if (await isVNetDeleted(id)) return undefined;
    // it exists after all: the 404 came from a stale replica
    return readVNet(parsed.value);
  }
}
