import type { ReactElement } from 'react';
import type { Point } from '../geometry/room.ts';
import type { Size } from '../geometry/view.ts';
import type { Hint } from '../interaction/hint.ts';

export interface Hinted {
  readonly hint: Hint;
  readonly at: Point;
}

/** What would come of letting go, beside the hand; a refusal has a sign before it and is announced. */
export function HintWords({ hinted: { hint, at }, size }: { hinted: Hinted; size: Size }): ReactElement {
  const [toLeft, toTop] = [at.x > size.width - 340, at.y > size.height - 120];
  const place = {
    ...(toLeft ? { right: size.width - at.x + 18 } : { left: at.x + 18 }),
    ...(toTop ? { bottom: size.height - at.y + 18 } : { top: at.y + 20 }),
  };
  return (
    <div className={`ps-map-tooltip ${hint.fits ? 'ps-map-fits' : 'ps-map-refused'}`} style={place} role="tooltip" aria-live="polite">
      {hint.text}
    </div>
  );
}
