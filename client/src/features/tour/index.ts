/** Guided tour: its offer, the notice where it is not available, and the panel with its stops. */
export { TourUnavailable } from './tour-elsewhere.tsx';
export { TourOffer } from './tour-offer.tsx';

/** Loads the tour panel on demand. */
export const loadTourPanel = () => import('./tour-panel.tsx');
