import type { LearnedReading, ListedRoutes } from '@peerscape/shared/api';
import { lastName, resourceKey, vnetIdOfSubnet } from '@peerscape/shared/arm';
import type { Snapshot } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime, withDeadline } from '../clock.ts';
import { Failure } from '../failure.ts';
import { mapInParallel } from '../map-in-parallel.ts';
import type { RoutePort } from './ports.ts';

/** Reads, on demand, routes that no GET returns. Reads only about resources of the snapshot. */
export interface RouteReader {
  /** Reads what gateways and Route Servers have learned. Rejects only if one of the ids is not in the snapshot. */
  readLearned(ids: readonly string[]): Promise<readonly LearnedReading[]>;
  /** Lists the network interfaces of a subnet. */
  listInterfaces(subnetId: string): Promise<readonly string[]>;
  /** Reads the effective routes of a network interface in a subnet. */
  readEffective(subnetId: string, interfaceId: string): Promise<ListedRoutes>;
  /** Ends all readings that are in progress. */
  stop(): void;
}

interface RouteReaderOptions {
  readonly port: RoutePort;
  readonly snapshot: () => Snapshot | undefined;
  readonly clock: Clock;
}

/** Longest time for one gateway, Route Server or interface, in milliseconds. Azure takes some seconds, and up to a minute for a busy gateway. */
const TIMEOUT_MS = 120_000;
/** Time for which requests share a reading, so that several users do not wear out Azure's limits. */
const SHARED_MS = 60_000;
/** BGP connections of a Route Server that are asked at a time; it has at most eight. */
const PARALLEL = 4;

/** Creates the reader. */
export function createRouteReader({ port, snapshot, clock }: RouteReaderOptions): RouteReader {
  const stopping = new AbortController();
  const inTime = <T>(name: string, read: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    withDeadline({ clock, milliseconds: TIMEOUT_MS, signal: stopping.signal, createTimeoutError: () => createTimeoutFailure(name) }, read);
  const requireRows = () => {
    const current = snapshot();
    if (!current) throw new Failure('no-snapshot');
    return current.rows;
  };
  const now = () => formatIsoTime(clock.now());
  const readings = createSharedReadings<LearnedReading>(clock);
  const tables = createSharedReadings<ListedRoutes>(clock);
  const interfaces = createSharedReadings<readonly string[]>(clock);

  const readGateway = async (id: string, signal: AbortSignal): Promise<LearnedReading> => {
    const routes = await port.learnedByGateway(id, signal);
    return { id, readAt: now(), peers: [], replies: [{ id, routes: routes }], problem: null };
  };
  const readRouteServer = async (id: string, signal: AbortSignal): Promise<LearnedReading> => {
    const peers = await port.listPeers(id, signal);
    const replies = await mapInParallel(peers, PARALLEL, async (peer) => ({
      id: peer.id,
      routes: await port.learnedFromPeer(peer.id, signal),
    }));
    return { id, readAt: now(), peers, replies, problem: null };
  };
  const requireSource = (requested: string): (() => Promise<LearnedReading>) => {
    const rows = requireRows();
    const key = resourceKey(requested);
    const hasKey = ({ id }: { readonly id: string }) => resourceKey(id) === key;
    const gateway = rows.gateways.find(hasKey);
    const { id } = gateway ?? rows.routeServers.find(hasKey) ?? {};
    if (id === undefined) throw new Failure('unknown-gateway', { detail: `Azure was not asked about ${requested.slice(0, 300)}` });
    const read = gateway ? readGateway : readRouteServer;
    return () =>
      readings(key, () => inTime(lastName(id), (signal) => read(id, signal))).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        return { id, readAt: now(), peers: [], replies: [], problem: error.problem };
      });
  };
  const requireSubnet = (requested: string): string => {
    const key = resourceKey(vnetIdOfSubnet(requested));
    const vnet = requireRows().vnets.find(({ id }) => resourceKey(id) === key);
    const subnet = vnet?.subnets.find(({ name }) => name.toLowerCase() === lastName(requested).toLowerCase());
    const id = vnet && subnet && `${vnet.id}/subnets/${subnet.name}`;
    if (id === undefined || resourceKey(id) !== resourceKey(requested))
      throw new Failure('unknown-subnet', { detail: `Azure was not asked about ${requested.slice(0, 300)}` });
    return id;
  };
  const listInterfaces = async (requested: string): Promise<readonly string[]> => {
    const id = requireSubnet(requested);
    return interfaces(resourceKey(id), () => inTime(lastName(id), (signal) => port.listInterfaces(id, signal)));
  };
  return {
    readLearned: async (ids) => {
      const distinct = [...new Map(ids.map((id) => [resourceKey(id), id])).values()];
      return Promise.all(distinct.map(requireSource).map((read) => read()));
    },
    listInterfaces,
    readEffective: async (subnetId, interfaceId) => {
      const key = resourceKey(interfaceId);
      const id = (await listInterfaces(subnetId)).find((each) => resourceKey(each) === key);
      if (id === undefined) throw new Failure('unknown-interface', { detail: `Azure was not asked about ${interfaceId.slice(0, 300)}` });
      return tables(key, async () => {
        const routes = await inTime(lastName(id), (signal) => port.effectiveRoutes(id, signal));
        return { readAt: now(), routes: routes };
      });
    },
    stop: () => stopping.abort(new Failure('read-canceled')),
  };
}

const createTimeoutFailure = (name: string): Failure =>
  new Failure('read-too-slow', {
    title: `Azure did not return the routes of ${name} within ${TIMEOUT_MS / 60_000} minutes`,
    detail: 'A gateway that is being updated can take longer. Try again later',
  });

/** Returns a function that reads a value, or returns the one that another request reads or has read within `SHARED_MS`. A failure is forgotten. */
function createSharedReadings<T>(clock: Clock): (key: string, read: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, { readonly value: Promise<T>; until: number }>();
  return (key, read) => {
    for (const [each, { until }] of entries) if (until <= clock.ticks()) entries.delete(each);
    const known = entries.get(key);
    if (known) return known.value;
    const entry = { value: read(), until: Number.POSITIVE_INFINITY };
    entries.set(key, entry);
    entry.value.then(
      () => {
        entry.until = clock.ticks() + SHARED_MS;
      },
      () => entries.delete(key),
    );
    return entry.value;
  };
}
