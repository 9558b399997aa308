import cytoscape from 'cytoscape';
import { describe, expect, it } from 'vitest';
import { registerGestures } from './gestures.ts';

const AT = { x: 3, y: 4 };

/** Emits pointer events on a graph and returns the gestures that were recognised. */
function tapsFor(kind: 'touchstart' | 'mousedown', ...events: readonly string[]): readonly string[] {
  const cy = cytoscape({ headless: true });
  const taps: string[] = [];
  const ignore = () => undefined;
  registerGestures(cy, {
    tap: (at, touch, selects) => void taps.push(`tap ${at.x},${at.y}${touch ? ' touch' : ''}${selects ? ' selects' : ''}`),
    hold: (at) => void taps.push(`hold ${at.x},${at.y}`),
    doubleTap: ignore,
    hover: ignore,
    dragged: ignore,
    dropped: ignore,
    viewMoved: ignore,
    viewChanged: ignore,
  });
  // Cytoscape accepts event objects; its types only declare names
  for (const type of events) cy.emit({ type, position: AT, originalEvent: new Event(kind) } as never);
  cy.destroy();
  return taps;
}

describe('a touch', () => {
  it('that is held is one long press, and its release is not a tap', () => {
    expect(tapsFor('touchstart', 'tapstart', 'taphold', 'tap')).toEqual(['hold 3,4']);
  });

  it('after a long press is a tap again', () => {
    expect(tapsFor('touchstart', 'tapstart', 'taphold', 'tap', 'tapstart', 'tap')).toEqual(['hold 3,4', 'tap 3,4 touch']);
  });
});

describe('a mouse', () => {
  it('that is held is no long press, because Shift and the right button do the same', () => {
    expect(tapsFor('mousedown', 'tapstart', 'taphold', 'tap')).toEqual(['tap 3,4']);
  });
});
