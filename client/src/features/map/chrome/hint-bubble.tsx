import type { ReactElement } from 'react';
import type { Point } from '../geometry/bounds.ts';
import type { Size } from '../geometry/view.ts';
import type { Hint } from '../interaction/hint.ts';
import { usePlaceBeside } from './use-place-beside.ts';

export interface HintState {
  readonly hint: Hint;
  readonly at: Point;
}

/** Renders what releasing the pointer will do, next to the pointer. A refusal is marked with a cross. Changes are announced. */
export function HintBubble({ state: { hint, at }, size }: { state: HintState; size: Size }): ReactElement {
  const element = usePlaceBeside(at, size);
  return (
    <div ref={element} className={`ps-map-tooltip ${hint.isAllowed ? 'ps-map-fits' : 'ps-map-refused'}`} role="tooltip" aria-live="polite">
      {hint.text}
    </div>
  );
}
