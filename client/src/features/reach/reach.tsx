/** Panels of Reach, which are loaded when first opened. */
export { ExpectationsPanel } from './expectations-panel.tsx';
export { MatrixView } from './matrix-view.tsx';
export { ReachPanel } from './reach-panel.tsx';
export { RoutesPanel } from './routes-panel.tsx';
export { VNetReachPanel } from './vnet-reach-panel.tsx';
