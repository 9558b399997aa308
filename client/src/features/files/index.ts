/** Files: what was read as a file for others, files opened on the page, and the comparison with an earlier one. */
export { FileDrop } from './file-drop.tsx';
export { OpenedFilesBanner } from './opened-files-banner.tsx';
export { selectFiles } from './select-files.ts';
export { SourcePanel } from './source-panel.tsx';
export { type FilesHandle, useFiles } from './use-files.ts';

/** Loads the code of the comparison, which is needed only for the panel. */
export const loadChangesPanel = () => import('./changes-panel.tsx');
