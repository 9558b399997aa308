import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { newPicker } from '../interaction/picker.ts';
import { surroundingsOf } from '../model/surroundings.ts';
import { topologyOf } from '../testing/map-worlds.ts';
import { meshWorld, placedScene } from '../testing/mesh-worlds.ts';
import { Tooltip } from './tooltip.tsx';

afterEach(cleanup);

function told(world: string): string {
  const scene = placedScene(world);
  const around = surroundingsOf(scene);
  const target = newPicker().at(scene, around, around.meshHulls[0]?.middle ?? { x: 0, y: 0 }, 0.2, false);
  if (!target) throw new Error('there is nothing in the middle');
  const size = { width: 800, height: 600 };
  const pointed = { target, at: { x: 10, y: 10 } };
  const { getByRole } = render(
    <Tooltip pointed={pointed} topology={topologyOf(world)} theme="light" size={size} findings={new Map()} planned={new Map()} />,
  );
  return getByRole('tooltip').textContent ?? '';
}

describe('what is told of a large mesh', () => {
  it('is how large it is, and which of its lines are drawn', () => {
    expect(told(meshWorld(12))).toBe(
      'Mesh of 12 VNets, 66 peeringsLines that need attention are always drawn; the others as you zoom in, or for the VNet that you point at.',
    );
  });

  it('is also what is missing, by name where it is little', () => {
    expect(told(meshWorld(12, { '1-2': '' }))).toContain('1 peering missingm-1 – m-2Lines');
    cleanup();
    const many = Object.fromEntries(['1-2', '3-4', '5-6', '7-8', '9-10', '11-12'].map((pair) => [pair, '']));
    expect(told(meshWorld(12, many))).toContain('m-7 – m-8 and 2 more');
  });
});
