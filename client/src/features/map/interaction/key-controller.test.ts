import type { ResourceKey } from '@peerscape/shared/arm';
import { describe, expect, it } from 'vitest';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { toKeyAction } from './key-actions.ts';
import { createKeyController } from './key-controller.ts';
import { createSceneState } from './scene-state.ts';

const { elements } = loadFixture('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n');
const [a, b] = [keyOf(elements, 'a'), keyOf(elements, 'b')];
const state = createSceneState();
state.setElements(
  elements,
  new Map([
    [a, { x: 0, y: 0 }],
    [b, { x: 300, y: 0 }],
  ]),
);

/** Presses a key while an item is focused, or on the button of a VNet; returns the result and the calls. */
function press(key: string, focused?: FocusedItem, at?: ResourceKey) {
  const calls: string[] = [];
  const keys = createKeyController({
    state,
    focused: () => focused,
    camera: {
      zoomBy: (factor) => calls.push(factor > 1 ? 'zoom in' : 'zoom out'),
      panBy: (x, y) => calls.push(`pan ${x} ${y}`),
      bringIntoView: (node) => calls.push(`show ${node}`),
    },
    focusItem: (item) => calls.push(`focus ${item?.key === b ? 'b' : 'another'}`),
  });
  const action = toKeyAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false });
  return { result: action && keys.run(action, at), calls };
}

describe('keyboard', () => {
  it('focuses the next VNet and brings it into view', () => {
    expect(press('ArrowRight', { kind: 'vnet', key: a })).toEqual({
      result: { kind: 'reached', key: b },
      calls: [`show ${state.scene.indexOf.get(b)}`, 'focus b'],
    });
  });

  it('steps from the VNet with the keyboard focus, and opens nothing while nothing is open', () => {
    expect(press('ArrowRight', undefined, a)).toEqual({
      result: { kind: 'reached', key: b },
      calls: [`show ${state.scene.indexOf.get(b)}`],
    });
  });

  it('reports a dead end when there is no VNet in that direction', () => {
    expect(press('ArrowLeft', { kind: 'vnet', key: a })).toEqual({ result: { kind: 'dead-end', from: a }, calls: [] });
  });

  it('pans the view when no VNet is focused', () => {
    expect(press('ArrowLeft').calls).toEqual(['pan 90 0']);
  });

  it('zooms', () => {
    expect([...press('+').calls, ...press('-').calls]).toEqual(['zoom in', 'zoom out']);
  });
});
