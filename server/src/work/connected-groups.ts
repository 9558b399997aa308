import { type ResourceKey, resourceKey, subscriptionOf } from '@peerscape/shared/arm';
import { type ConnectedGroupRow, mergeConnectedGroups, type ReadError, type VNetRow } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import { toReadError } from '../read-error.ts';
import type { ReadContext } from './estate.ts';
import type { AzurePort, ManagedScope } from './ports.ts';

export interface ConnectedGroupReader {
  read(managed: readonly ManagedScope[], vnets: readonly VNetRow[], context: ReadContext): Promise<ConnectedGroupsRead>;
}

interface ConnectedGroupsRead {
  readonly rows: readonly ConnectedGroupRow[];
  readonly unread: readonly ReadError[];
  /** Subscriptions of VNets whose groups are not known. */
  readonly unreadableIn: readonly string[];
}

const PARALLEL = 8;
const CACHE_MS = 60_000;
/** VNets per read. Connected groups cost one request per VNet, so larger estates are covered over several reads. */
const MAX_PER_READ = 500;

type Answer = { readonly groups: readonly ConnectedGroupRow[] } | { readonly failure: Failure };
type CachedAnswer = Answer & { readonly until: number };

/** Creates a reader of the VNets that network managers connect without peerings. It reads only VNets in a manager's scope and caches the answers. */
export function createConnectedGroupReader(port: AzurePort, clock: Clock): ConnectedGroupReader {
  const cache = new Map<ResourceKey, CachedAnswer>();
  const cachedFor = ({ id }: VNetRow) => cache.get(resourceKey(id));

  const readGroups = async ({ id }: VNetRow, signal: AbortSignal): Promise<Answer> => {
    try {
      return { groups: await port.connectedGroupsOf(id, signal) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure) return { failure: error };
      throw error;
    }
  };

  return {
    read: async (managed, vnets, { report, signal }) => {
      const managedVNets = vnets.filter((vnet) => managed.some((scope) => covers(scope, vnet)));
      const due = managedVNets.filter((vnet) => (cachedFor(vnet)?.until ?? 0) <= clock.ticks()).slice(0, MAX_PER_READ);
      let done = 0;
      await mapInParallel(due, PARALLEL, async (vnet) => {
        cache.set(resourceKey(vnet.id), { ...(await readGroups(vnet, signal)), until: clock.ticks() + CACHE_MS });
        done += 1;
        report({ phase: 'Reading connected groups', done, total: due.length });
      });
      const answers = managedVNets.map(cachedFor);
      const groups = answers.flatMap((one) => (one && 'groups' in one ? one.groups : []));
      const unreadableIn = managedVNets.filter((vnet) => !isRead(cachedFor(vnet))).map(({ id }) => subscriptionOf(id));
      return { rows: mergeConnectedGroups(groups), unread: readErrorsOf(managed, answers), unreadableIn: [...new Set(unreadableIn)] };
    },
  };
}

const isRead = (answer: Answer | undefined): boolean => answer !== undefined && 'groups' in answer;

const covers = (scope: ManagedScope, { id }: VNetRow): boolean => {
  const subscription = subscriptionOf(id);
  return subscription !== '' && (scope.managementGroups || scope.subscriptionIds.some((one) => one.toLowerCase() === subscription));
};

/** Returns the read errors: one for all failures, with the first message, and one for the VNets that are still to be read. */
function readErrorsOf(managed: readonly ManagedScope[], answers: readonly (CachedAnswer | undefined)[]): readonly ReadError[] {
  const scope = managed[0]?.id ?? 'Microsoft.Network/networkManagers';
  const failures = answers.flatMap((one) => (one && 'failure' in one ? one.failure : []));
  const pending = answers.filter((one) => one === undefined).length;
  const message = 'They will be read over the next minutes, a few hundred at a time';
  return [
    ...failures.slice(0, 1).map((first) => toReadError(scope, `Connected groups of ${failures.length} VNets`, first)),
    ...(pending > 0 ? [{ scope, name: `Connected groups of ${pending} VNets`, message }] : []),
  ];
}
