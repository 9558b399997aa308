import type { Parsed } from '@peerscape/shared/net';
import type { World } from '@peerscape/shared/world';
import type { Latency } from './arm/latency.ts';
import type { WireSettings } from './arm/reply.ts';
import { type RouteTable, routeTable } from './arm/route.ts';
import { type Throttle, throttle } from './arm/throttle.ts';
import { type Transcript, transcript } from './arm/transcript.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
import { type FaultBook, faultBook } from './control/faults.ts';
import { type GraphIndex, graphIndex } from './graph/graph-index.ts';
import { homeTenant } from './identity/home-tenant.ts';
import { type TokenBook, tokenBook } from './identity/tokens.ts';
import { PACES, type PaceName } from './pace.ts';
import { routesOver } from './routes.ts';
import { seedWorld } from './seed/seed-world.ts';
import { memoryStore } from './store/memory-store.ts';
import type { Store } from './store/store.ts';

/** Everything that the spine and the control door work on. */
export interface Parts {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly graph: GraphIndex;
  readonly tokens: TokenBook;
  readonly table: RouteTable;
  readonly transcript: Transcript;
  readonly wire: WireSettings;
  readonly throttle: Throttle;
  readonly faults: FaultBook;
  readonly latency: Latency;
  readonly startPace: PaceName;
  readonly startPageSize: number;
  /** What it was last filled with. */
  world: World | undefined;
}

/** Azure's request limits times this, unless Azure's own pace is asked for: ordinary use never meets them. */
const GENEROUS = 20;

/** The parts of a sandbox without a world. */
export function makeParts(tokenKey: Buffer, pace: PaceName, pageSize: number): Parts {
  const clock = virtualClock();
  const store = memoryStore();
  store.pace = PACES[pace].pace;
  const graph = graphIndex(store, clock);
  return {
    store,
    clock,
    graph,
    tokens: tokenBook(tokenKey, clock, () => homeTenant(store)),
    table: routeTable(routesOver(graph)),
    transcript: transcript(),
    wire: { pageSize, retryAfter: PACES[pace].retryAfter },
    throttle: throttle(clock, pace === 'azure' ? 1 : GENEROUS),
    faults: faultBook(),
    latency: { ms: 0 },
    startPace: pace,
    startPageSize: pageSize,
    world: undefined,
  };
}

/** Empties the memory and fills it with the world; a world in which Azure could not be is refused and changes nothing. */
export function settle(parts: Parts, world: World): Parsed<undefined> {
  const isEmpty = parts.store.vnets.size === 0;
  const seeded = seedWorld(isEmpty ? parts.store : memoryStore(), world);
  if (!seeded.ok) {
    if (isEmpty) parts.store.clear();
    return seeded;
  }
  if (!isEmpty) {
    parts.store.clear();
    seedWorld(parts.store, world);
  }
  parts.graph.rescan();
  parts.world = world;
  return seeded;
}
