import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createHitTester } from '../interaction/hit-tester.ts';
import { annotationsOf } from '../model/annotations.ts';
import { topologyOf } from '../testing/map-fixtures.ts';
import { createPlacedScene, meshFixture } from '../testing/mesh-fixtures.ts';
import { Tooltip } from './tooltip.tsx';

afterEach(cleanup);

function tooltipText(world: string): string {
  const scene = createPlacedScene(world);
  const annotations = annotationsOf(scene);
  const target = createHitTester().findTarget(scene, annotations, annotations.meshHulls[0]?.middle ?? { x: 0, y: 0 }, 0.2, false);
  if (!target) throw new Error('There is no target at the centre');
  const size = { width: 800, height: 600 };
  const hover = { target, at: { x: 10, y: 10 } };
  const { getByRole } = render(
    <Tooltip hover={hover} topology={topologyOf(world)} theme="light" size={size} findings={new Map()} planned={new Map()} scene={scene} />,
  );
  return getByRole('tooltip').textContent ?? '';
}

describe('tooltip of a large mesh', () => {
  it('shows its size and explains which lines are drawn', () => {
    expect(tooltipText(meshFixture(12))).toBe(
      'Mesh of 12 VNets, 66 peeringsLines that need attention are always drawn. The others appear when you zoom in or hover over a VNet.',
    );
  });

  it('names the first missing peerings', () => {
    expect(tooltipText(meshFixture(12, { '1-2': '' }))).toContain('1 peering missingm-1 – m-2Lines');
    cleanup();
    const many = Object.fromEntries(['1-2', '3-4', '5-6', '7-8', '9-10', '11-12'].map((pair) => [pair, '']));
    expect(tooltipText(meshFixture(12, many))).toContain('m-7 – m-8 and 2 more');
  });
});
