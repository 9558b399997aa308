import type { ResourceKey } from '@peerscape/shared/arm';
import { type Refusal, refusedPeers } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import type { Point } from '../geometry/room.ts';
import { nodeUnder } from '../model/hit.ts';
import type { Scene } from '../model/scene.ts';
import type { Aim } from '../paint/aim.ts';
import { type Hint, hintOf } from './hint.ts';
import { type ConnectEffect, type ConnectEvent, connect, NOT_CONNECTING } from './tools/connect.ts';

/** What the connect tool sees of the map. */
interface Ground {
  topology(): Topology | undefined;
  scene(): Scene;
  zoom(): number;
}

/** What it asks of the map. */
interface Hands {
  offer(key: ResourceKey | undefined): void;
  /** Leaves all but these VNets in the background; undefined brings all back. */
  dim(refused: ReadonlyMap<ResourceKey, Refusal> | undefined): void;
  aim(aim: Aim | undefined): void;
  hint(hint: Hint | undefined, at: Point): void;
  putBack(key: ResourceKey, home: Point): void;
  propose(a: ResourceKey, b: ResourceKey): void;
}

/** The connect tool in hand: asks the scene what lies under the pointer and carries out what the tool wants. */
export interface Connecting {
  run(event: ConnectEvent): void;
  /** The hand moved to that place of the map. */
  move(at: Point): void;
  /** Whether the hand aims or carries, so that Escape has something to call off. */
  isBusy(): boolean;
  /** Whether what the hand carries was called off and must not follow it any more. */
  isCalledOff(): boolean;
}

/** A connect tool on that ground. */
export function connectingOn(ground: Ground, hands: Hands): Connecting {
  let tool = NOT_CONNECTING;
  let known: { readonly topology: Topology; readonly from: ResourceKey; readonly refused: ReadonlyMap<ResourceKey, Refusal> } | undefined;

  const refusedFor = (from: ResourceKey): ReadonlyMap<ResourceKey, Refusal> => {
    const topology = ground.topology();
    if (!topology) return new Map();
    if (known?.topology !== topology || known.from !== from) known = { topology, from, refused: refusedPeers(topology, from) };
    return known.refused;
  };
  const run = (event: ConnectEvent) => {
    const [next, ...effects] = connect(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: ConnectEffect) => {
    switch (effect.do) {
      case 'offer':
        return hands.offer(effect.key);
      case 'dim':
        return hands.dim(effect.from && refusedFor(effect.from));
      case 'rubber-band':
        return hands.aim(aimOf(effect.from, effect.to, effect.over));
      case 'hint': {
        const [topology, { from, over, at }] = [ground.topology(), effect];
        return hands.hint(over && topology && hintOf(topology, refusedFor(from).get(over), from, over), at);
      }
      case 'let-go':
        hands.aim(undefined);
        return hands.hint(undefined, { x: 0, y: 0 });
      case 'put-back':
        return hands.putBack(effect.key, effect.home);
      case 'propose':
        return hands.propose(effect.a, effect.b);
    }
  };
  const aimOf = (from: ResourceKey, to: Point, over: ResourceKey | undefined): Aim | undefined => {
    const { indexOf } = ground.scene();
    const start = indexOf.get(from);
    if (start === undefined) return undefined;
    return { from: start, to, over: over && indexOf.get(over), fits: !over || !refusedFor(from).has(over) };
  };
  return {
    run,
    move(at) {
      if (tool.path !== 'connect.aiming' && tool.path !== 'connect.carrying') return;
      const scene = ground.scene();
      const under = nodeUnder(scene, at, ground.zoom(), scene.indexOf.get(tool.from));
      run({ type: 'move', at, over: under === undefined ? undefined : scene.nodes[under]?.key });
    },
    isBusy: () => tool.path === 'connect.aiming' || tool.path === 'connect.carrying',
    isCalledOff: () => tool.path === 'connect.called-off',
  };
}
