import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { ViewportState } from '../interaction/map-io.ts';
import { boundsOf } from '../model/hit-test.ts';
import { createPlainPicture } from '../testing/drawing-fixtures.ts';
import { createPlacedScene } from '../testing/mesh-fixtures.ts';
import { createRecordingContext } from '../testing/recording-context.ts';
import { Minimap, type MinimapHandle } from './minimap.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('is drawn when the map has changed, and not with each render', () => {
  const getContext = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => createRecordingContext().ctx) as never);
  const scene = createPlacedScene('# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  const { labelOrder: order, findings } = createPlainPicture(scene);
  const viewport: ViewportState = {
    scene,
    order,
    bounds: boundsOf(scene),
    view: { zoom: 1, x: 0, y: 0 },
    size: { width: 800, height: 600 },
  };
  const handle: { current: MinimapHandle | undefined } = { current: undefined };
  const show = (shown: ViewportState) => (
    <Minimap viewport={shown} theme="light" findings={findings} shown={undefined} handle={handle} onMove={() => undefined} />
  );
  const { rerender } = render(show(viewport));
  expect(getContext).toHaveBeenCalledTimes(1);
  rerender(show(viewport));
  expect(getContext).toHaveBeenCalledTimes(1);
  rerender(show({ ...viewport }));
  expect(getContext).toHaveBeenCalledTimes(2);
});
