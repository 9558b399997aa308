import type { ParseResult } from '@peerscape/shared/net';
import type { World } from '@peerscape/shared/world';
import type { Latency } from './arm/latency.ts';
import type { WireSettings } from './arm/reply.ts';
import { createRouteTable, type RouteTable } from './arm/route.ts';
import { createThrottle, type Throttle } from './arm/throttle.ts';
import { createTranscript, type Transcript } from './arm/transcript.ts';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { createFaultRegistry, type FaultRegistry } from './control/faults.ts';
import { createGraphIndex, type GraphIndex } from './graph/graph-index.ts';
import { findHomeTenant } from './identity/home-tenant.ts';
import { createTokenService, type TokenService } from './identity/token-service.ts';
import { LATENCY_PROFILES, type LatencyProfileName } from './latency-profiles.ts';
import { createRoutes } from './routes.ts';
import { seedFixture } from './seed/seed-fixture.ts';
import { createMemoryStore } from './store/memory-store.ts';
import type { Store } from './store/store.ts';

/** State and services shared by the middleware and the control API. */
export interface SandboxContext {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly graph: GraphIndex;
  readonly tokens: TokenService;
  readonly table: RouteTable;
  readonly transcript: Transcript;
  readonly wire: WireSettings;
  readonly throttle: Throttle;
  readonly faults: FaultRegistry;
  readonly latency: Latency;
  readonly initialLatencyProfile: LatencyProfileName;
  readonly initialPageSize: number;
  /** World that was loaded last. */
  fixture: World | undefined;
}

/** Factor on Azure's request limits, so that ordinary use never reaches them; not applied with the latency profile `azure`. */
const THROTTLE_FACTOR = 20;

/** Creates the context of a sandbox without a world. */
export function createContext(tokenKey: Buffer, pace: LatencyProfileName, pageSize: number): SandboxContext {
  const clock = createVirtualClock();
  const store = createMemoryStore();
  store.operationTiming = LATENCY_PROFILES[pace].operationTiming;
  const graph = createGraphIndex(store, clock);
  return {
    store,
    clock,
    graph,
    tokens: createTokenService(tokenKey, clock, () => findHomeTenant(store)),
    table: createRouteTable(createRoutes(graph)),
    transcript: createTranscript(),
    wire: { pageSize, retryAfter: LATENCY_PROFILES[pace].retryAfter },
    throttle: createThrottle(clock, pace === 'azure' ? 1 : THROTTLE_FACTOR),
    faults: createFaultRegistry(),
    latency: { ms: 0 },
    initialLatencyProfile: pace,
    initialPageSize: pageSize,
    fixture: undefined,
  };
}

/** Replaces the content of the store by the world. A world that is impossible in Azure is rejected and changes nothing. */
export function loadFixture(context: SandboxContext, world: World): ParseResult<undefined> {
  const isEmpty = context.store.vnets.size === 0;
  const seeded = seedFixture(isEmpty ? context.store : createMemoryStore(), world);
  if (!seeded.ok) {
    if (isEmpty) context.store.clear();
    return seeded;
  }
  if (!isEmpty) {
    context.store.clear();
    seedFixture(context.store, world);
  }
  context.graph.rescan();
  context.fixture = world;
  return seeded;
}
