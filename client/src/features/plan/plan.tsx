export { ApplyPanel } from './apply/apply-panel.tsx';
export { HistoryPanel } from './history/history-panel.tsx';
export { PlanPanel } from './review/plan-panel.tsx';
