import type { ResourceKey } from '@peerscape/shared/arm';
import type { PointerEvent, ReactElement, RefObject } from 'react';
import type { Point } from '../geometry/room.ts';
import type { LivingMap } from '../interaction/living-map.ts';

/** The VNet that can be taken by its handle, and where that stands on screen. */
export interface Offered {
  readonly key: ResourceKey;
  readonly at: Point;
}

interface ConnectHandleProps {
  readonly offered: Offered;
  /** What the map is drawn on: places are counted from its corner. */
  readonly surface: RefObject<HTMLElement | null>;
  readonly map: LivingMap;
  onTake(): void;
}

/** The round handle at a VNet's edge, to drag to another. It is for hands alone: with keys one connects from a list. */
export function ConnectHandle({ offered: { key, at }, surface, map, onTake }: ConnectHandleProps): ReactElement {
  const take = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    onTake();
    map.takeHandle(key);
  };
  const move = ({ clientX, clientY, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
    const corner = surface.current?.getBoundingClientRect();
    if (corner && currentTarget.hasPointerCapture(pointerId)) map.moveHandle({ x: clientX - corner.left, y: clientY - corner.top });
  };
  return (
    <div
      className="ps-map-handle"
      style={{ left: at.x, top: at.y }}
      aria-hidden="true"
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={() => map.dropHandle()}
      onPointerCancel={() => map.cancel()}
    >
      <svg viewBox="-6 -6 12 12" aria-hidden="true">
        <path d="M-3 0H3M0 -3V3" />
      </svg>
    </div>
  );
}
