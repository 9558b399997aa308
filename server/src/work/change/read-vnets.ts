import { parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { Snapshot } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import { mapInParallel } from '../../map-in-parallel.ts';
import type { FreshReads } from '../analysis.ts';
import type { ReadVNet } from '../ports.ts';

const PARALLEL = 8;

/** Reads of individual VNets. */
export interface VNetReader {
  readonly readVNet: ReadVNet;
  /** Returns true if a VNet that returned 404 does not exist; rejects if that cannot be determined. */
  readonly isVNetDeleted: (vnetId: string, signal?: AbortSignal) => Promise<boolean>;
}

/**
 * Reads the VNets of the snapshot from their resource providers, because changes are never based on an index that lags (reliability §2.1).
 * Ghosts are not read. Rejects with the reason of the signal if that aborts first.
 */
export async function readVNets(
  { rows }: Snapshot,
  vnets: Iterable<ResourceKey>,
  vnetReader: VNetReader,
  signal: AbortSignal | undefined,
): Promise<FreshReads> {
  const requested = new Set(vnets);
  const known = rows.vnets.filter(({ id }) => requested.has(resourceKey(id)));
  return new Map(
    await mapInParallel(known, PARALLEL, async ({ id }) => [resourceKey(id), await readUnlessDeleted(id, vnetReader, signal)] as const),
  );
}

/** Reads a VNet; resolves to undefined if it is confirmed deleted. */
async function readUnlessDeleted(id: string, { readVNet, isVNetDeleted }: VNetReader, signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  const parsed = parseResourceId(id);
  if (!parsed.ok) throw new Failure('invalid-id', { title: `${id} is not the ID of a VNet`, detail: parsed.problem });
  try {
    return await readVNet(parsed.value, signal);
  } catch (error) {
    if (!(error instanceof Failure && error.armStatus === 404)) throw error;
    if (await isVNetDeleted(id, signal)) return undefined;
    // it exists after all: the 404 came from a stale replica
    return readVNet(parsed.value, signal);
  }
}
