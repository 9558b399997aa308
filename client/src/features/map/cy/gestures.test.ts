import cytoscape from 'cytoscape';
import { describe, expect, it } from 'vitest';
import { listen } from './gestures.ts';

const AT = { x: 3, y: 4 };

/** A graph that hears these events of a pointer; answers what it made of them. */
function heard(kind: 'touchstart' | 'mousedown', ...events: readonly string[]): readonly string[] {
  const cy = cytoscape({ headless: true });
  const taps: string[] = [];
  const ignore = () => undefined;
  listen(cy, {
    tap: (at, touch, picks) => void taps.push(`tap ${at.x},${at.y}${touch ? ' touch' : ''}${picks ? ' picks' : ''}`),
    doubleTap: ignore,
    hover: ignore,
    dragged: ignore,
    dropped: ignore,
    taken: ignore,
    viewChanged: ignore,
  });
  // it takes whole events; its types know of names only
  for (const type of events) cy.emit({ type, position: AT, originalEvent: new Event(kind) } as never);
  cy.destroy();
  return taps;
}

describe('a finger', () => {
  it('that stays picks once, and that it leaves then is no tap', () => {
    expect(heard('touchstart', 'tapstart', 'taphold', 'tap')).toEqual(['tap 3,4 touch picks']);
  });

  it('taps again after it has stayed', () => {
    expect(heard('touchstart', 'tapstart', 'taphold', 'tap', 'tapstart', 'tap')).toEqual(['tap 3,4 touch picks', 'tap 3,4 touch']);
  });
});

describe('a mouse', () => {
  it('that stays picks nothing: it has Shift for that', () => {
    expect(heard('mousedown', 'tapstart', 'taphold', 'tap')).toEqual(['tap 3,4']);
  });
});
