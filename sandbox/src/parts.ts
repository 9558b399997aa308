import type { Parsed } from '@peerscape/shared/net';
import type { World } from '@peerscape/shared/world';
import type { WireSettings } from './arm/reply.ts';
import { type RouteTable, routeTable } from './arm/route.ts';
import { type Transcript, transcript } from './arm/transcript.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
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
  /** What it was last filled with. */
  world: World | undefined;
}

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
    world: undefined,
  };
}

/** Empties the memory and fills it with the world; a world in which Azure could not be is refused and changes nothing. */
export function settle(parts: Parts, world: World): Parsed<undefined> {
  const rehearsal = memoryStore();
  const seeded = seedWorld(rehearsal, world);
  if (!seeded.ok) return seeded;
  parts.store.clear();
  seedWorld(parts.store, world);
  parts.graph.rescan();
  parts.world = world;
  return seeded;
}
