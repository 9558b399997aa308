import { parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { ConnectedGroupRow, Unread, VNetRow } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import { inParallel } from '../in-parallel.ts';
import { unreadOf } from '../unread.ts';
import type { ReadContext } from './estate.ts';
import type { AzurePort, ManagedScope } from './ports.ts';

export interface ConnectedGroupReader {
  read(managed: readonly ManagedScope[], vnets: readonly VNetRow[], context: ReadContext): Promise<ConnectedGroupsRead>;
}

interface ConnectedGroupsRead {
  readonly rows: readonly ConnectedGroupRow[];
  readonly unread: readonly Unread[];
}

const PARALLEL = 8;
const FRESH_FOR_MS = 60_000;
/** What a network manager does to a VNet is one request per VNet; an estate larger than this gets it over several reads. */
const MOST = 500;

type Heard = { readonly groups: readonly ConnectedGroupRow[] } | { readonly failure: Failure };
type Known = Heard & { readonly until: number };

/** Reads which VNets network managers connect without peerings. Asks only where a network manager is in charge, and keeps what it heard. */
export function createConnectedGroupReader(port: AzurePort, clock: Clock): ConnectedGroupReader {
  const known = new Map<ResourceKey, Known>();
  const knownOf = ({ id }: VNetRow) => known.get(resourceKey(id));

  const ask = async ({ id }: VNetRow, signal: AbortSignal): Promise<Heard> => {
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
      const inCharge = vnets.filter((vnet) => managed.some((scope) => covers(scope, vnet)));
      const due = inCharge.filter((vnet) => (knownOf(vnet)?.until ?? 0) <= clock.now()).slice(0, MOST);
      let done = 0;
      await inParallel(due, PARALLEL, async (vnet) => {
        known.set(resourceKey(vnet.id), { ...(await ask(vnet, signal)), until: clock.now() + FRESH_FOR_MS });
        done += 1;
        report({ phase: 'Reading connected groups', done, total: due.length });
      });
      const heard = inCharge.map(knownOf);
      const groups = heard.flatMap((one) => (one && 'groups' in one ? one.groups : []));
      return { rows: gather(groups), unread: whatIsMissing(managed, heard) };
    },
  };
}

const covers = (scope: ManagedScope, { id }: VNetRow): boolean => {
  const parts = parseResourceId(id);
  if (!parts.ok) return false;
  return scope.managementGroups || scope.subscriptionIds.some((one) => one.toLowerCase() === parts.value.subscriptionId.toLowerCase());
};

/** One row for each group, with all its VNets in the order of their ids. */
function gather(rows: readonly ConnectedGroupRow[]): readonly ConnectedGroupRow[] {
  const groups = new Map<string, ConnectedGroupRow>();
  for (const row of rows) {
    const before = groups.get(row.id.toLowerCase());
    groups.set(row.id.toLowerCase(), { ...row, vnetIds: [...(before?.vnetIds ?? []), ...row.vnetIds].sort() });
  }
  return [...groups.values()];
}

function whatIsMissing(managed: readonly ManagedScope[], heard: readonly (Known | undefined)[]): readonly Unread[] {
  const scope = managed[0]?.id ?? 'Microsoft.Network/networkManagers';
  const failures = heard.flatMap((one) => (one && 'failure' in one ? one.failure : []));
  const later = heard.filter((one) => one === undefined).length;
  const message = 'They are read over the next minutes, a few hundred at a time';
  return [
    ...failures.slice(0, 1).map((first) => unreadOf(scope, `Connected groups of ${failures.length} VNets`, first)),
    ...(later > 0 ? [{ scope, name: `Connected groups of ${later} VNets`, message }] : []),
  ];
}
