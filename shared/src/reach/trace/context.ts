import type { SubnetPlace } from '../estate.ts';
import type { Model } from '../model.ts';
import type { EffectiveRoute } from '../routes/effective-route.ts';
import type { Packet } from './packet.ts';
import type { Path, Sender, Trail } from './trail.ts';

/** Dependencies of the steps of a path. */
export interface Context {
  readonly model: Model;
  readonly packet: Packet;
  /** Follows the packet from a subnet by its effective routes. */
  readonly walk: (context: Context, place: SubnetPlace, sender: Sender, before: Trail) => readonly Path[];
}

/** Place that sends a packet on by a route. */
export interface Departure {
  readonly place: SubnetPlace;
  readonly sender: Sender;
  readonly route: EffectiveRoute;
  readonly trail: Trail;
}
