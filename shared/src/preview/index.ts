/** Effect of a plan on the findings of the health rules. */
export { type Preview, previewPlan } from './preview.ts';
