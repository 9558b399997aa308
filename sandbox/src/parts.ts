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

/** State and services shared by the middleware and the control API. */
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
  /** World that was loaded last. */
  world: World | undefined;
}

/** Factor on Azure's request limits, so that ordinary use never reaches them; not applied with the latency profile `azure`. */
const THROTTLE_FACTOR = 20;

/** Creates the context of a sandbox without a world. */
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
    throttle: throttle(clock, pace === 'azure' ? 1 : THROTTLE_FACTOR),
    faults: faultBook(),
    latency: { ms: 0 },
    startPace: pace,
    startPageSize: pageSize,
    world: undefined,
  };
}

/** Replaces the content of the store by the world. A world that is impossible in Azure is rejected and changes nothing. */
export function settle(context: Parts, world: World): Parsed<undefined> {
  const isEmpty = context.store.vnets.size === 0;
  const seeded = seedWorld(isEmpty ? context.store : memoryStore(), world);
  if (!seeded.ok) {
    if (isEmpty) context.store.clear();
    return seeded;
  }
  if (!isEmpty) {
    context.store.clear();
    seedWorld(context.store, world);
  }
  context.graph.rescan();
  context.world = world;
  return seeded;
}
