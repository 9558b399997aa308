import { resourceKey } from '@peerscape/shared/arm';
import { expect, test, vi } from 'vitest';
import { createMoveController } from './move-controller.ts';

test('a dropped VNet is placed and saved at whole map units', () => {
  const key = resourceKey('/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub');
  const at = { x: 10.4, y: -2.6 };
  const scene = {
    state: { positionOf: () => at },
    setDragged: vi.fn(),
    moveVNet: vi.fn(),
    placeVNet: vi.fn(),
    stopAnimation: vi.fn(),
  };
  const save = vi.fn();
  const { run, isDragging } = createMoveController({ scene: scene as never, onStart: vi.fn(), save });
  run({ type: 'drag', key, at });
  expect([isDragging(), scene.moveVNet.mock.calls]).toEqual([true, [[key, at]]]);
  run({ type: 'drop' });
  expect([isDragging(), scene.setDragged.mock.calls]).toEqual([false, [[key], [undefined]]]);
  expect(scene.placeVNet).toHaveBeenCalledWith(key, { x: 10, y: -3 });
  expect(save).toHaveBeenCalledWith(key, { x: 10, y: -3 });
});
