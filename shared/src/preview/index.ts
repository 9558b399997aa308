/** Knows what a plan would do to what the rules find; refuses to know how either is made. */
export { type Preview, previewOf } from './preview.ts';
