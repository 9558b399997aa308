/** The map, its legend, and what it is saved with. */
export { type Grouping, type Layout, Legend, type Light, type MapHandle, MapView } from './chrome/map-view.tsx';

/** Fetches the dialog that saves the map. */
export const loadExportDialog = () => import('./export/export-dialog.tsx');
