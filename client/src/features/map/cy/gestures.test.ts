import cytoscape from 'cytoscape';
import { describe, expect, it } from 'vitest';
import { registerGestures } from './gestures.ts';

const AT = { x: 3, y: 4 };

/** Emits pointer events on a graph and returns the taps that were recognised. */
function tapsFor(kind: 'touchstart' | 'mousedown', ...events: readonly string[]): readonly string[] {
  const cy = cytoscape({ headless: true });
  const taps: string[] = [];
  const ignore = () => undefined;
  registerGestures(cy, {
    tap: (at, touch, selects) => void taps.push(`tap ${at.x},${at.y}${touch ? ' touch' : ''}${selects ? ' selects' : ''}`),
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
  it('that is held selects once, and its release is not a tap', () => {
    expect(tapsFor('touchstart', 'tapstart', 'taphold', 'tap')).toEqual(['tap 3,4 touch selects']);
  });

  it('after a long press is a tap again', () => {
    expect(tapsFor('touchstart', 'tapstart', 'taphold', 'tap', 'tapstart', 'tap')).toEqual(['tap 3,4 touch selects', 'tap 3,4 touch']);
  });
});

describe('a mouse', () => {
  it('that is held selects nothing, because Shift does', () => {
    expect(tapsFor('mousedown', 'tapstart', 'taphold', 'tap')).toEqual(['tap 3,4']);
  });
});
