import type { ReactElement } from 'react';
import type { Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { Hint } from '../interaction/hint.ts';

export interface HintState {
  readonly hint: Hint;
  readonly at: Point;
}

/** Renders what releasing the pointer will do, next to the pointer. A refusal is marked with a cross. Changes are announced. */
export function HintBubble({ state: { hint, at }, size }: { state: HintState; size: Size }): ReactElement {
  const [isNearRight, isNearBottom] = [at.x > size.width - 340, at.y > size.height - 120];
  const position = {
    ...(isNearRight ? { right: size.width - at.x + 18 } : { left: at.x + 18 }),
    ...(isNearBottom ? { bottom: size.height - at.y + 18 } : { top: at.y + 20 }),
  };
  return (
    <div
      className={`ps-map-tooltip ${hint.isAllowed ? 'ps-map-fits' : 'ps-map-refused'}`}
      style={position}
      role="tooltip"
      aria-live="polite"
    >
      {hint.text}
    </div>
  );
}
