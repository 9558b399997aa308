/** Goals for several VNets (mesh, hub-and-spoke, moving spokes, adding to a hub), and the comparison of shapes. */
export { ComparePanel } from './compare-panel.tsx';
export { GoalPanel } from './goal-panel.tsx';
