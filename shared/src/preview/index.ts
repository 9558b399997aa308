/** Effect of a plan on the findings of the health rules, and on who reaches whom. */

export { applyRouteChanges } from './apply-route-changes.ts';
export { type Preview, previewPlan } from './preview.ts';
export { type PreviewedChange, previewReach, type ReachEffect, type ReachPairs, type ReachPreview } from './preview-reach.ts';
