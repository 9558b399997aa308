/** From the draft to what was done: the tray, the mode, and the panels of plan, apply and history. */
export { type Applying, applyingOf } from './apply/applying.ts';
export { ModeSwitch } from './mode/mode-switch.tsx';
export { PlanTray } from './tray/plan-tray.tsx';

/** Fetches the panels. */
export const loadPlanPanels = () => import('./plan.tsx');
