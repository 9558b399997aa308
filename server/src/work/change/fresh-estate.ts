import { parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { buildTopology, type HalfRow, type Snapshot, type Topology, type TopologyRows, type VNetRow } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import { inParallel } from '../../in-parallel.ts';
import type { ReadVNet } from '../ports.ts';

const PARALLEL = 8;

/** The estate as it was last read, with some VNets as their resource providers have them at this moment. */
export interface FreshEstate {
  readonly rows: TopologyRows;
  readonly topology: Topology;
  /** Whether nothing that was read anew differs from the snapshot. */
  readonly isAsRead: boolean;
}

/** How VNets are read one by one. */
export interface VNetReader {
  readonly readVNet: ReadVNet;
  /** Whether a VNet that answered 404 does not exist any more; fails where that cannot be told. */
  readonly isVNetGone: (vnetId: string) => Promise<boolean>;
}

/** Reads those VNets anew: what is about to be changed is never taken from an index that lags (reliability §2.1). Ghosts cannot be read and stay as they are. */
export async function freshEstate({ rows }: Snapshot, vnets: Iterable<ResourceKey>, vnetReader: VNetReader): Promise<FreshEstate> {
  const known = new Map(rows.vnets.map((vnet) => [resourceKey(vnet.id), vnet]));
  const toRead = [...new Set(vnets)].flatMap((key) => known.get(key) ?? []);
  const read = new Map<ResourceKey, { readonly vnet: VNetRow; readonly halves: readonly HalfRow[] } | undefined>();
  await inParallel(toRead, PARALLEL, async ({ id }) => {
    read.set(resourceKey(id), await readOrGone(id, vnetReader));
  });
  const fresh: TopologyRows = {
    ...rows,
    vnets: rows.vnets.flatMap((vnet) => (read.has(resourceKey(vnet.id)) ? (read.get(resourceKey(vnet.id))?.vnet ?? []) : vnet)),
    halves: [...rows.halves.filter((half) => !read.has(ownerOf(half))), ...[...read.values()].flatMap((one) => one?.halves ?? [])],
  };
  const isAsRead = sameText(readPart(rows, read), readPart(fresh, read));
  return { rows: fresh, topology: buildTopology(fresh), isAsRead };
}

/** The VNets that were read and their halves, in a fixed order. */
function readPart({ vnets, halves }: TopologyRows, read: ReadonlyMap<ResourceKey, unknown>): readonly object[] {
  const byId = (one: { readonly id: string }, other: { readonly id: string }) => (resourceKey(one.id) < resourceKey(other.id) ? -1 : 1);
  const part = [
    ...vnets.filter(({ id }) => read.has(resourceKey(id))).sort(byId),
    ...halves.filter((half) => read.has(ownerOf(half))).sort(byId),
  ];
  return part.map(({ etag: _, ...row }) => row);
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const ownerOf = ({ id }: HalfRow): ResourceKey => resourceKey(id.replace(/\/virtualNetworkPeerings\/[^/]*\/?$/i, ''));

async function readOrGone(id: string, { readVNet, isVNetGone }: VNetReader) {
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw new Failure({ title: `${id} is not the id of a VNet`, status: 422, code: 'invalid-id', detail: parsed.problem });
  try {
    return await readVNet(parsed.value);
  } catch (error) {
    if (!(error instanceof Failure && error.armStatus === 404)) throw error;
    if (await isVNetGone(id)) return undefined;
    // it answered meanwhile: the 404 came from a copy that lags
    return readVNet(parsed.value);
  }
}
