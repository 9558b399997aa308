/** The tour: its offer, where it cannot be taken, and the panel with its stops. */
export { TourElsewhere } from './tour-elsewhere.tsx';
export { TourOffer } from './tour-offer.tsx';

/** Fetches the panel with the stops. */
export const loadTourPanel = () => import('./tour-panel.tsx');
