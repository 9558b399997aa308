import { type PointerEvent, type ReactElement, type RefObject, useEffect, useRef } from 'react';
import type { Theme } from '../../../lib/format/half-looks.ts';
import type { Box, Point } from '../geometry/room.ts';
import { onScreen, type Size, toMap, toScreen, type View, viewOf } from '../geometry/view.ts';
import type { Standing } from '../interaction/map-io.ts';
import { PALETTES } from '../model/palette.ts';
import { ROLES } from '../model/scene.ts';
import { fitCanvas } from '../paint/canvas.ts';

const SIZE: Size = { width: 184, height: 124 };

/** Moves the minimap's frame as the view moves, without waiting for a render. */
export interface MinimapHandle {
  follow(view: View, size: Size): void;
}

interface MinimapProps {
  readonly standing: Standing;
  readonly theme: Theme;
  readonly handle: RefObject<MinimapHandle | undefined>;
  onMove(at: Point): void;
}

/** Whether a small map of the whole helps: not when everything is in view anyway, nor when there is no room for it. */
export function needsMinimap({ extent, view, size, scene }: Standing): boolean {
  const seen = onScreen(view, size);
  const slack = 0.02 * (extent.x2 - extent.x1);
  const whole =
    seen.x1 <= extent.x1 + slack && seen.y1 <= extent.y1 + slack && seen.x2 >= extent.x2 - slack && seen.y2 >= extent.y2 - slack;
  return !whole && size.width >= 640 && size.height >= 360 && scene.nodes.length > 1;
}

/** The whole estate as dots, with a frame around what is in view; dragging in it moves the view. */
export function Minimap({ standing, theme, handle, onMove }: MinimapProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { scene, extent, view, size } = standing;
  const small = viewOf(extent, SIZE, 8);
  useEffect(() => {
    if (canvas.current) paintDots(canvas.current, standing, small, theme);
  });
  const follow = (now: View, screen: Size) => frame.current && putFrame(frame.current, small, onScreen(now, screen));
  useEffect(() => {
    handle.current = { follow };
    follow(view, size);
    return () => {
      handle.current = undefined;
    };
  });
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onMove(toMap(small, { x: event.clientX - left, y: event.clientY - top }));
  };
  return (
    <div className="ps-map-minimap" style={SIZE} onPointerDown={move} onPointerMove={move} data-nodes={scene.nodes.length}>
      <canvas ref={canvas} />
      <div ref={frame} />
    </div>
  );
}

function putFrame(frame: HTMLElement, small: View, seen: Box): void {
  const from = toScreen(small, { x: seen.x1, y: seen.y1 });
  const to = toScreen(small, { x: seen.x2, y: seen.y2 });
  const [left, top] = [Math.max(0, from.x), Math.max(0, from.y)];
  Object.assign(frame.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${Math.max(4, Math.min(SIZE.width, to.x) - left)}px`,
    height: `${Math.max(4, Math.min(SIZE.height, to.y) - top)}px`,
  });
}

function paintDots(canvas: HTMLCanvasElement, { scene }: Standing, small: View, theme: Theme): void {
  const ratio = window.devicePixelRatio || 1;
  const ctx = fitCanvas(canvas, { ...SIZE, ratio }).getContext('2d');
  if (!ctx) return;
  const palette = PALETTES[theme];
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, SIZE.width, SIZE.height);
  ROLES.forEach((role, number) => {
    ctx.fillStyle = palette.role[role];
    const half = Math.max(role === 'hub' ? 1.4 : 0.7, 16 * small.zoom);
    scene.role.forEach((is, node) => {
      if (is !== number) return;
      const { x, y } = toScreen(small, { x: scene.x[node] ?? 0, y: scene.y[node] ?? 0 });
      ctx.fillRect(x - half, y - half, 2 * half, 2 * half);
    });
  });
}
