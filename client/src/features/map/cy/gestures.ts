import type { Core, EventObject } from 'cytoscape';
import { isMultiSelectClick } from '../../../lib/state/multi-selection.ts';
import type { Point } from '../geometry/bounds.ts';

/** Handlers for gestures on the map; positions are in map units. */
export interface GestureHandlers {
  /** `isMultiSelect` means that the tap toggles the multi-selection: Shift, Ctrl or ⌘ was held. */
  tap(at: Point, touch: boolean, isMultiSelect: boolean): void;
  doubleTap(at: Point, touch: boolean, isMultiSelect: boolean): void;
  /** A touch was held; its release is not a tap. */
  hold(at: Point): void;
  hover(at: Point): void;
  /** `pointer` is the pointer position, `at` the centre of the dragged VNet. */
  dragged(id: string, at: Point, pointer: Point): void;
  dropped(id: string): void;
  /** The user panned or zoomed the view. */
  viewMoved(): void;
  viewChanged(): void;
}

/** Registers gesture handlers on a graph. */
export function registerGestures(cy: Core, handlers: GestureHandlers): void {
  let isLongPress = false;
  cy.on('tapstart', () => {
    isLongPress = false;
  });
  cy.on('taphold', (event) => {
    if (!isTouch(event)) return;
    isLongPress = true;
    handlers.hold(event.position);
  });
  cy.on('tap', (event) => {
    if (!isLongPress) handlers.tap(event.position, isTouch(event), togglesSelection(event));
  });
  cy.on('dbltap', (event) => handlers.doubleTap(event.position, isTouch(event), togglesSelection(event)));
  cy.on('mousemove', ({ position, originalEvent }) => {
    if (originalEvent.buttons === 0) handlers.hover(position);
  });
  let pointer: Point | undefined;
  cy.on('tapdrag', ({ position }) => {
    pointer = position;
  });
  cy.on('drag', 'node', ({ target }: EventObject) => handlers.dragged(target.id(), target.position(), pointer ?? target.position()));
  cy.on('dragfree', 'node', ({ target }: EventObject) => handlers.dropped(target.id()));
  cy.on('dragpan pinchzoom', () => handlers.viewMoved());
  cy.on('viewport', () => handlers.viewChanged());
}

const togglesSelection = ({ originalEvent }: EventObject): boolean => (originalEvent ? isMultiSelectClick(originalEvent) : false);
const isTouch = ({ originalEvent }: EventObject): boolean => originalEvent?.type.startsWith('touch') ?? false;
