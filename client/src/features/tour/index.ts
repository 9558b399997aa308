/** Guided tour: its offer, the notice where it is not available, and the panel with its stops. */

export { TourOffer } from './tour-offer.tsx';
export { TourUnavailable } from './tour-unavailable.tsx';

/** Loads the tour panel on demand. */
export const loadTourPanel = () => import('./tour-panel.tsx');
