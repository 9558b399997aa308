import { lazy } from 'react';

export type { Grouping, Layout, Light, MapHandle } from '../features/map/map-view.tsx';

/** Fetches the map's code; asked for early, it comes while the snapshot does. */
export const fetchMap = () => import('../features/map/map-view.tsx');

/** The map and its legend, fetched when first shown: they are the heaviest part of the client. */
export const MapView = lazy(async () => ({ default: (await fetchMap()).MapView }));
/** What the map is saved with, fetched when first asked for. */
export const ExportDialog = lazy(async () => ({ default: (await import('../features/map/export/export-dialog.tsx')).ExportDialog }));
export const Legend = lazy(async () => ({ default: (await fetchMap()).Legend }));
