import type { Core, EventObject } from 'cytoscape';
import { isPicking } from '../../../lib/state/picks.ts';
import type { Point } from '../geometry/room.ts';

/** What hands do on the map; places are places of the map. */
export interface Gestures {
  /** `picks` says that it is to pick beside what is picked: Shift, Ctrl or ⌘ was held, or a finger has stayed. */
  tap(at: Point, touch: boolean, picks: boolean): void;
  doubleTap(at: Point, touch: boolean, picks: boolean): void;
  hover(at: Point): void;
  /** `pointer` is where the hand is, `at` the middle of what it carries. */
  dragged(id: string, at: Point, pointer: Point): void;
  dropped(id: string): void;
  /** A person moved the view by hand. */
  taken(): void;
  viewChanged(): void;
}

/** Tells of what hands do on that graph. */
export function listen(cy: Core, handlers: Gestures): void {
  // a finger that stays picks, as Shift does with a mouse; that it leaves then is no tap
  let stayed = false;
  cy.on('tapstart', () => {
    stayed = false;
  });
  cy.on('taphold', (event) => {
    if (!isTouch(event)) return;
    stayed = true;
    handlers.tap(event.position, true, true);
  });
  cy.on('tap', (event) => {
    if (!stayed) handlers.tap(event.position, isTouch(event), picks(event));
  });
  cy.on('dbltap', (event) => handlers.doubleTap(event.position, isTouch(event), picks(event)));
  cy.on('mousemove', ({ position, originalEvent }) => {
    if (originalEvent.buttons === 0) handlers.hover(position);
  });
  let pointer: Point | undefined;
  cy.on('tapdrag', ({ position }) => {
    pointer = position;
  });
  cy.on('drag', 'node', ({ target }: EventObject) => handlers.dragged(target.id(), target.position(), pointer ?? target.position()));
  cy.on('dragfree', 'node', ({ target }: EventObject) => handlers.dropped(target.id()));
  cy.on('dragpan pinchzoom', () => handlers.taken());
  cy.on('viewport', () => handlers.viewChanged());
}

const picks = ({ originalEvent }: EventObject): boolean => (originalEvent ? isPicking(originalEvent) : false);
const isTouch = ({ originalEvent }: EventObject): boolean => originalEvent?.type.startsWith('touch') ?? false;
