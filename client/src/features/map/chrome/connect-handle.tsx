import type { ResourceKey } from '@peerscape/shared/arm';
import type { PointerEvent, ReactElement, RefObject } from 'react';
import type { Point } from '../geometry/bounds.ts';
import type { InputController } from '../interaction/input-controller.ts';

/** VNet with a connect handle, and the handle's position on screen. */
export interface HandlePlacement {
  readonly key: ResourceKey;
  readonly at: Point;
}

interface ConnectHandleProps {
  readonly handle: HandlePlacement;
  /** Element of the map; positions are relative to its upper left corner. */
  readonly surface: RefObject<HTMLElement | null>;
  readonly input: Pick<InputController, 'grabHandle' | 'dragHandle' | 'releaseHandle' | 'cancel'>;
  onGrab(): void;
}

/** Renders the round handle at a VNet's edge, to drag to another VNet. It is for pointers only; the keyboard way is the connect dialog. */
export function ConnectHandle({ handle: { key, at }, surface, input, onGrab }: ConnectHandleProps): ReactElement {
  const grab = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    onGrab();
    input.grabHandle(key);
  };
  const move = ({ clientX, clientY, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
    const rect = surface.current?.getBoundingClientRect();
    if (rect && currentTarget.hasPointerCapture(pointerId)) input.dragHandle({ x: clientX - rect.left, y: clientY - rect.top });
  };
  return (
    <div
      className="ps-map-handle"
      style={{ left: at.x, top: at.y }}
      aria-hidden="true"
      onPointerDown={grab}
      onPointerMove={move}
      onPointerUp={() => input.releaseHandle()}
      onPointerCancel={() => input.cancel()}
    >
      <svg viewBox="-6 -6 12 12" aria-hidden="true">
        <path d="M-3 0H3M0 -3V3" />
      </svg>
    </div>
  );
}
