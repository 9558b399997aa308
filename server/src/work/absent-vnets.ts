import {
  formatResourceId,
  isOfType,
  lastName,
  parseResourceId,
  type ResourceId,
  type ResourceKey,
  resourceKey,
  VNET_TYPE,
} from '@peerscape/shared/arm';
import { type AbsentVNetRow, isVirtualHubHalf, isVirtualHubVNet, NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import { isVNetDeleted } from './change/half-presence.ts';
import type { ReadContext } from './estate.ts';
import type { AzurePort, VNetRead } from './ports.ts';

/** Finds out why VNets that halves point at are not among the rows. */
export interface AbsentVNetReader {
  /** Returns the reasons that are known, and the VNets that could be read after all. */
  read(rows: TopologyRows, context: Pick<ReadContext, 'report' | 'signal'>): Promise<AbsentVNetsRead>;
}

interface AbsentVNetsRead {
  readonly absent: readonly AbsentVNetRow[];
  readonly rows: TopologyRows;
}

type Answer = { readonly read: VNetRead } | { readonly row: Omit<AbsentVNetRow, 'id'> | undefined };

const PARALLEL = 8;
/** VNets per read. Each costs one request, and a deleted one a few more, so larger numbers are covered over several reads. */
const MAX_PER_READ = 100;
/** Time for which a reason is cached. A VNet that reappears in Resource Graph is no longer absent. */
const CACHE_MS = 10 * 60_000;
/** A 404 counts only when it is repeated. The pause is short, because Resource Graph independently omits the VNet as well. */
const TIMING = { readIntervalMs: 50, consistencyTimeoutMs: 10_000 };

/**
 * Creates the reader. Resource Graph omits resources without permission as well as deleted ones, so the reader queries the resource provider
 * for each VNet, a limited number at a time. Once Azure throttles, the others wait for the next read.
 */
export function createAbsentVNetReader(port: Pick<AzurePort, 'readVNet' | 'probe'>, clock: Clock): AbsentVNetReader {
  const cache = new Map<ResourceKey, { readonly answer: Answer; readonly until: number }>();
  let pausedUntil = 0;

  /** Reads one VNet; returns false if Azure cannot answer at the moment, and then keeps the earlier result. */
  const readOne = async (text: string, signal: AbortSignal): Promise<boolean> => {
    const id = parseResourceId(text);
    if (!id.ok || !isOfType(id.value, VNET_TYPE)) return true;
    try {
      const answer = await findAnswer(port, clock, id.value, signal);
      cache.set(resourceKey(text), { answer, until: clock.ticks() + ('read' in answer || !answer.row ? 0 : CACHE_MS) });
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Failure)) throw error;
      if (error.retryAt !== undefined) pausedUntil = Math.max(pausedUntil, clock.ticks() + error.retryAt - clock.now());
      return error.armStatus !== undefined && error.armStatus < 500 && error.armStatus !== 429;
    }
  };

  return {
    read: async (rows, { report, signal }) => {
      const ids = absentIds(rows);
      const dueAt = (id: string) => cache.get(resourceKey(id))?.until ?? -1;
      const due = [...ids.values()].filter((id) => dueAt(id) <= clock.ticks()).sort((one, other) => dueAt(one) - dueAt(other));
      const total = Math.min(due.length, MAX_PER_READ);
      let isAnswering = clock.ticks() >= pausedUntil;
      let done = 0;
      await mapInParallel(due.slice(0, total), PARALLEL, async (id) => {
        if (isAnswering && !(await readOne(id, signal))) isAnswering = false;
        report({ phase: 'Checking remote VNets that were not found', done: ++done, total });
      });
      for (const key of cache.keys()) if (!ids.has(key)) cache.delete(key);
      return resultOf(ids, cache);
    },
  };
}

/** Returns the ids of VNets that halves point at and that are not in the rows, without those of virtual hubs, which no user can read. */
function absentIds({ vnets, halves }: TopologyRows): ReadonlyMap<ResourceKey, string> {
  const present = new Set(vnets.map(({ id }) => resourceKey(id)));
  const absent = new Map<ResourceKey, string>();
  for (const { id, remoteId } of halves) {
    const key = resourceKey(remoteId);
    if (!present.has(key) && !isVirtualHubVNet(remoteId) && !isVirtualHubHalf({ name: lastName(id) })) absent.set(key, remoteId);
  }
  return absent;
}

function resultOf(ids: ReadonlyMap<ResourceKey, string>, cache: ReadonlyMap<ResourceKey, { readonly answer: Answer }>): AbsentVNetsRead {
  const answers = [...ids].flatMap(([key, id]) => {
    const answer = cache.get(key)?.answer;
    return answer ? [{ id, answer }] : [];
  });
  const read = answers.flatMap(({ answer }) => ('read' in answer ? answer.read : []));
  return {
    absent: answers.flatMap(({ id, answer }) => ('row' in answer && answer.row ? [{ id, ...answer.row }] : [])),
    rows: { ...NO_ROWS, vnets: read.map(({ vnet }) => vnet), halves: read.flatMap(({ halves }) => halves) },
  };
}

/** Reads the VNet and interprets ARM's refusal. Rejects if ARM's response is inconclusive about the VNet. */
async function findAnswer(port: Pick<AzurePort, 'readVNet' | 'probe'>, clock: Clock, id: ResourceId, signal: AbortSignal): Promise<Answer> {
  try {
    return { read: await port.readVNet(id, signal) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.armStatus === 404) return confirmDeletion(port, clock, id, signal);
    const row = REASONS[`${error.armStatus} ${error.problem.arm?.code}`] ?? REASONS[`${error.armStatus}`];
    if (!row) throw error;
    return { row: row(error.problem.arm?.message ?? '') };
  }
}

/** A 404 of the VNet or its resource group shows that the VNet was deleted; that of the subscription only that this sign-in does not reach it. */
async function confirmDeletion(port: Pick<AzurePort, 'probe'>, clock: Clock, id: ResourceId, signal: AbortSignal): Promise<Answer> {
  try {
    const isDeleted = await isVNetDeleted({ azure: port, clock, timing: TIMING }, formatResourceId(id), signal);
    return { row: isDeleted ? { reason: 'not-found' } : undefined };
  } catch (error) {
    if (!(error instanceof Failure) || error.problem.arm?.code !== SUBSCRIPTION_NOT_FOUND) throw error;
    const subscription = await port.probe(`/subscriptions/${id.subscriptionId}`, signal);
    return { row: subscription?.arm?.code === SUBSCRIPTION_NOT_FOUND ? { reason: 'other-tenant' } : undefined };
  }
}

const SUBSCRIPTION_NOT_FOUND = 'SubscriptionNotFound';

/** Reasons by ARM's status and code, or by its status alone. A wrong tenant is reported with 401; any other 401 concerns the sign-in. */
const REASONS: Readonly<Record<string, (message: string) => Omit<AbsentVNetRow, 'id'>>> = {
  403: () => ({ reason: 'no-permission' }),
  '401 InvalidAuthenticationTokenTenant': (message) => {
    const tenantId = /must match the tenant 'https:\/\/[^/']+\/([0-9a-f-]{36})/i.exec(message)?.[1];
    return { reason: 'other-tenant', ...(tenantId !== undefined && { tenantId }) };
  },
};
