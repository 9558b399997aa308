import type { ResourceKey } from '@peerscape/shared/arm';
import { type Refusal, refusedPeers } from '@peerscape/shared/plan';
import type { Topology } from '@peerscape/shared/topology';
import type { Point } from '../geometry/bounds.ts';
import { hitTestNode } from '../model/hit-test.ts';
import type { Scene } from '../model/scene.ts';
import type { RubberBand } from '../paint/rubber-band.ts';
import { connectHint, type Hint } from './hint.ts';
import { CONNECT_IDLE, type ConnectEffect, type ConnectEvent, reduceConnect } from './tools/connect-tool.ts';

/** Map state that the connect tool reads. */
interface ConnectMapState {
  topology(): Topology | undefined;
  scene(): Scene;
  zoom(): number;
}

/** Actions of the connect tool on the map. */
interface ConnectActions {
  /** Shows the connect handle of a VNet; undefined hides it. */
  showHandle(key: ResourceKey | undefined): void;
  /** Dims the VNets that cannot be peered, with the reasons; undefined restores all. */
  dim(refused: ReadonlyMap<ResourceKey, Refusal> | undefined): void;
  drawRubberBand(rubberBand: RubberBand | undefined): void;
  showHint(hint: Hint | undefined, at: Point): void;
  restorePosition(key: ResourceKey, origin: Point): void;
  propose(a: ResourceKey, b: ResourceKey): void;
}

/** Runs the connect tool on the map: does the hit tests and carries out the tool's effects. */
export interface ConnectController {
  run(event: ConnectEvent): void;
  /** Handles a pointer move to a point of the map. */
  move(at: Point): void;
  /** Returns true during a drag, which Escape cancels. */
  isBusy(): boolean;
  /** Returns true if the drag was cancelled and the VNet must not follow the pointer any more. */
  isCancelled(): boolean;
}

/** Creates the controller of the connect tool. */
export function createConnectController(map: ConnectMapState, actions: ConnectActions): ConnectController {
  let tool = CONNECT_IDLE;
  let cached: { readonly topology: Topology; readonly from: ResourceKey; readonly refused: ReadonlyMap<ResourceKey, Refusal> } | undefined;

  const refusedFor = (from: ResourceKey): ReadonlyMap<ResourceKey, Refusal> => {
    const topology = map.topology();
    if (!topology) return new Map();
    if (cached?.topology !== topology || cached.from !== from) cached = { topology, from, refused: refusedPeers(topology, from) };
    return cached.refused;
  };
  const run = (event: ConnectEvent) => {
    const [next, ...effects] = reduceConnect(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: ConnectEffect) => {
    switch (effect.do) {
      case 'show-handle':
        return actions.showHandle(effect.key);
      case 'dim':
        return actions.dim(effect.from && refusedFor(effect.from));
      case 'rubber-band':
        return actions.drawRubberBand(rubberBandOf(effect.from, effect.to, effect.over));
      case 'hint': {
        const [topology, { from, over, at }] = [map.topology(), effect];
        return actions.showHint(over && topology && connectHint(topology, refusedFor(from).get(over), from, over), at);
      }
      case 'clear-feedback':
        actions.drawRubberBand(undefined);
        return actions.showHint(undefined, { x: 0, y: 0 });
      case 'restore-position':
        return actions.restorePosition(effect.key, effect.origin);
      case 'propose':
        return actions.propose(effect.a, effect.b);
    }
  };
  const rubberBandOf = (from: ResourceKey, to: Point, over: ResourceKey | undefined): RubberBand | undefined => {
    const { indexOf } = map.scene();
    const start = indexOf.get(from);
    if (start === undefined) return undefined;
    return { from: start, to, snapTarget: over && indexOf.get(over), isAllowed: !over || !refusedFor(from).has(over) };
  };
  return {
    run,
    move(at) {
      if (tool.path !== 'connect.dragging-handle' && tool.path !== 'connect.dragging-vnet') return;
      const scene = map.scene();
      const under = hitTestNode(scene, at, map.zoom(), scene.indexOf.get(tool.from));
      run({ type: 'move', at, over: under === undefined ? undefined : scene.nodes[under]?.key });
    },
    isBusy: () => tool.path === 'connect.dragging-handle' || tool.path === 'connect.dragging-vnet',
    isCancelled: () => tool.path === 'connect.cancelled',
  };
}
