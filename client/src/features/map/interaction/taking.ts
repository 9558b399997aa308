import type { ResourceKey } from '@peerscape/shared/arm';
import type { GraphDoor } from '../cy/mount.ts';
import type { Point } from '../geometry/room.ts';
import { changedHalves } from '../model/changes.ts';
import { pointOf } from '../model/scene.ts';
import type { Placed } from '../model/use-placed.ts';
import type { Places } from '../placement/place.ts';
import type { Camera } from './camera.ts';
import { glide } from './glide.ts';
import type { Stand } from './stand.ts';

/** What is brought in step with what was placed. */
interface Ground {
  readonly stand: Stand;
  readonly graph: Pick<GraphDoor, 'patch' | 'move'>;
  readonly camera: Pick<Camera, 'fit' | 'refit'>;
  /** Whether the person asked for less motion. */
  still(): boolean;
  /** VNets have moved a step on their way. */
  stepped(): void;
}

/** Takes what was placed: puts VNets there, gliding where the eye can follow, and leaves the one in hand alone. */
export interface Taking {
  /** Takes it in place of what was there before; answers which halves look otherwise than they did. */
  take(placed: Placed, before: Placed | undefined, inHand: ResourceKey | undefined): readonly number[];
  stop(): void;
}

/** More VNets than this change their places at once, without gliding. */
const MOST_GLIDING = 2500;

/** Takes for that ground. */
export function takingOn({ stand, graph, camera, still, stepped }: Ground): Taking {
  let gliding: { stop(): void } | undefined;

  /** Puts VNets where they are to stand; answers whether one of them stood elsewhere. */
  const move = (places: Places, inHand: ResourceKey | undefined): boolean => {
    const others = inHand === undefined ? places : new Map([...places].filter(([key]) => key !== inHand));
    const stoodElsewhere = stand.move(others);
    if (stoodElsewhere) graph.move(others);
    return stoodElsewhere;
  };
  const placesNow = (): ReadonlyMap<string, Point> => {
    const { scene } = stand;
    return scene.nodes.length > MOST_GLIDING ? new Map() : new Map(scene.nodes.map(({ key }, i) => [key, pointOf(scene, i)]));
  };
  const glideFrom = (before: ReadonlyMap<string, Point>) => {
    if (still() || before.size === 0 || stand.scene.nodes.length > MOST_GLIDING) return;
    gliding = glide(stand.scene, before, () => {
      stand.moved();
      stepped();
    });
  };

  return {
    take(placed, before, inHand) {
      const { estate, arrangement, elements, places } = placed;
      if (before?.places === places && before.elements === elements) return [];
      gliding?.stop();
      const from = placesNow();
      const hand = inHand && stand.placeOf(inHand);
      if (before?.elements !== elements) graph.patch(elements, places);
      const moved = move(places, inHand);
      if (before?.elements !== elements) stand.fill(elements, hand ? new Map([...places, [inHand, hand]]) : places);
      if (before?.estate !== estate) {
        camera.fit(0);
        return [];
      }
      const isSameMap = before.arrangement === arrangement;
      if (!isSameMap) camera.fit();
      else if (moved) camera.refit();
      if (moved) glideFrom(from);
      return isSameMap ? changedHalves(before.elements, elements, stand.scene) : [];
    },
    stop: () => gliding?.stop(),
  };
}
