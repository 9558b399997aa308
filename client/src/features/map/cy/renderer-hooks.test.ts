import cytoscape, { type Core } from 'cytoscape';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordingContext } from '../testing/recording-context.ts';
import { HOOKED_METHODS, missingHooks, replaceRenderer } from './renderer-hooks.ts';

/** Exercises each hooked method through Cytoscape itself, so that these tests fail when an update no longer calls it. */
describe('the replaced renderer', () => {
  let cy: Core;
  let container: HTMLElement;
  const frame = vi.fn();
  const find = vi.fn();

  beforeAll(() => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation((() => createRecordingContext().ctx) as never);
  });
  beforeEach(() => {
    container = document.body.appendChild(document.createElement('div'));
    // Cytoscape computes positions from these; without them it treats every event as outside the container
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
  const dispatch = (type: string, x: number, y: number) => {
    const surface = container.querySelector('canvas') ?? container;
    const event = new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button: 0 });
    Object.defineProperty(event, 'which', { value: 1 });
    surface.dispatchEvent(event);
  };

  it('has every method that the map replaces in the pinned version', () => {
    expect(missingHooks(renderer())).toEqual([]);
  });

  it.each(HOOKED_METHODS)('throws an error that names %s if it is missing', (name) => {
    const { [name]: _, ...rest } = Object.fromEntries(HOOKED_METHODS.map((hook) => [hook, () => undefined]));
    expect(missingHooks(rest)).toContain(name);
    const incomplete = { renderer: () => rest } as unknown as Core;
    expect(() => replaceRenderer(incomplete, { frame, find })).toThrow(name);
  });

  it('render: requests a frame when the view moves', async () => {
    replaceRenderer(cy, { frame, find });
    cy.panBy({ x: 10, y: 0 });
    await expect.poll(() => frame).toHaveBeenCalled();
  });

  it('render: runs a redraw that is requested during a frame', async () => {
    const { redraw } = replaceRenderer(cy, { frame, find });
    frame.mockImplementationOnce(redraw);
    redraw();
    await expect.poll(() => frame.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  it('findNearestElements: queries the element under the pointer, in map units', () => {
    replaceRenderer(cy, { frame, find });
    cy.viewport({ zoom: 2, pan: { x: 100, y: 50 } });
    find.mockReturnValue(cy.getElementById('a')[0]);
    const over = vi.fn();
    cy.on('mouseover', 'node', over);
    dispatch('mousemove', 300, 150);
    expect(find).toHaveBeenCalledWith({ x: 100, y: 50 }, false);
    expect(over).toHaveBeenCalledOnce();
  });

  it('getCachedZSortedEles: frees the dragged element without sorting by style', () => {
    replaceRenderer(cy, { frame, find });
    find.mockReturnValue(cy.getElementById('a')[0]);
    const free = vi.fn();
    cy.on('dragfree', 'node', free);
    dispatch('mousedown', 10, 10);
    for (const x of [15, 40, 60]) dispatch('mousemove', x, 10);
    dispatch('mouseup', 60, 10);
    expect(free).toHaveBeenCalledOnce();
    expect(cy.getElementById('a').grabbed()).toBe(false);
    expect(cy.getElementById('a').position().x).toBeGreaterThan(40);
  });
});
