/** From the draft to the history: the draft tray, the change mode, and the panels of plan, apply and history. */
export { halfApplyStatuses, peeringsBeingWritten } from './apply/half-apply-status.ts';
export { ModeSwitch } from './mode/mode-switch.tsx';
export { focusReviewButton, PlanTray } from './tray/plan-tray.tsx';

/** Loads the panels on demand. */
export const loadPlanPanels = () => import('./plan.tsx');
