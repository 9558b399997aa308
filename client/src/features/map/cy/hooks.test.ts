import cytoscape, { type Core } from 'cytoscape';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordingContext } from '../testing/recording-context.ts';
import { HOOKED, missingHooks, takeOver } from './hooks.ts';

/** What each hooked method is for is seen through Cytoscape itself: these tests break when an update stops calling it. */
describe('the taken-over renderer', () => {
  let cy: Core;
  let container: HTMLElement;
  const frame = vi.fn();
  const find = vi.fn();

  beforeAll(() => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => recordingContext().ctx) as never);
  });
  beforeEach(() => {
    container = document.body.appendChild(document.createElement('div'));
    // Cytoscape computes places from these; without them it takes every event for one outside
    for (const side of ['left', 'right', 'top', 'bottom'])
      for (const name of [`padding-${side}`, `border-${side}-width`]) container.style.setProperty(name, '0px');
    vi.spyOn(container, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, 600));
    Object.defineProperties(container, {
      clientWidth: { value: 800 },
      clientHeight: { value: 600 },
      offsetWidth: { value: 800 },
      offsetHeight: { value: 600 },
    });
    cy = cytoscape({ container, elements: [], style: [], layout: { name: 'null' } });
    cy.add([{ data: { id: 'a' }, position: { x: 1, y: 1 } }, { data: { id: 'b' } }, { data: { id: 'e', source: 'a', target: 'b' } }]);
    frame.mockReset();
    find.mockReset();
  });
  afterEach(() => {
    cy.destroy();
    container.remove();
  });
  afterAll(() => void vi.restoreAllMocks());

  const renderer = () => (cy as Core & { renderer(): Record<string, unknown> }).renderer();
  const send = (type: string, x: number, y: number) => {
    const surface = container.querySelector('canvas') ?? container;
    const event = new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button: 0 });
    Object.defineProperty(event, 'which', { value: 1 });
    surface.dispatchEvent(event);
  };

  it('has every method that the map hooks in the pinned version', () => {
    expect(missingHooks(renderer())).toEqual([]);
  });

  it.each(HOOKED)('says by name that %s is missing instead of drawing nothing', (name) => {
    const { [name]: _, ...rest } = Object.fromEntries(HOOKED.map((hook) => [hook, () => undefined]));
    expect(missingHooks(rest)).toContain(name);
    const lacking = { renderer: () => rest } as unknown as Core;
    expect(() => takeOver(lacking, { frame, find })).toThrow(name);
  });

  it('render: asks the map for a frame when the view moves', async () => {
    takeOver(cy, { frame, find });
    cy.panBy({ x: 10, y: 0 });
    await vi.waitFor(() => expect(frame).toHaveBeenCalled());
  });

  it('render: a redraw that is asked for within a frame comes', async () => {
    const { redraw } = takeOver(cy, { frame, find });
    frame.mockImplementationOnce(redraw);
    redraw();
    await vi.waitFor(() => expect(frame.mock.calls.length).toBeGreaterThanOrEqual(2));
  });

  it('findNearestElements: asks the map what lies under the pointer, in map units', () => {
    takeOver(cy, { frame, find });
    cy.viewport({ zoom: 2, pan: { x: 100, y: 50 } });
    find.mockReturnValue(cy.getElementById('a')[0]);
    const over = vi.fn();
    cy.on('mouseover', 'node', over);
    send('mousemove', 300, 150);
    expect(find).toHaveBeenCalledWith({ x: 100, y: 50 }, false);
    expect(over).toHaveBeenCalledOnce();
  });

  it('getCachedZSortedEles: frees what was carried after a drag without sorting by style', () => {
    takeOver(cy, { frame, find });
    find.mockReturnValue(cy.getElementById('a')[0]);
    const free = vi.fn();
    cy.on('dragfree', 'node', free);
    send('mousedown', 10, 10);
    for (const x of [15, 40, 60]) send('mousemove', x, 10);
    send('mouseup', 60, 10);
    expect(free).toHaveBeenCalledOnce();
    expect(cy.getElementById('a').grabbed()).toBe(false);
    expect(cy.getElementById('a').position().x).toBeGreaterThan(40);
  });
});
