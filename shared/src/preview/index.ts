/** Effect of a plan on the findings of the health rules. */
export { type Preview, previewOf } from './preview.ts';
