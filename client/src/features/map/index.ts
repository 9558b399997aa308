/** The map, its legend, and what it is saved with. */
export { Legend } from './chrome/legend.tsx';
export { type MapHandle, MapView } from './chrome/map-view.tsx';
export type { Grouping } from './model/grouping.ts';
export type { Light } from './paint/lights.ts';
export type { Layout } from './placement/layout.ts';

/** Fetches the dialog that saves the map. */
export const loadExportDialog = () => import('./export/export-dialog.tsx');
