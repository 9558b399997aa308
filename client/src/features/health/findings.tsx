export { FindingsView } from './list/findings-view.tsx';
export { FindingPanel } from './panel/finding-panel.tsx';
