import type { ResourceKey } from '@peerscape/shared/arm';
import { type PointerEvent, type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { ThemeName } from '../../../lib/format/half-status-styles.ts';
import type { Box, Point } from '../geometry/bounds.ts';
import { fitView, type Size, toMap, toScreen, type View, visibleBounds } from '../geometry/view.ts';
import { maskNodes } from '../interaction/create-picture.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import type { FindingCounts } from '../paint/finding-badges.ts';
import { fitCanvas } from '../paint/paint-context.ts';
import { type MinimapPicture, paintMinimap } from '../paint/paint-minimap.ts';

const SIZE: Size = { width: 184, height: 124 };

/** Handle that moves the minimap's frame with the view, without a render. */
export interface MinimapHandle {
  follow(view: View, size: Size): void;
}

interface MinimapProps {
  readonly viewport: ViewportState;
  readonly theme: ThemeName;
  readonly findings: FindingCounts;
  /** VNets and ghosts that match the filter; undefined for all. */
  readonly shown: ReadonlySet<ResourceKey> | undefined;
  readonly handle: RefObject<MinimapHandle | undefined>;
  onMove(at: Point): void;
}

/** Returns true if the minimap is useful: part of the scene is out of view, and there is space for it. */
export function needsMinimap({ bounds, view, size, scene }: ViewportState): boolean {
  const visible = visibleBounds(view, size);
  const slack = 0.02 * (bounds.x2 - bounds.x1);
  const showsAll =
    visible.x1 <= bounds.x1 + slack &&
    visible.y1 <= bounds.y1 + slack &&
    visible.x2 >= bounds.x2 - slack &&
    visible.y2 >= bounds.y2 - slack;
  return !showsAll && size.width >= 640 && size.height >= 360 && scene.nodes.length > 1;
}

/** Renders all VNets as dots with marks on those that need attention, and a frame around the visible part; dragging in it moves the view. */
export function Minimap({ viewport, theme, findings, shown, handle, onMove }: MinimapProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { view, size } = viewport;
  const minimapView = useMemo(() => fitView(viewport.bounds, SIZE, 8), [viewport]);
  // not with each render: the map renders whenever the pointer reaches another item
  useEffect(() => {
    const { scene } = viewport;
    const dimmed = shown && maskNodes(scene, ({ key }) => !shown.has(key));
    if (canvas.current) draw(canvas.current, { scene, findings, dimmed }, minimapView, theme);
  }, [viewport, minimapView, findings, shown, theme]);
  const follow = (current: View, screen: Size) => frame.current && placeFrame(frame.current, minimapView, visibleBounds(current, screen));
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
    onMove(toMap(minimapView, { x: event.clientX - left, y: event.clientY - top }));
  };
  return (
    <div className="ps-map-minimap" style={SIZE} onPointerDown={move} onPointerMove={move} data-nodes={viewport.scene.nodes.length}>
      <canvas ref={canvas} />
      <div ref={frame} />
    </div>
  );
}

function placeFrame(frame: HTMLElement, minimapView: View, visible: Box): void {
  const from = toScreen(minimapView, { x: visible.x1, y: visible.y1 });
  const to = toScreen(minimapView, { x: visible.x2, y: visible.y2 });
  const [left, top] = [Math.max(0, from.x), Math.max(0, from.y)];
  Object.assign(frame.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${Math.max(4, Math.min(SIZE.width, to.x) - left)}px`,
    height: `${Math.max(4, Math.min(SIZE.height, to.y) - top)}px`,
  });
}

function draw(canvas: HTMLCanvasElement, picture: MinimapPicture, minimapView: View, theme: ThemeName): void {
  const ratio = window.devicePixelRatio || 1;
  const ctx = fitCanvas(canvas, { ...SIZE, ratio }).getContext('2d');
  if (!ctx) return;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, SIZE.width, SIZE.height);
  paintMinimap(ctx, picture, minimapView, theme);
}
