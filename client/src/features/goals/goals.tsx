export { ComparePanel } from './compare-panel.tsx';
export { GoalPanel } from './goal-panel.tsx';
