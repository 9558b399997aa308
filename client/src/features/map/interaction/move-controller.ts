import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../geometry/bounds.ts';
import type { SceneController } from './scene-controller.ts';
import { MOVE_IDLE, type MoveEffect, type MoveEvent, reduceMove } from './tools/move-tool.ts';

/** Actions of the move tool on the map. */
interface MoveActions {
  readonly scene: Pick<SceneController, 'state' | 'setDragged' | 'moveVNet' | 'placeVNet' | 'stopAnimation'>;
  /** Called when a drag starts, before the VNet moves. */
  onStart(): void;
  /** Saves the manual position of a VNet, in whole map units. */
  save(key: ResourceKey, at: Point): void;
}

/** Runs the move tool on the map. */
export interface MoveController {
  run(event: MoveEvent): void;
  isDragging(): boolean;
}

/** Creates the controller of the move tool. */
export function createMoveController({ scene, onStart, save }: MoveActions): MoveController {
  let tool = MOVE_IDLE;
  const run = (event: MoveEvent) => {
    const [next, ...effects] = reduceMove(tool, event);
    tool = next;
    effects.forEach(carryOut);
  };
  const carryOut = (effect: MoveEffect) => {
    switch (effect.do) {
      case 'start':
        onStart();
        return scene.setDragged(effect.key);
      case 'move':
        return scene.moveVNet(effect.key, effect.at);
      case 'end':
        return scene.setDragged(undefined);
      case 'save-position':
        return savePosition(effect.key);
    }
  };
  const savePosition = (key: ResourceKey) => {
    const at = scene.state.positionOf(key);
    if (!at) return;
    const rounded = { x: Math.round(at.x), y: Math.round(at.y) };
    scene.placeVNet(key, rounded);
    save(key, rounded);
  };
  return { run, isDragging: () => tool.path === 'move.dragging' };
}
