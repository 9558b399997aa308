/** Effect of a plan on the findings of the health rules, and on who reaches whom. */
export { type Preview, previewPlan } from './preview.ts';
export { previewReach, type ReachEffect, type ReachPairs, type ReachPreview } from './preview-reach.ts';
