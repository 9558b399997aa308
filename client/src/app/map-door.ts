import { lazy } from 'react';

export type { Grouping, MapHandle } from '../features/map/map-view.tsx';

/** The map and its legend, fetched when first shown: they are the heaviest part of the client. */
export const MapView = lazy(async () => ({ default: (await import('../features/map/map-view.tsx')).MapView }));
export const Legend = lazy(async () => ({ default: (await import('../features/map/map-view.tsx')).Legend }));
