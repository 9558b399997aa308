/** The map, its legend and its export dialog. */

export { Legend } from './chrome/legend.tsx';
export { type MapHandle, MapView } from './chrome/map-view.tsx';
export type { HighlightReason } from './paint/highlights.ts';
export type { Layout } from './placement/layout.ts';

/** Imports the dialog that exports the map. */
export const loadExportDialog = () => import('./export/export-dialog.tsx');
